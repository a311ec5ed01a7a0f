package org.porchlight.chat.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.policy.PhrasesKeeping.Outcome;
import org.porchlight.chat.policy.PostgresPhrases.State;
import org.porchlight.chat.policy.PostgresPhrases.Written;
import org.porchlight.moderation.rules.Language;
import org.porchlight.moderation.rules.Phrase;
import org.porchlight.moderation.rules.RuleModeration;
import org.porchlight.moderation.rules.ShippedRule;
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
import reactor.core.scheduler.Schedulers;

/** The safety rules, and what the house adds to them, for coordinators (PROTOCOL.md, G150). */
@RestController
@RequestMapping("/api/staff/rules")
class RulesEndpoints {
  private static final int LATEST = 10;

  private final PostgresPhrases kept;
  private final PhrasesKeeping keeping;
  private final Rulebook rulebook;
  private final StaffDirectory staff;
  private final List<Shown> shipped;

  RulesEndpoints(
      PostgresPhrases kept, PhrasesKeeping keeping, Rulebook rulebook, StaffDirectory staff) {
    this.kept = kept;
    this.keeping = keeping;
    this.rulebook = rulebook;
    this.staff = staff;
    this.shipped =
        Stream.of(Language.values())
            .flatMap(language ->
                rulebook.of(language).shipped().stream().map(rule -> shown(language, rule)))
            .toList();
  }

  /**
   * All of it.
   *
   * @param rules as they ship
   * @param phrases what the house adds to them
   * @param changes the latest ones, the last one first
   */
  record Rules(
      int version,
      List<Spoken> languages,
      List<Shown> rules,
      List<Added> phrases,
      List<Made> changes) {
    @Override
    public String toString() {
      return "Rules[version=" + version + "]";
    }
  }

  /** A language, and whether its rules look at what people write. */
  record Spoken(String language, boolean inUse) {}

  /**
   * A rule as it ships.
   *
   * @param by whose words it looks at, {@code seeker}, {@code peer} or both
   */
  record Shown(
      String language,
      String rule,
      List<String> by,
      String category,
      int level,
      String why,
      List<String> examples,
      boolean takesPhrases) {}

  /** A phrase that the house adds. */
  record Added(String language, String rule, String phrase) {
    @Override
    public String toString() {
      return "Added[language=" + language + ", rule=" + rule + "]";
    }
  }

  /**
   * A change.
   *
   * @param at in milliseconds
   * @param by the name of whose it was
   */
  record Made(int version, long at, @Nullable String by, List<Added> added, List<Added> removed) {}

  /** The version that was looked at, and the one that is to count again. */
  record Back(@Nullable Integer version, @Nullable Integer to) {}

  @GetMapping
  Mono<Rules> rules() {
    return Mono.zip(kept.newest(), changes())
        .map(found -> {
          State now = found.getT1();
          return new Rules(
              now.version(),
              Stream.of(Language.values())
                  .map(language -> new Spoken(language.code(), language == rulebook.inUse()))
                  .toList(),
              shipped,
              now.phrases().stream()
                  .map(RulesEndpoints::added)
                  .sorted(Comparator.comparing(Added::rule).thenComparing(Added::phrase))
                  .toList(),
              found.getT2());
        });
  }

  /** What a phrase would change, before anything is changed. */
  @PostMapping(path = "/try", consumes = "application/json")
  Mono<DryRun> dryRun(@RequestBody PhraseForm form) {
    HousePhrase wanted = form.wanted(rulebook);
    return kept.newest()
        .flatMap(now ->
            // Hundreds of lines are read twice, which is no work for the loop that carries chats.
            Mono.fromCallable(() -> dryRun(now, wanted)).subscribeOn(Schedulers.boundedElastic()));
  }

  @PostMapping(consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> change(@RequestBody PhraseForm form, @AuthenticationPrincipal Visitor.Staff me) {
    int seen = form.seen();
    boolean there = form.isThere();
    HousePhrase phrase = there ? form.wanted(rulebook) : form.named();
    return done(keeping.change(me, seen, phrase, there));
  }

  @PostMapping(path = "/back", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> back(@RequestBody Back back, @AuthenticationPrincipal Visitor.Staff me) {
    return done(
        keeping.back(me, PhraseForm.version(back.version()), PhraseForm.version(back.to())));
  }

  private DryRun dryRun(State now, HousePhrase wanted) {
    List<Phrase> before = rulebook.fitting(wanted.language(), now.phrases());
    RuleModeration ships = rulebook.of(wanted.language());
    return DryRun.between(
        ships.with(before),
        ships.with(Stream.concat(before.stream(), Stream.of(wanted.phrase())).toList()));
  }

  private Mono<List<Made>> changes() {
    return kept.latest(LATEST)
        .collectList()
        .flatMap(changes ->
            staff
                .names(changes.stream().map(PostgresPhrases.Change::by).toList())
                .map(names ->
                    changes.stream()
                        .map(change ->
                            new Made(
                                change.version(),
                                change.at().toEpochMilli(),
                                names.get(change.by()),
                                written(change, true),
                                written(change, false)))
                        .toList()));
  }

  private static List<Added> written(PostgresPhrases.Change change, boolean there) {
    return change.written().stream()
        .filter(each -> each.isThere() == there)
        .map(Written::phrase)
        .map(RulesEndpoints::added)
        .toList();
  }

  private static Added added(HousePhrase phrase) {
    return new Added(phrase.language().code(), phrase.rule(), phrase.words());
  }

  private static Shown shown(Language language, ShippedRule rule) {
    return new Shown(
        language.code(),
        rule.id(),
        rule.sides().stream().sorted().map(RulesEndpoints::name).toList(),
        name(rule.category()),
        rule.level(),
        rule.why(),
        rule.examples(),
        rule.takesPhrases());
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Mono<Void> done(Mono<Outcome> work) {
    return work.flatMap(
        outcome -> outcome == Outcome.DONE ? Mono.<Void>empty() : Mono.error(refusal(outcome)));
  }

  private static ErrorResponseException refusal(Outcome outcome) {
    ErrorResponseException refusal =
        outcome == Outcome.GONE
            ? Refusals.gone("There is no such version.")
            : Refusals.conflict("It does not go with what the house has now.");
    return Refusals.because(refusal, outcome.name().toLowerCase(Locale.ROOT));
  }
}
