package org.porchlight.chat.people;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Certification;
import org.porchlight.chat.access.Person;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.StaffForm;
import org.porchlight.chat.access.Visitor;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The people who volunteer here, for coordinators (PROTOCOL.md, G12). */
@RestController
@RequestMapping("/api/staff/people")
class PeopleEndpoints {
  private final People people;
  private final Clock clock;

  PeopleEndpoints(People people, Clock clock) {
    this.people = people;
    this.clock = clock;
  }

  /**
   * Somebody as a coordinator sees them.
   *
   * @param trainedOn the day, or null where none is recorded
   * @param goodUntil the last day on which it counts, or null
   * @param ready whether a peer may talk with seekers today
   */
  record Shown(
      String id,
      String name,
      String role,
      String level,
      boolean clearedForMinors,
      @Nullable String trainedOn,
      @Nullable String goodUntil,
      boolean ready,
      List<String> languages,
      List<String> topics) {
    @Override
    public String toString() {
      return "Shown[id=" + id + "]";
    }
  }

  /** Everybody. */
  record Everyone(List<Shown> people) {}

  /**
   * Who is to be changed, and into what.
   *
   * @param seen what was recorded when the change was begun
   */
  record Change(@Nullable String id, @Nullable StaffForm seen, @Nullable StaffForm person) {}

  /** Who leaves. */
  record Leaving(@Nullable String id) {}

  @GetMapping
  Mono<Everyone> everyone() {
    return people.everyone().map(this::shown).collectList().map(Everyone::new);
  }

  @PostMapping(path = "/change", consumes = "application/json")
  Mono<ResponseEntity<Void>> change(
      @RequestBody Change change, @AuthenticationPrincipal Visitor.Staff me) {
    StaffForm form = change.person();
    if (form == null) {
      return Mono.error(Refusals.badRequest("person: expected what is recorded from now on"));
    }
    Person person = form.person(id(change.id()), today());
    StaffForm seen = change.seen();
    if (seen == null) {
      return Mono.error(Refusals.badRequest("seen: expected what was recorded before"));
    }
    return people
        .change(me, seen.seen(person.id()), person)
        .flatMap(outcome ->
            outcome == People.Outcome.WAITS
                ? Mono.just(ResponseEntity.accepted().<Void>build())
                : done(outcome).thenReturn(ResponseEntity.noContent().<Void>build()));
  }

  @PostMapping(path = "/leave", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> leave(@RequestBody Leaving leaving, @AuthenticationPrincipal Visitor.Staff me) {
    return people.leave(me, id(leaving.id())).flatMap(PeopleEndpoints::done);
  }

  private Shown shown(Person person) {
    Certification certification = person.certification();
    return new Shown(
        person.id(),
        person.name(),
        person.role().code(),
        certification.level(),
        certification.clearedForMinors(),
        text(certification.trainedOn()),
        text(certification.goodUntil()),
        certification.isGoodOn(today()),
        person.languages().stream().sorted().toList(),
        person.topics().stream().sorted().toList());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  private static String id(@Nullable String id) {
    return Objects.requireNonNullElse(id, "");
  }

  /** Nothing, or why it was not done. */
  static Mono<Void> done(People.Outcome outcome) {
    return switch (outcome) {
      case DONE, WAITS -> Mono.empty();
      case GONE -> Mono.error(refusal(Refusals.gone("There is no such person here."), outcome));
      case OWN_ROLE ->
          Mono.error(
              refusal(
                  Refusals.conflict("Another coordinator has to change your own role."), outcome));
      case LAST_COORDINATOR ->
          Mono.error(refusal(Refusals.conflict("Somebody has to be coordinator."), outcome));
      case CHANGED ->
          Mono.error(refusal(Refusals.conflict("Somebody changed it meanwhile."), outcome));
      case OWN_CHANGE ->
          Mono.error(refusal(Refusals.conflict("Another coordinator has to confirm it."), outcome));
    };
  }

  private static ErrorResponseException refusal(
      ErrorResponseException refusal, People.Outcome outcome) {
    return Refusals.because(refusal, outcome.name().toLowerCase(Locale.ROOT));
  }
}
