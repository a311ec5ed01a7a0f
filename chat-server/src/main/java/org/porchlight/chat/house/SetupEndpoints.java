package org.porchlight.chat.house;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.house.PostgresSetup.Said;
import org.porchlight.chat.house.SetupKeeping.Outcome;
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

/** What is left before the house opens, for coordinators (PROTOCOL.md, G23). */
@RestController
@RequestMapping("/api/staff/setup")
class SetupEndpoints {
  private final Setup setup;
  private final SetupKeeping keeping;
  private final StaffDirectory staff;

  SetupEndpoints(Setup setup, SetupKeeping keeping, StaffDirectory staff) {
    this.setup = setup;
    this.keeping = keeping;
    this.staff = staff;
  }

  /**
   * All of it.
   *
   * @param required whether the door waits for it; not where this is a demo
   * @param opened that somebody opened the house; null before
   */
  record Shown(boolean required, int notice, List<Step> steps, @Nullable Made opened) {}

  /**
   * A step.
   *
   * @param confirm whether a coordinator says so, and nothing is looked up
   * @param said who said so last, also where that does not count any more
   */
  record Step(
      String what, boolean done, boolean confirm, @Nullable Integer count, @Nullable Made said) {}

  /**
   * Who said something.
   *
   * @param at in milliseconds
   * @param by their name
   */
  record Made(long at, @Nullable String by) {}

  /** What is confirmed, and the version of the notice that was seen. */
  record Confirmed(@Nullable String what, @Nullable Integer notice) {}

  @GetMapping
  Mono<Shown> setup() {
    return setup.look().flatMap(look -> names(look).map(names -> shown(look, names)));
  }

  @PostMapping(path = "/confirm", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> confirm(@RequestBody Confirmed confirmed, @AuthenticationPrincipal Visitor.Staff me) {
    Integer notice = confirmed.notice();
    SetupStep what = step(Objects.requireNonNullElse(confirmed.what(), ""));
    if (notice == null) {
      throw Refusals.bad("notice", "expected the version that was seen");
    }
    return done(keeping.confirm(me, what, notice));
  }

  @PostMapping("/open")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> open(@AuthenticationPrincipal Visitor.Staff me) {
    return done(keeping.open(me));
  }

  private Mono<Map<String, String>> names(Setup.Look look) {
    return staff.names(
        Stream.concat(
                look.steps().stream().flatMap(step -> Stream.ofNullable(step.said())),
                Stream.ofNullable(look.opened()))
            .map(Said::by)
            .toList());
  }

  private Shown shown(Setup.Look look, Map<String, String> names) {
    return new Shown(
        setup.isRequired(),
        look.notice(),
        look.steps().stream()
            .map(step ->
                new Step(
                    step.what().code(),
                    step.done(),
                    step.what().isConfirmed(),
                    step.count(),
                    made(step.said(), names)))
            .toList(),
        made(look.opened(), names));
  }

  private static @Nullable Made made(@Nullable Said said, Map<String, String> names) {
    return said == null ? null : new Made(said.at().toEpochMilli(), names.get(said.by()));
  }

  private static SetupStep step(String code) {
    return Arrays.stream(SetupStep.values())
        .filter(step -> step.isConfirmed() && step.code().equals(code))
        .findFirst()
        .orElseThrow(() -> Refusals.bad("what", "expected one of those that a person confirms"));
  }

  private static Mono<Void> done(Mono<Outcome> work) {
    return work.flatMap(
        outcome -> outcome == Outcome.DONE ? Mono.<Void>empty() : Mono.error(refusal(outcome)));
  }

  private static ErrorResponseException refusal(Outcome outcome) {
    ErrorResponseException refusal =
        Refusals.conflict(
            outcome == Outcome.CHANGED
                ? "The notice says something else by now."
                : "Something is left to do.");
    return Refusals.because(refusal, outcome.name().toLowerCase(Locale.ROOT));
  }
}
