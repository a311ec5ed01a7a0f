package org.porchlight.chat.house;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Visitor;
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

/** What supervisors do about the line tonight (PROTOCOL.md, G22). */
@RestController
@RequestMapping("/api/staff/controls")
class ControlEndpoints {
  private final PostgresControls kept;
  private final ControlKeeping keeping;
  private final StaffDirectory staff;
  private final Clock clock;

  ControlEndpoints(
      PostgresControls kept, ControlKeeping keeping, StaffDirectory staff, Clock clock) {
    this.kept = kept;
    this.keeping = keeping;
    this.staff = staff;
    this.clock = clock;
  }

  /** All that is on, the oldest first. */
  record On(List<Shown> controls) {}

  /**
   * One that is on.
   *
   * @param by the name of whose it is
   * @param since in milliseconds, like {@code until}
   */
  record Shown(
      String id,
      String what,
      @Nullable Integer most,
      String reason,
      @Nullable String by,
      long since,
      long until) {

    static Shown of(Control control, @Nullable String by) {
      return new Shown(
          control.id(),
          control.what().code(),
          control.most(),
          control.reason().code(),
          by,
          control.since().toEpochMilli(),
          control.until().toEpochMilli());
    }
  }

  /** Which one. */
  record Which(@Nullable String id) {}

  @GetMapping
  Mono<On> controls() {
    return kept.on(clock.instant())
        .collectList()
        .flatMap(on ->
            staff
                .names(on.stream().map(Control::by).toList())
                .map(names ->
                    new On(
                        on.stream()
                            .map(control -> Shown.of(control, names.get(control.by())))
                            .toList())));
  }

  @PostMapping(consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> put(@RequestBody ControlForm form, @AuthenticationPrincipal Visitor.Staff me) {
    return keeping.put(me, form.wanted());
  }

  @PostMapping(path = "/end", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> end(@RequestBody Which which, @AuthenticationPrincipal Visitor.Staff me) {
    return keeping
        .end(me, Objects.requireNonNullElse(which.id(), ""))
        .flatMap(ended -> ended ? Mono.<Void>empty() : Mono.error(gone()));
  }

  private static ErrorResponseException gone() {
    return Refusals.because(Refusals.gone("It is over already."), "gone");
  }
}
