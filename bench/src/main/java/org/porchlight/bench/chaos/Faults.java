package org.porchlight.bench.chaos;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

/** The schedule: an endless row of faults that a seed stands for. */
final class Faults {
  private static final int ALL = 100;
  private static final double PAUSE_MILLIS = 1_200;
  private static final int LEAST_PAUSE_MILLIS = 200;
  private static final int LONGEST_DEATH_MILLIS = 800;
  private static final int LEAST_STOP_MILLIS = 300;
  private static final int LONGEST_STOP_MILLIS = 6_000;

  private final RandomGenerator random;

  Faults(long seed) {
    // Another source than that of the plan, so that one can be changed without the other.
    random = new Random(~seed);
  }

  Fault next() {
    Duration pause =
        Duration.ofMillis(
            LEAST_PAUSE_MILLIS + (long) (-PAUSE_MILLIS * Math.log(1 - random.nextDouble())));
    Fault.Kind kind = Fault.Kind.of(random.nextInt(ALL));
    int pick = random.nextInt(Integer.MAX_VALUE);
    int death = random.nextInt(LONGEST_DEATH_MILLIS);
    int stop = LEAST_STOP_MILLIS + random.nextInt(LONGEST_STOP_MILLIS);
    return new Fault(
        pause, kind, pick, Duration.ofMillis(kind.counted().equals("kills") ? death : stop));
  }
}
