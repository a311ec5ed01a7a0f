package org.porchlight.matching.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.porchlight.matching.TicketId;

class KeysTest {

  /** A running deployment has these keys in Redis: whoever changes one needs a migration. */
  @Test
  void keysStayAsTheyAre() {
    Keys keys = new Keys("main");
    assertThat(keys.prefix()).isEqualTo("m:{main}:");
    assertThat(keys.ticket(new TicketId("a1b2c3d4e5f6g7h8i9j0kA")))
        .isEqualTo("m:{main}:ticket:a1b2c3d4e5f6g7h8i9j0kA");
    assertThat(keys.out()).isEqualTo("m:{main}:out");
    assertThat(keys.bell("x")).isEqualTo("m:{main}:bell:x");
    assertThat(keys.engineBell()).isEqualTo("m:{main}:bell:engine");
    assertThat(keys.lineBell("en")).isEqualTo("m:{main}:bell:line:en");
  }
}
