package org.porchlight.matching.policy;

import java.util.Optional;
import org.porchlight.matching.Place.Range;

/**
 * How long somebody may have to wait, said only where it can be said honestly.
 *
 * <p>With {@code c} places on duty and conversations of mean length {@code m}, places free up about
 * {@code c / m} a minute, so the wait for the k-th of them is a gamma distribution with mean {@code
 * k m / c}. The range is from its 10th to its 90th percentile (Wilson and Hilferty's approximation,
 * within 2 % for k from 1), rounded outward to steps of five minutes.
 */
public final class Waits {
  /** Fewer observed conversations than this say nothing about tonight. */
  private static final double FEWEST_OBSERVED = 5;

  /** A range that ends beyond this tells nobody anything. */
  private static final int LONGEST_MINUTES = 120;

  private static final int STEP = 5;
  private static final double Z90 = 1.2816;

  private Waits() {}

  /**
   * What is known about a place in line.
   *
   * @param ahead how many are ahead among all of the language
   * @param rivals how many are ahead among those who want exactly the same
   * @param free peers free now who could take the ticket
   * @param places places on duty that could take it
   * @param observed how many conversations the mean comes from, the old ones weighing less
   * @param meanMinutes their mean length
   */
  public record Seen(
      long ahead, long rivals, long free, long places, double observed, double meanMinutes) {}

  /** The range, empty when it cannot be said. */
  public static Optional<Range> range(Seen seen) {
    if (seen.places() == 0) {
      return Optional.empty();
    }
    long soonest = Math.max(0, seen.rivals() + 1 - seen.free());
    long latest = Math.max(0, seen.ahead() + 1 - seen.free());
    if (latest > 0 && (seen.observed() < FEWEST_OBSERVED || seen.meanMinutes() <= 0)) {
      return Optional.empty();
    }
    double each = seen.meanMinutes() / seen.places();
    int from = down(quantile(soonest, -Z90) * each);
    int until = Math.max(from + STEP, up(quantile(latest, Z90) * each));
    return until > LONGEST_MINUTES ? Optional.empty() : Optional.of(new Range(from, until));
  }

  private static double quantile(long k, double z) {
    if (k == 0) {
      return 0;
    }
    double root = 1 - 1.0 / (9 * k) + z / (3 * Math.sqrt(k));
    return k * Math.pow(Math.max(0, root), 3);
  }

  private static int down(double minutes) {
    return (int) (minutes / STEP) * STEP;
  }

  private static int up(double minutes) {
    return (int) Math.ceil(minutes / STEP) * STEP;
  }
}
