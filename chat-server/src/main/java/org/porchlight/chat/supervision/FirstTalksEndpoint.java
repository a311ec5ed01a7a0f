package org.porchlight.chat.supervision;

import java.util.List;
import org.porchlight.chat.access.Person;
import org.porchlight.chat.access.Role;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.matching.Level;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How far supervised peers are with their first ten, for supervisors and coordinators (G50). */
@RestController
class FirstTalksEndpoint {
  private final PostgresFirstTalks talks;
  private final StaffDirectory staff;

  FirstTalksEndpoint(PostgresFirstTalks talks, StaffDirectory staff) {
    this.talks = talks;
    this.staff = staff;
  }

  /** A supervised peer, and how many conversations they have had, up to the tenth. */
  record Had(String id, int had) {}

  /** All who are supervised. */
  record Firsts(int of, List<Had> peers) {}

  @GetMapping("/api/staff/firsts")
  Mono<Firsts> firsts() {
    return staff
        .everyone()
        .filter(FirstTalksEndpoint::isSupervised)
        .map(Person::id)
        .collectList()
        .flatMap(peers ->
            talks
                .had(peers)
                .map(had ->
                    new Firsts(
                        PostgresFirstTalks.FIRST,
                        peers.stream().map(id -> new Had(id, had.getOrDefault(id, 0))).toList())));
  }

  private static boolean isSupervised(Person person) {
    return person.role() == Role.PEER
        && person.certification().level().equals(Level.SUPERVISED.code());
  }
}
