package org.porchlight.moderation.rules;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.porchlight.moderation.rules.Signs.Sign;
import org.porchlight.moderation.text.Yamls;

/** A small logistic regression over the signs; its weights are a file that people can read. */
final class Fusion {
  private static final int ROUNDS = 4_000;
  private static final double RATE = 0.5;
  private static final double DECAY = 1e-3;

  private final Map<Sign, Double> weights;

  private Fusion(Map<Sign, Double> weights) {
    this.weights = weights;
  }

  /** The weights of a language that ship with the module: {@code /model/<code>-fusion.yaml}. */
  static Fusion of(String language) {
    Map<String, String> file =
        Yamls.texts(Yamls.read("/model/" + language + "-fusion.yaml"), "weights");
    Map<Sign, Double> weights = new EnumMap<>(Sign.class);
    for (Sign sign : Sign.values()) {
      weights.put(sign, Double.valueOf(file.getOrDefault(sign.name(), "0")));
    }
    return new Fusion(weights);
  }

  /** For a language that has no corpus yet: a rule is believed, and nothing else is. */
  static Fusion rulesAlone() {
    Map<Sign, Double> weights = new EnumMap<>(Sign.class);
    weights.put(Sign.ALWAYS, -3.0);
    weights.put(Sign.RULE, 6.0);
    return new Fusion(weights);
  }

  /** The log-odds that somebody speaks of their own danger now. */
  double logit(Signs signs) {
    double logit = 0;
    for (Sign sign : Sign.values()) {
      logit += weights.getOrDefault(sign, 0.0) * signs.get(sign);
    }
    return logit;
  }

  /** A message as signs, and whether it speaks of danger. */
  record Example(Signs signs, boolean yes) {}

  /** Fits the weights; the same examples give the same weights, to three places. */
  static Fusion fit(List<Example> examples) {
    Sign[] signs = Sign.values();
    double[] weights = new double[signs.length];
    for (int round = 0; round < ROUNDS; round++) {
      double[] gradient = new double[signs.length];
      for (Example example : examples) {
        double logit = 0;
        for (int i = 0; i < signs.length; i++) {
          logit += weights[i] * example.signs().get(signs[i]);
        }
        double error = 1 / (1 + StrictMath.exp(-logit)) - (example.yes() ? 1 : 0);
        for (int i = 0; i < signs.length; i++) {
          gradient[i] += error * example.signs().get(signs[i]);
        }
      }
      for (int i = 0; i < signs.length; i++) {
        weights[i] -= RATE * (gradient[i] / examples.size() + DECAY * weights[i]);
      }
    }
    Map<Sign, Double> fitted = new EnumMap<>(Sign.class);
    for (int i = 0; i < signs.length; i++) {
      fitted.put(signs[i], Math.round(weights[i] * 1000) / 1000.0);
    }
    return new Fusion(fitted);
  }

  /** The weights file. */
  String yaml() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# How much each sign counts. Made by moderation/train; printed by moderation/weights.");
    lines.add("weights:");
    weights.forEach((sign, weight) -> lines.add("  " + sign.name() + ": " + weight));
    return String.join("\n", lines) + "\n";
  }
}
