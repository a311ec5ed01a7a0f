package org.porchlight.chat.duty;

import org.porchlight.chat.access.Visitor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How long a peer has been here this week, for themselves alone (PROTOCOL.md, G16). */
@RestController
class HoursEndpoint {
  private final Duties duties;

  HoursEndpoint(Duties duties) {
    this.duties = duties;
  }

  /** Whole minutes on duty since Monday, in UTC. */
  record Hours(long minutes) {}

  @GetMapping("/api/staff/hours")
  Mono<Hours> hours(@AuthenticationPrincipal Visitor.Staff me) {
    return duties.thisWeek(me).map(time -> new Hours(time.toMinutes()));
  }
}
