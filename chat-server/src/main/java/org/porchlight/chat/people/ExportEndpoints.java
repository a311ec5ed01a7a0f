package org.porchlight.chat.people;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.people.Exports.Export;
import org.porchlight.chat.people.Exports.Outcome;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Copies of the audit, for coordinators, of whom it takes two (PROTOCOL.md, G41). */
@RestController
@RequestMapping("/api/staff/exports")
class ExportEndpoints {
  private static final int LONGEST_REASON = 200;
  private static final int MOST_DAYS = 92;

  /** Whose names are looked up together. */
  private static final int SOME = 200;

  private final Exports exports;
  private final ActsEndpoint acts;
  private final StaffDirectory staff;

  ExportEndpoints(Exports exports, ActsEndpoint acts, StaffDirectory staff) {
    this.exports = exports;
    this.acts = acts;
    this.staff = staff;
  }

  /** What is asked for, and why. */
  record Asked(@Nullable String from, @Nullable String until, @Nullable String reason) {
    @Override
    public String toString() {
      return "Asked";
    }
  }

  /** Which one. */
  record Which(@Nullable String id) {}

  /**
   * A copy that is asked for.
   *
   * @param from the first day, such as 2026-11-01
   * @param until the last day
   * @param by the name of who asked
   * @param at when, in milliseconds
   * @param mine whether that is whoever looks
   * @param confirmed whether another coordinator said so too
   */
  record Shown(
      String id,
      String from,
      String until,
      @Nullable String reason,
      @Nullable String by,
      long at,
      boolean mine,
      boolean confirmed) {
    @Override
    public String toString() {
      return "Shown[id=" + id + "]";
    }
  }

  /**
   * All of them.
   *
   * @param alone whether nobody else here could confirm one
   */
  record Copies(boolean alone, List<Shown> exports) {}

  @GetMapping
  Mono<Copies> copies(@AuthenticationPrincipal Visitor.Staff me) {
    return exports
        .all()
        .collectList()
        .flatMap(all ->
            Mono.zip(
                    staff.names(all.stream().map(Export::askedBy).toList()),
                    staff.isOnlyCoordinator(me.id()))
                .map(found -> new Copies(found.getT2(), shown(me, all, found.getT1()))));
  }

  @PostMapping(consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> ask(@RequestBody Asked asked, @AuthenticationPrincipal Visitor.Staff me) {
    LocalDate from = day(asked.from());
    LocalDate until = day(asked.until());
    if (until.isBefore(from) || until.isAfter(from.plusDays(MOST_DAYS - 1L))) {
      throw Refusals.bad("days", "expected at most 92 of them, the first one first");
    }
    String reason = Objects.requireNonNullElse(asked.reason(), "").strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw Refusals.bad("reason_needed", "expected 1 to 200 characters");
    }
    return exports.ask(me, from, until, reason);
  }

  @PostMapping(path = "/confirm", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> confirm(@RequestBody Which which, @AuthenticationPrincipal Visitor.Staff me) {
    return exports.confirm(me, id(which)).flatMap(ExportEndpoints::done);
  }

  @PostMapping(path = "/withdraw", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> withdraw(@RequestBody Which which, @AuthenticationPrincipal Visitor.Staff me) {
    return exports.withdraw(me, id(which)).flatMap(ExportEndpoints::done);
  }

  /** An act a line, read while it is sent. */
  @PostMapping(path = "/take", consumes = "application/json")
  Mono<ResponseEntity<Flux<ActsEndpoint.Shown>>> take(
      @RequestBody Which which, @AuthenticationPrincipal Visitor.Staff me) {
    return exports
        .find(id(which))
        .flatMap(export -> exports.take(me, export).flatMap(came -> answer(came, export)))
        .switchIfEmpty(Mono.error(() -> refusal(Outcome.GONE)));
  }

  private Mono<ResponseEntity<Flux<ActsEndpoint.Shown>>> answer(Outcome came, Export export) {
    return came == Outcome.DONE
        ? Mono.just(
            ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_NDJSON)
                .body(
                    exports
                        .acts(export)
                        .buffer(SOME)
                        .concatMap(acts::shown)
                        .flatMapIterable(some -> some)))
        : Mono.error(() -> refusal(came));
  }

  private static List<Shown> shown(Visitor.Staff me, List<Export> all, Map<String, String> names) {
    return all.stream()
        .map(export ->
            new Shown(
                export.id(),
                export.from().toString(),
                export.until().toString(),
                export.reason(),
                names.get(export.askedBy()),
                export.askedAt().toEpochMilli(),
                export.askedBy().equals(me.id()),
                export.confirmed()))
        .toList();
  }

  private static LocalDate day(@Nullable String day) {
    try {
      return LocalDate.parse(Objects.requireNonNullElse(day, ""));
    } catch (DateTimeParseException unreadable) {
      throw Refusals.bad("days", "expected such as 2026-03-14");
    }
  }

  private static String id(Which which) {
    return Objects.requireNonNullElse(which.id(), "");
  }

  private static Mono<Void> done(Outcome outcome) {
    return outcome == Outcome.DONE ? Mono.empty() : Mono.error(() -> refusal(outcome));
  }

  private static ErrorResponseException refusal(Outcome outcome) {
    ErrorResponseException refusal =
        switch (outcome) {
          case DONE -> throw new IllegalArgumentException("nothing is refused");
          case GONE -> Refusals.gone("It is not there any more.");
          case OWN_CHANGE, WAITS -> Refusals.conflict("Another coordinator has to confirm it.");
          case NOT_YOURS -> Refusals.conflict("Only who asked for it takes it.");
        };
    return Refusals.because(refusal, outcome.name().toLowerCase(Locale.ROOT));
  }
}
