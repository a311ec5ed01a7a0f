package org.porchlight.matching.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.porchlight.matching.Place.Range;
import org.porchlight.matching.policy.Waits.Seen;

class WaitsTest {

  @Test
  void nothingIsSaidWithoutPeersOrWithoutAnythingObserved() {
    assertThat(Waits.range(new Seen(0, 0, 0, 0, 100, 30))).isEmpty();
    assertThat(Waits.range(new Seen(0, 0, 0, 5, 4, 30))).isEmpty();
  }

  @Test
  void nothingIsSaidWhereTheRangeWouldTellNothing() {
    assertThat(Waits.range(new Seen(40, 40, 0, 2, 50, 45))).isEmpty();
  }

  @Test
  void whoeverHasAFreePeerWaitsNextToNothing() {
    assertThat(Waits.range(new Seen(0, 0, 1, 5, 0, 0))).contains(new Range(0, 5));
  }

  @Test
  void theRangeReachesFromTheBestToTheWorstCase() {
    Range range = Waits.range(new Seen(9, 0, 0, 10, 50, 45)).orElseThrow();
    assertThat(range.minMinutes()).isZero();
    assertThat(range.maxMinutes()).isGreaterThan(45);
  }

  /** Against a simulated sum of exponential times, the k-th place to become free. */
  @Test
  void theRangeHoldsFourOfFiveWaits() {
    Random random = new Random(7);
    for (int k : new int[] {1, 2, 5, 12}) {
      double[] waits = new double[20_000];
      for (int i = 0; i < waits.length; i++) {
        for (int j = 0; j < k; j++) {
          waits[i] += -Math.log(1 - random.nextDouble()) * 45 / 9;
        }
      }
      Range range = Waits.range(new Seen(k - 1, k - 1, 0, 9, 50, 45)).orElseThrow();
      long within =
          Arrays.stream(waits)
              .filter(wait -> wait >= range.minMinutes() && wait <= range.maxMinutes())
              .count();
      assertThat(within / (double) waits.length).as("k = %d", k).isGreaterThan(0.79);
    }
  }
}
