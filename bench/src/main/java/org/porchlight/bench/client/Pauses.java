package org.porchlight.bench.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long somebody who lost a socket waits before the next try. */
public enum Pauses {
  /** At once, and never long: for whoever wants to see much go wrong. */
  SHORT(5_000) {
    @Override
    long millis(int failures) {
      long longest = Math.min(1_000, 50L << Math.min(10, failures));
      return ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
    }
  },

  /** As the pages do ({@code web-client/src/connection}). */
  OF_PAGES(10_000) {
    @Override
    long millis(int failures) {
      double random = ThreadLocalRandom.current().nextDouble();
      return (long)
          (failures == 0
              ? 1_000 + random * 4_000
              : Math.min(20_000, 5_000 * Math.pow(1.7, failures)) * (0.5 + random / 2));
    }
  };

  private final Duration welcomeWithin;

  Pauses(long welcomeWithinMillis) {
    this.welcomeWithin = Duration.ofMillis(welcomeWithinMillis);
  }

  abstract long millis(int failures);

  /** After how long a socket without a welcome is given up. */
  Duration welcomeWithin() {
    return welcomeWithin;
  }
}
