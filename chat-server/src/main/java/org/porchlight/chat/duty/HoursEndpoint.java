package org.porchlight.chat.duty;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.house.Controls;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How long a peer has been here this week, for themselves alone (PROTOCOL.md, G16). */
@RestController
class HoursEndpoint {
  private final Duties duties;
  private final Controls controls;

  HoursEndpoint(Duties duties, Controls controls) {
    this.duties = duties;
    this.controls = controls;
  }

  /**
   * Whole minutes on duty since Monday, in UTC.
   *
   * @param standbyUntil until when whoever could come on duty is asked to, in milliseconds; null
   *     when nobody is asked
   */
  record Hours(long minutes, @Nullable Long standbyUntil) {}

  @GetMapping("/api/staff/hours")
  Mono<Hours> hours(@AuthenticationPrincipal Visitor.Staff me) {
    Instant standby = controls.now().standby();
    return duties
        .thisWeek(me)
        .map(time -> new Hours(time.toMinutes(), standby == null ? null : standby.toEpochMilli()));
  }
}
