package org.porchlight.chat.people;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.AuditTrail;
import org.porchlight.chat.audit.AuditTrail.Wanted;
import org.porchlight.chat.audit.AuditTrail.Written;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What staff did, for coordinators (PROTOCOL.md, G13). */
@RestController
class ActsEndpoint {
  private static final int MOST = 50;
  private static final int LONGEST = 64;
  private static final List<String> ABOUT_STAFF = List.of("people.", "sign-in.", "care.");

  private final AuditTrail trail;
  private final StaffDirectory staff;

  ActsEndpoint(AuditTrail trail, StaffDirectory staff) {
    this.trail = trail;
    this.staff = staff;
  }

  /**
   * An act.
   *
   * @param at when, in milliseconds
   * @param name of who did it; null for the operator
   * @param aboutName of whom it was done to; null where that is no member of staff
   */
  record Shown(
      long seq,
      long at,
      String who,
      @Nullable String name,
      String act,
      String about,
      @Nullable String aboutName,
      @Nullable String detail,
      @Nullable String reason) {
    @Override
    public String toString() {
      return "Shown[seq=" + seq + "]";
    }
  }

  /** The latest that match. */
  record Acts(List<Shown> acts) {}

  @GetMapping("/api/staff/audit")
  Mono<Acts> acts(
      @RequestParam(name = "before", defaultValue = "" + Long.MAX_VALUE) long before,
      @RequestParam(name = "who", required = false) @Nullable String who,
      @RequestParam(name = "act", required = false) @Nullable String act,
      @RequestParam(name = "about", required = false) @Nullable String about) {
    if (before < 1 || Stream.of(who, act, about).anyMatch(ActsEndpoint::isTooLong)) {
      return Mono.error(
          Refusals.badRequest(
              "expected a place from 1 on, and ids or codes of 1 to 64 characters"));
    }
    return trail
        .latest(new Wanted(before, who, act, about), MOST)
        .collectList()
        .flatMap(this::shown)
        .map(Acts::new);
  }

  /** Acts with the names of those whom they tell of. */
  Mono<List<Shown>> shown(List<Written> found) {
    return names(found).map(names -> found.stream().map(written -> shown(written, names)).toList());
  }

  private Mono<Map<String, String>> names(List<Written> found) {
    return staff.names(
        found.stream()
            .map(Written::act)
            .flatMap(
                act -> isAboutStaff(act) ? Stream.of(act.who(), act.about()) : Stream.of(act.who()))
            .toList());
  }

  private static Shown shown(Written written, Map<String, String> names) {
    Act act = written.act();
    return new Shown(
        written.seq(),
        written.at().toEpochMilli(),
        act.who(),
        names.get(act.who()),
        act.what(),
        act.about(),
        isAboutStaff(act) ? names.get(act.about()) : null,
        act.detail(),
        act.reason());
  }

  private static boolean isAboutStaff(Act act) {
    return ABOUT_STAFF.stream().anyMatch(act.what()::startsWith);
  }

  private static boolean isTooLong(@Nullable String text) {
    return text != null && (text.isEmpty() || text.length() > LONGEST);
  }
}
