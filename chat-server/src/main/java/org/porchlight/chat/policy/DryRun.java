package org.porchlight.chat.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.Verdict;
import org.porchlight.moderation.rules.RuleModeration;

/**
 * What a phrase would change for the lines of practice that ship beside the rules. Nobody wrote
 * those in a chat.
 *
 * @param texts how many lines there are
 * @param flagged how many of them would be flagged that are not now, or more than now
 * @param lines the first of those
 */
record DryRun(int texts, int flagged, List<Line> lines) {
  private static final int MOST_LINES = 50;

  /**
   * A line of practice.
   *
   * @param by who would write it, {@code seeker} or {@code peer}
   * @param output what it would ask of the people on duty: {@code none} is a hint alone
   */
  record Line(String by, String text, String output) {
    @Override
    public String toString() {
      return "Line[by=" + by + ", output=" + output + "]";
    }
  }

  static DryRun between(RuleModeration now, RuleModeration then) {
    List<Utterance> practice = now.practice();
    List<Line> lines = new ArrayList<>();
    for (Utterance utterance : practice) {
      Verdict verdict = look(then, utterance);
      if (isMore(look(now, utterance), verdict)) {
        lines.add(new Line(name(utterance.side()), utterance.text(), name(verdict.output())));
      }
    }
    return new DryRun(
        practice.size(), lines.size(), lines.subList(0, Math.min(lines.size(), MOST_LINES)));
  }

  private static Verdict look(RuleModeration moderation, Utterance utterance) {
    return moderation.screen(utterance, ConversationContext.FRESH);
  }

  private static boolean isMore(Verdict now, Verdict then) {
    boolean hint = now.findings().isEmpty() && !then.findings().isEmpty();
    return hint || then.output().compareTo(now.output()) > 0;
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
