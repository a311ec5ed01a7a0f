package org.porchlight.matching.simulation;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.porchlight.matching.simulation.Night.Hour;

/** How many peers each hour needs, found by playing it under the real policy. */
public final class StaffingForecast {
  /** Enough seekers that the share within the limit is known to about a percentage point. */
  private static final int SEEKERS = 4_000;

  private static final int NIGHTS = 10;

  private static final int FEWEST_HOURS = 12;
  private static final int MOST_PEERS = 2_000;

  private StaffingForecast() {}

  /**
   * What a service wants to promise.
   *
   * @param share how many of a hundred, as a fraction
   * @param within how long they wait at most
   */
  public record Goal(double share, Duration within) {}

  /**
   * The fewest peers for each hour with which the goal is met, were that hour to go on.
   *
   * @param arrivals seekers expected in each hour
   * @param like what the night is like; its own hours are not looked at
   */
  public static List<Integer> peers(List<Double> arrivals, Night like, Goal goal) {
    return arrivals.stream().map(each -> peers(each, like, goal)).toList();
  }

  private static int peers(double arrivals, Night like, Goal goal) {
    if (arrivals <= 0) {
      return 0;
    }
    int tooFew = 0;
    int enough = 1;
    while (enough < MOST_PEERS && !isEnough(enough, arrivals, like, goal)) {
      tooFew = enough;
      enough *= 2;
    }
    while (enough - tooFew > 1) {
      int between = (tooFew + enough) / 2;
      if (isEnough(between, arrivals, like, goal)) {
        enough = between;
      } else {
        tooFew = between;
      }
    }
    return enough;
  }

  /** Several nights, because who happens to be on duty matters as much as who comes. */
  private static boolean isEnough(int peers, double arrivals, Night like, Goal goal) {
    int hours = Math.max(FEWEST_HOURS, (int) Math.ceil(SEEKERS / arrivals / NIGHTS));
    double share = 0;
    for (int i = 0; i < NIGHTS; i++) {
      NightReport report =
          NightSimulation.play(
              new Night(
                  Collections.nCopies(hours, new Hour(arrivals, peers)),
                  like.capacity(),
                  like.conversation(),
                  like.patience(),
                  like.answerAfter(),
                  like.people(),
                  like.seed() + i));
      share += report.shareServedWithin(goal.within()) / NIGHTS;
    }
    return share >= goal.share();
  }
}
