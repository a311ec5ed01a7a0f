package org.porchlight.chat.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.access.Person;
import org.porchlight.chat.access.Role;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.StaffDirectory.Changed;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import reactor.core.publisher.Mono;

/** What a sign-in alone does not prevent: two coordinators who let each other go at once. */
class LastCoordinatorIT {

  @Test
  @DisplayName("Of two who let each other go at once, one stays")
  void oneStays() {
    try (RunningServer server = RunningServer.start()) {
      PretendStaff.invited(server, "coordinator");
      StaffDirectory staff = server.bean(StaffDirectory.class);
      var both =
          staff
              .everyone()
              .filter(person -> person.role() == Role.COORDINATOR)
              .collectList()
              .block();
      assertThat(both).hasSize(2);
      Person alex = Objects.requireNonNull(both).getFirst();
      Person noa = both.getLast();
      Person lowered =
          new Person(
              alex.id(),
              alex.name(),
              Role.PEER,
              alex.certification(),
              alex.languages(),
              Set.of("grief"));
      var came = Mono.zip(staff.change(alex, lowered), staff.leave(noa.id())).block();
      assertThat(Objects.requireNonNull(came).toList())
          .containsExactlyInAnyOrder(Changed.DONE, Changed.LAST_COORDINATOR);
    }
  }
}
