package org.porchlight.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FrameBucketTest {
  private static final int BURST = 120;
  private static final long BEGINNING = Long.MAX_VALUE - 1_000;

  private final FrameBucket bucket = new FrameBucket(BURST, BEGINNING);

  @Test
  @DisplayName("S20: as many as the burst at once, and not one more")
  void burst() {
    assertThat(taken(BURST + 5, 0)).isEqualTo(BURST);
  }

  @Test
  @DisplayName("S20: 20 come back in a second, also where the clock of the machine turns over")
  void comesBack() {
    taken(BURST, 0);
    assertThat(taken(1, 49)).isZero();
    assertThat(taken(2, 51)).isEqualTo(1);
    assertThat(taken(100, 1_051)).isEqualTo(20);
  }

  @Test
  @DisplayName("S20: who was silent for an hour has no more than the burst")
  void neverMore() {
    taken(BURST, 0);
    assertThat(taken(BURST + 5, Duration.ofHours(1).toMillis())).isEqualTo(BURST);
  }

  @Test
  @DisplayName("S20: 20 a second can go on for ever")
  void goesOn() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(taken(1, i * 50L)).isEqualTo(1);
    }
  }

  private long taken(int wanted, long millis) {
    long taken = 0;
    for (int i = 0; i < wanted; i++) {
      if (bucket.take(BEGINNING + Duration.ofMillis(millis).toNanos())) {
        taken++;
      }
    }
    return taken;
  }
}
