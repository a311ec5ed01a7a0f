package org.porchlight.chat.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.porchlight.chat.access.Person;
import org.porchlight.chat.access.Role;
import org.porchlight.chat.access.StaffDirectory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Peers whom somebody may want to talk with, for supervisors and coordinators (G17). */
@RestController
class PatternsEndpoint {
  /** Today and the days before it. */
  private static final int DAYS = 30;

  private final PostgresPeerDays days;
  private final StaffDirectory staff;
  private final Clock clock;

  PatternsEndpoint(PostgresPeerDays days, StaffDirectory staff, Clock clock) {
    this.days = days;
    this.staff = staff;
    this.clock = clock;
  }

  /**
   * A peer and what is noticed about them; no figures, which would be there to be compared.
   *
   * @param patterns {@code declines}, {@code reports}, {@code sudden_ends}
   */
  record Noticed(String id, String name, List<String> patterns) {}

  /** By name. */
  record AllNoticed(List<Noticed> people) {}

  @GetMapping("/api/staff/patterns")
  Mono<AllNoticed> patterns() {
    LocalDate from = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS - 1);
    return days.from(from)
        .collectMap(PeerSums::peer, PeerSums::patterns)
        .flatMapMany(found ->
            staff
                .everyone()
                .filter(person -> person.role() == Role.PEER)
                .map(person -> noticed(person, found.getOrDefault(person.id(), List.of()))))
        .filter(noticed -> !noticed.patterns().isEmpty())
        .collectList()
        .map(AllNoticed::new);
  }

  private static Noticed noticed(Person person, List<String> patterns) {
    return new Noticed(person.id(), person.name(), patterns);
  }
}
