package org.porchlight.moderation.rules;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.porchlight.moderation.Feature;

/** What a seeker's message shows, as a dozen numbers that people can read. */
final class Signs {
  /** The names stand in the weights file. */
  enum Sign {
    /** Always one. */
    ALWAYS,
    /** Whether a rule stands. */
    RULE,
    /** The highest level of a rule, from 0 to 1. */
    LEVEL,
    /** How many rules stand beyond the first, at most 3. */
    MORE_RULES,
    /** How many kinds of smaller signs there are, at most 3. */
    CUES,
    /** Cues in a message in which no rule stands. */
    CUES_ALONE,
    /** Several kinds of smaller signs in a message in which no rule stands. */
    SEVERAL_CUES,
    /** The model's answer, from -1 to 1. */
    MODEL,
    /** The model's answer where no rule stands. */
    MODEL_ALONE,
    /** The model's answer about intent, from -1 to 1. */
    SEVERE,
    /** Something was said only to be denied. */
    DENIED,
    /** Something was said of the past or of someone else. */
    PAST_OR_OTHERS,
    /** A saying, or laughter beside it. */
    LIGHT,
    /** Asked rather than said. */
    ASKED
  }

  private final Map<Sign, Double> values = new EnumMap<>(Sign.class);

  private Signs() {
    values.put(Sign.ALWAYS, 1.0);
  }

  static Signs of(List<Hit> hits, double model, double severe) {
    Signs signs = new Signs();
    Set<String> standing = new HashSet<>();
    Set<String> cues = new HashSet<>();
    int level = 0;
    for (Hit hit : hits) {
      if (!isAboutLife(hit)) {
        continue;
      }
      if (hit.rule().cue()) {
        if (hit.level() > 0) {
          cues.add(hit.rule().id());
        }
      } else if (hit.level() > 0) {
        standing.add(hit.rule().id());
        level = Math.max(level, hit.level());
      } else {
        signs.lowered(hit.features());
      }
      if (hit.features().contains(Feature.QUESTION)) {
        signs.values.put(Sign.ASKED, 1.0);
      }
    }
    double answer = scaled(model);
    signs.values.put(Sign.RULE, standing.isEmpty() ? 0.0 : 1.0);
    signs.values.put(Sign.LEVEL, level / 6.0);
    signs.values.put(Sign.MORE_RULES, (double) Math.clamp(standing.size() - 1, 0, 3));
    signs.values.put(Sign.CUES, (double) Math.min(cues.size(), 3));
    signs.values.put(Sign.CUES_ALONE, standing.isEmpty() ? (double) Math.min(cues.size(), 3) : 0.0);
    signs.values.put(Sign.SEVERAL_CUES, standing.isEmpty() && cues.size() > 1 ? 1.0 : 0.0);
    signs.values.put(Sign.MODEL, answer);
    signs.values.put(Sign.MODEL_ALONE, standing.isEmpty() ? answer : 0);
    signs.values.put(Sign.SEVERE, scaled(severe));
    return signs;
  }

  private static boolean isAboutLife(Hit hit) {
    return switch (hit.rule().category()) {
      case SUICIDE, SELF_HARM, OVERDOSE -> true;
      default -> false;
    };
  }

  private void lowered(Set<Feature> features) {
    for (Feature feature : features) {
      switch (feature) {
        case NEGATED -> values.put(Sign.DENIED, 1.0);
        case PAST, THIRD_PERSON, QUOTED -> values.put(Sign.PAST_OR_OTHERS, 1.0);
        case IDIOM, JOKING -> values.put(Sign.LIGHT, 1.0);
        case QUESTION, HYPOTHETICAL -> {}
      }
    }
  }

  private static double scaled(double logit) {
    return Math.clamp(logit / 5, -1, 1);
  }

  double get(Sign sign) {
    return values.getOrDefault(sign, 0.0);
  }
}
