package org.porchlight.chat.house;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.house.HouseKeeping.Outcome;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How the house names itself and what it asks, for coordinators (PROTOCOL.md, G43). */
@RestController
class LookEndpoints {
  /** It stands beside two buttons, on small screens too. */
  private static final Pattern NAME = Pattern.compile(HouseForm.WORDS + "{1,24}");

  private static final Pattern TITLE = Pattern.compile(HouseForm.WORDS + "{1,40}");

  private final PostgresLooks kept;
  private final Looks looks;
  private final Audit audit;
  private final Clock clock;

  LookEndpoints(PostgresLooks kept, Looks looks, Audit audit, Clock clock) {
    this.kept = kept;
    this.looks = looks;
    this.audit = audit;
    this.clock = clock;
  }

  /** What holds, and everything that could be asked. */
  record Shown(
      int version,
      String name,
      String title,
      List<String> questions,
      List<String> knownQuestions) {}

  /** What is to hold, and the version that was looked at. */
  record Wanted(
      @Nullable Integer version,
      @Nullable String name,
      @Nullable String title,
      @Nullable List<@Nullable String> questions) {
    @Override
    public String toString() {
      return "Wanted";
    }
  }

  @GetMapping("/api/staff/look")
  Mono<Shown> look() {
    return kept.newest()
        .map(look ->
            new Shown(
                look.version(), look.name(), look.title(), look.questions(), HouseLook.KNOWN));
  }

  @PostMapping(path = "/api/staff/look", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> change(@RequestBody Wanted wanted, @AuthenticationPrincipal Visitor.Staff me) {
    Integer seen = wanted.version();
    if (seen == null || seen < 0 || seen == Integer.MAX_VALUE) {
      throw Refusals.bad("version", "expected the one that was looked at");
    }
    HouseLook after =
        new HouseLook(
            seen + 1,
            HouseForm.words("name", NAME, wanted.name()),
            HouseForm.words("title", TITLE, wanted.title()),
            questions(wanted.questions()));
    return kept.alone(before -> changed(me, seen, before, after))
        .flatMap(outcome ->
            switch (outcome) {
              // It is done also when reading it anew fails.
              case DONE -> looks.refresh().onErrorComplete();
              case CHANGED -> Mono.error(HouseEndpoints.changed());
            });
  }

  /** What is the same as before is no change, and is written down nowhere. */
  private Mono<Outcome> changed(Visitor.Staff by, int seen, HouseLook before, HouseLook after) {
    if (before.version() != seen) {
      return Mono.just(Outcome.CHANGED);
    }
    return before.saysTheSameAs(after)
        ? Mono.just(Outcome.DONE)
        : written(by, after)
            .then(Mono.defer(() -> kept.add(after, clock.instant(), by.id())))
            .thenReturn(Outcome.DONE);
  }

  /** The names go where the words of people go, which is sealed. */
  private Mono<Void> written(Visitor.Staff by, HouseLook after) {
    return audit.record(
        Act.of(by.id(), "house.look", "house")
            .detail("questions " + String.join(" ", after.questions()))
            .because(after.name() + ", " + after.title()));
  }

  private static List<String> questions(@Nullable List<@Nullable String> given) {
    if (given == null
        || !given.stream().allMatch(each -> each != null && HouseLook.KNOWN.contains(each))) {
      throw Refusals.bad("questions", "expected some of those that are known");
    }
    return given.stream().map(Objects::requireNonNull).toList();
  }
}
