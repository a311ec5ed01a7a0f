package org.porchlight.matching.simulation;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.porchlight.matching.Band;

/**
 * What became of a night.
 *
 * @param arrivals seekers who came
 * @param waited how many of them found no peer at once
 * @param abandoned how many gave up
 * @param waits how long they waited by band, those who gave up included
 * @param served how long those waited who came to talk to somebody
 * @param overtakings how often somebody was offered a peer while somebody earlier waited, for whom
 *     that peer would not do
 * @param wrongly how often that peer would have done; always 0
 * @param conversations how many conversations each peer had, in no order
 */
public record NightReport(
    int arrivals,
    int waited,
    int abandoned,
    Map<Band, Waits> waits,
    Map<Band, Waits> served,
    int overtakings,
    int wrongly,
    int[] conversations) {

  /** The share that did not find a peer at once. */
  public double shareWaited() {
    return (double) waited / arrivals;
  }

  /** The share that gave up. */
  public double shareAbandoned() {
    return (double) abandoned / arrivals;
  }

  /** The mean wait of everyone in minutes. */
  public double meanWaitMinutes() {
    double sum = 0;
    for (Waits each : waits.values()) {
      sum += Arrays.stream(each.millis()).sum();
    }
    return sum / arrivals / Duration.ofMinutes(1).toMillis();
  }

  /** The share of everyone who came to talk to somebody after no longer than this. */
  public double shareServedWithin(Duration limit) {
    long within = 0;
    for (Waits each : served.values()) {
      within += Arrays.stream(each.millis()).filter(wait -> wait <= limit.toMillis()).count();
    }
    return arrivals == 0 ? 1 : (double) within / arrivals;
  }

  /** How evenly conversations were spread: standard deviation over mean, 0 when all had as many. */
  public double unevenness() {
    double mean = Arrays.stream(conversations).average().orElse(0);
    double variance =
        Arrays.stream(conversations)
            .mapToDouble(each -> (each - mean) * (each - mean))
            .average()
            .orElse(0);
    return mean == 0 ? 0 : Math.sqrt(variance) / mean;
  }

  /** Waits in milliseconds, sorted. */
  public record Waits(long[] millis) {
    /** The wait that this share does not exceed. */
    public Duration quantile(double share) {
      return millis.length == 0
          ? Duration.ZERO
          : Duration.ofMillis(millis[(int) Math.ceil(share * millis.length) - 1]);
    }
  }
}
