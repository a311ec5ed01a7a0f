package org.porchlight.moderation.measure;

import java.util.LinkedHashMap;
import java.util.Map;

/** Right and wrong, counted. */
final class Tally {
  private int truePositives;
  private int falsePositives;
  private int falseNegatives;
  private int trueNegatives;

  void add(boolean gold, boolean seen) {
    if (gold) {
      truePositives += seen ? 1 : 0;
      falseNegatives += seen ? 0 : 1;
    } else {
      falsePositives += seen ? 1 : 0;
      trueNegatives += seen ? 0 : 1;
    }
  }

  int count() {
    return truePositives + falsePositives + falseNegatives + trueNegatives;
  }

  double precision() {
    return ratio(truePositives, truePositives + falsePositives);
  }

  double recall() {
    return ratio(truePositives, truePositives + falseNegatives);
  }

  double falsePositiveRate() {
    return ratio(falsePositives, falsePositives + trueNegatives);
  }

  double f1() {
    return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
  }

  /** The numbers by name, rates to four places; a rate of nothing is left out. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tp", truePositives);
    json.put("fp", falsePositives);
    json.put("fn", falseNegatives);
    json.put("tn", trueNegatives);
    put(json, "precision", precision());
    put(json, "recall", recall());
    put(json, "fpr", falsePositiveRate());
    put(json, "f1", f1());
    return json;
  }

  static void put(Map<String, Object> json, String name, double value) {
    if (!Double.isNaN(value)) {
      json.put(name, Math.round(value * 10_000) / 10_000.0);
    }
  }

  private static double ratio(int part, int whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
