package org.porchlight.moderation.rules;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.Feature;
import org.porchlight.moderation.Finding;
import org.porchlight.moderation.Span;
import org.porchlight.moderation.text.Hints;
import org.porchlight.moderation.text.Text;

/**
 * A rule that was seen, how it was said, and what is left of its level because of that.
 *
 * @param start its first word
 * @param end the word after its last
 */
record Hit(Rule rule, int start, int end, Set<Feature> features, Category category, int level) {

  /** A seeker's insults, swearing and coarse words: a finding, and nothing follows from it. */
  private static final Set<String> QUIET =
      Set.of("both.harassment.insult", "seeker.harassment.swearing", "seeker.sexual.words");

  /** What is left of a seeker's words once it is known how they were said. */
  static Hit bySeeker(Rule rule, int start, int end, Set<Feature> features) {
    Set<Feature> lowering = EnumSet.noneOf(Feature.class);
    lowering.addAll(features);
    lowering.removeAll(rule.keeps());
    return new Hit(
        rule,
        start,
        end,
        features,
        category(rule.category(), lowering),
        level(rule.level(), lowering));
  }

  /** A peer's words; a level is only ever a seeker's. */
  static Hit byPeer(Rule rule, int start, int end, Set<Feature> features) {
    return new Hit(rule, start, end, features, rule.category(), 0);
  }

  private static Category category(Category category, Set<Feature> lowering) {
    return switch (category) {
      case SUICIDE, SELF_HARM, OVERDOSE ->
          lowering.contains(Feature.THIRD_PERSON)
              ? Category.THIRD_PARTY
              : lowering.contains(Feature.PAST) ? Category.HISTORY : category;
      default -> category;
    };
  }

  /** How something was said lowers it, and never hides it. */
  private static int level(int level, Set<Feature> lowering) {
    if (lowering.contains(Feature.IDIOM)
        || lowering.contains(Feature.THIRD_PERSON)
        || lowering.contains(Feature.QUOTED)) {
      return 0;
    }
    if (lowering.contains(Feature.PAST)) {
      return level >= 3 ? 1 : 0;
    }
    if (lowering.contains(Feature.NEGATED)) {
      return level >= 5 ? 2 : 0;
    }
    if (lowering.contains(Feature.JOKING)) {
      return Math.min(level, level >= 3 ? 2 : 0);
    }
    if (lowering.contains(Feature.HYPOTHETICAL)) {
      return Math.min(level, 3);
    }
    return lowering.contains(Feature.QUESTION) ? Math.min(level, 3) : level;
  }

  /** Whether it is about what nobody should have to read, rather than about danger. */
  boolean isHostile() {
    return rule.isHostile();
  }

  /** Whether a house's phrase sees an offence in it. */
  boolean isOwnOffence() {
    return rule.isOwn() && isHostile();
  }

  /**
   * Whether what ships sees in it that somebody speaks of their own danger, now or before, or of
   * being hurt.
   */
  boolean namesPain() {
    return !rule.isOwn()
        && switch (category) {
          case SUICIDE, SELF_HARM, OVERDOSE, HISTORY, ABUSE -> true;
          default -> false;
        };
  }

  /** Whether it says something as it stands, rather than being a denial or a saying. */
  boolean stands() {
    return !features.contains(Feature.IDIOM)
        && !(features.contains(Feature.NEGATED) && !rule.keeps().contains(Feature.NEGATED));
  }

  /**
   * Whether it asks for a look although it has no level. Someone else's danger does; an insult does
   * not, for it is more often pain than a threat, and the peer has the finding beside it.
   */
  boolean isWatchedAlone() {
    boolean quoted = features.contains(Feature.QUOTED) && !rule.keeps().contains(Feature.QUOTED);
    if (rule.cue() || quoted || !stands() || QUIET.contains(rule.shippedId())) {
      return false;
    }
    return switch (category) {
      case ABUSE, HARM_TO_OTHERS, MINOR_AT_RISK, CONFUSION, HARASSMENT, SEXUAL -> true;
      case THIRD_PARTY -> rule.level() >= 4;
      default -> false;
    };
  }

  /** The finding for the people who look. */
  Finding finding(Text text, Hints hints) {
    Span span = new Span(text.token(start).start(), text.token(end - 1).end());
    return new Finding(
        category,
        level,
        rule.id(),
        span,
        List.of(span),
        features,
        why(hints),
        rule.suggestion(),
        rule.source());
  }

  private String why(Hints hints) {
    return switch (category) {
      case HISTORY -> hints.remark("history").why();
      case THIRD_PARTY -> hints.remark("third-party").why();
      default -> rule.why();
    };
  }
}
