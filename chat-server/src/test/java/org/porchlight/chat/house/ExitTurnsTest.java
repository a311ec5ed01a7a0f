package org.porchlight.chat.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExitTurnsTest {
  private static final Instant NOW = Instant.parse("2026-11-27T20:00:15Z");

  @Test
  @DisplayName("G180: one coordinator has sites looked at ten times in a minute")
  void ofOne() {
    ExitTurns turns = new ExitTurns(Clock.fixed(NOW, ZoneOffset.UTC));
    for (int n = 0; n < ExitTurns.MOST_OF_ONE; n++) {
      assertThat(turns.take("alex")).isTrue();
      turns.giveBack();
    }
    assertThat(turns.take("alex")).isFalse();
    assertThat(turns.take("noor")).isTrue();
    assertThat(turns.untilNext()).isEqualTo(Duration.ofSeconds(45));
  }

  @Test
  @DisplayName("G180: no more than four sites are looked at at once")
  void atOnce() {
    ExitTurns turns = new ExitTurns(Clock.fixed(NOW, ZoneOffset.UTC));
    for (int n = 0; n < ExitTurns.MOST_AT_ONCE; n++) {
      assertThat(turns.take("person " + n)).isTrue();
    }
    assertThat(turns.take("alex")).isFalse();
    turns.giveBack();
    assertThat(turns.take("alex")).isTrue();
  }
}
