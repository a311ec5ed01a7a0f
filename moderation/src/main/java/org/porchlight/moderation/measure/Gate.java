package org.porchlight.moderation.measure;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Finding;
import org.porchlight.moderation.Moderation;
import org.porchlight.moderation.Output;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.Verdict;

/** Which rules speak where nothing is to be seen. */
final class Gate {
  private Gate() {}

  /** How often each rule raised a flag on lines that nobody labelled as positives. */
  static Map<String, Integer> count(Moderation moderation, List<Row> rows, Task task, Side usual) {
    Map<String, Integer> rules = new TreeMap<>();
    for (Row row : rows) {
      if (!Boolean.FALSE.equals(task.gold(row))) {
        continue;
      }
      Side side = row.side() == null ? usual : row.side();
      Verdict verdict =
          moderation.screen(new Utterance(side, row.text()), ConversationContext.FRESH);
      if (flags(verdict, side)) {
        verdict.findings().stream()
            .filter(finding -> weighs(finding, side))
            .map(Finding::rule)
            .distinct()
            .forEach(rule -> rules.merge(rule, 1, Integer::sum));
      }
    }
    return rules;
  }

  private static boolean flags(Verdict verdict, Side side) {
    return verdict.output() == Output.ESCALATE
        || side == Side.PEER && verdict.output() != Output.NONE;
  }

  private static boolean weighs(Finding finding, Side side) {
    return side == Side.PEER || finding.level() >= 3;
  }
}
