package org.porchlight.chat.house;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.house.WordsKeeping.Outcome;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The house's own words, for coordinators (PROTOCOL.md, G24). */
@RestController
@RequestMapping("/api/staff/words")
class WordsEndpoints {
  private static final int LATEST = 10;

  private final PostgresWords kept;
  private final Words words;
  private final WordsKeeping keeping;
  private final ChangeableWords changeable;
  private final StaffDirectory staff;

  WordsEndpoints(
      PostgresWords kept,
      Words words,
      WordsKeeping keeping,
      ChangeableWords changeable,
      StaffDirectory staff) {
    this.kept = kept;
    this.words = words;
    this.keeping = keeping;
    this.changeable = changeable;
    this.staff = staff;
  }

  /**
   * All of it.
   *
   * @param keys the sentences that may be changed, with their places
   * @param words those that do not say what ships
   * @param changes the latest ones, the last one first
   */
  record Shown(
      int version, Map<String, Set<String>> keys, Map<String, Sentence> words, List<Made> changes) {
    @Override
    public String toString() {
      return "Shown[version=" + version + "]";
    }
  }

  /**
   * A change.
   *
   * @param at in milliseconds
   * @param by the name of whose it was
   * @param keys of the sentences
   */
  record Made(int version, long at, @Nullable String by, List<String> keys) {}

  /** The version that was looked at, and the one that is to count again. */
  record Back(@Nullable Integer version, @Nullable Integer to) {}

  @GetMapping
  Mono<Shown> words() {
    return Mono.zip(words.newest(), changes())
        .map(found ->
            new Shown(
                found.getT1().version(),
                changeable.all(),
                found.getT1().sentences(),
                found.getT2()));
  }

  @PostMapping(consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> change(@RequestBody WordForm form, @AuthenticationPrincipal Visitor.Staff me) {
    return done(
        keeping.change(me, form.seen(), form.wanted(changeable), form.sentence(changeable)));
  }

  @PostMapping(path = "/back", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> back(@RequestBody Back back, @AuthenticationPrincipal Visitor.Staff me) {
    return done(keeping.back(me, WordForm.version(back.version()), WordForm.version(back.to())));
  }

  private Mono<List<Made>> changes() {
    return kept.latest(LATEST)
        .collectList()
        .flatMap(changes ->
            staff
                .names(changes.stream().map(PostgresWords.Change::by).toList())
                .map(names ->
                    changes.stream()
                        .map(change ->
                            new Made(
                                change.version(),
                                change.at().toEpochMilli(),
                                names.get(change.by()),
                                change.keys()))
                        .toList()));
  }

  private static Mono<Void> done(Mono<Outcome> work) {
    return work.flatMap(
        outcome -> outcome == Outcome.DONE ? Mono.<Void>empty() : Mono.error(refusal(outcome)));
  }

  private static ErrorResponseException refusal(Outcome outcome) {
    ErrorResponseException refusal =
        outcome == Outcome.GONE
            ? Refusals.gone("There is no such version.")
            : Refusals.conflict("Somebody changed something meanwhile.");
    return Refusals.because(refusal, outcome.name().toLowerCase(Locale.ROOT));
  }
}
