package org.porchlight.chat.supervision;

import java.text.Normalizer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.sealing.UnopenableException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Handing a shift over, for supervisors and coordinators (PROTOCOL.md, G15). */
@RestController
@RequestMapping("/api/staff/shift")
class ShiftEndpoints {
  private static final int LONGEST_NOTE = 1000;

  private final Shifts shifts;

  ShiftEndpoints(Shifts shifts) {
    this.shifts = shifts;
  }

  /** What is open. */
  record Draft(List<Open> open) {}

  /** Who left it. */
  record From(String id, String name) {}

  /**
   * Something that was left.
   *
   * @param at when, in milliseconds
   * @param until when it ends by itself, in milliseconds
   */
  record Left(String id, From from, long at, long until, String note, List<Open> open) {
    @Override
    public String toString() {
      return "Left[id=" + id + "]";
    }
  }

  /** All that nobody has yet. */
  record AllLeft(List<Left> left) {}

  /** What somebody leaves beside the list. */
  record Note(@Nullable String note) {
    @Override
    public String toString() {
      return "Note";
    }
  }

  /** What somebody has. */
  record Wanted(@Nullable String from, @Nullable String id) {}

  @GetMapping
  Mono<AllLeft> left(@AuthenticationPrincipal Visitor.Staff me) {
    return shifts.left(me).map(ShiftEndpoints::shown).collectList().map(AllLeft::new);
  }

  @GetMapping("/draft")
  Mono<Draft> draft(@AuthenticationPrincipal Visitor.Staff me) {
    return shifts.open(me).map(Draft::new);
  }

  @PostMapping(consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> leave(@RequestBody Note body, @AuthenticationPrincipal Visitor.Staff me) {
    String given = Objects.requireNonNullElse(body.note(), "").strip();
    String note = Normalizer.normalize(given, Normalizer.Form.NFC);
    if (note.codePointCount(0, note.length()) > LONGEST_NOTE) {
      return Mono.error(
          Refusals.because(
              Refusals.badRequest("note: expected at most 1000 characters"), "note_too_long"));
    }
    return shifts
        .leave(me, note)
        // There is no key for today yet, so nothing can be sealed.
        .onErrorMap(
            UnopenableException.class,
            keyless -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE));
  }

  @PostMapping(path = "/have", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> have(@RequestBody Wanted wanted, @AuthenticationPrincipal Visitor.Staff me) {
    String from = Objects.requireNonNullElse(wanted.from(), "");
    String id = Objects.requireNonNullElse(wanted.id(), "");
    return shifts.have(me, from, id).flatMap(ShiftEndpoints::done);
  }

  private static Mono<Void> done(Shifts.Having having) {
    return switch (having) {
      case Shifts.Having.Yours yours -> Mono.empty();
      case Shifts.Having.Taken taken ->
          Mono.error(Refusals.taken("Another supervisor has it.", taken.by()));
      case Shifts.Having.Gone gone -> Mono.error(Refusals.notThere());
    };
  }

  private static Left shown(Shifts.Seen seen) {
    Shift shift = seen.shift();
    return new Left(
        shift.id(),
        new From(shift.by(), shift.name()),
        shift.at().toEpochMilli(),
        shift.at().plus(RedisShifts.KEPT).toEpochMilli(),
        shift.note(),
        seen.open());
  }
}
