package org.porchlight.matching.simulation;

/**
 * The formulas that a simulated night is checked against: a line in front of {@code places}, with
 * arrivals at random, exponential conversations and, in Erlang A, exponential patience.
 */
public final class Erlang {
  private static final double NOTHING = 1e-15;

  private Erlang() {}

  /**
   * What happens on average.
   *
   * @param waits the share that finds no free place at once
   * @param abandons the share that gives up
   * @param meanWait the mean wait of everyone, in the unit of the times given
   */
  public record Outcome(double waits, double abandons, double meanWait) {}

  /**
   * Erlang C: nobody gives up. With {@code load >= places} the line grows without end, which is
   * refused.
   *
   * @param arrivals per unit of time
   * @param length mean length of a conversation
   */
  public static Outcome c(int places, double arrivals, double length) {
    double load = arrivals * length;
    if (load >= places) {
      throw new IllegalArgumentException(
          "load: " + load + " (expected: less than " + places + " places)");
    }
    double blocked = 1;
    for (int n = 1; n <= places; n++) {
      blocked = load * blocked / (n + load * blocked);
    }
    double waits = blocked / (1 - load / places * (1 - blocked));
    return new Outcome(waits, 0, waits * length / (places - load));
  }

  /**
   * Erlang A, as a birth-death chain: people go at {@code k / length} up to {@code places}, and at
   * {@code 1 / patience} for each one more.
   */
  public static Outcome a(int places, double arrivals, double length, double patience) {
    double weight = 1;
    double sum = 1;
    double waiting = 0;
    double inLine = 0;
    for (int k = 1; k <= places || weight > NOTHING * sum; k++) {
      double going = Math.min(k, places) / length + Math.max(0, k - places) / patience;
      weight *= arrivals / going;
      sum += weight;
      if (k >= places) {
        waiting += weight;
        inLine += (k - places) * weight;
      }
    }
    double line = inLine / sum;
    return new Outcome(waiting / sum, line / patience / arrivals, line / arrivals);
  }
}
