package org.porchlight.moderation;

import java.util.List;
import java.util.Map;

/**
 * What was seen in one message.
 *
 * @param output what it asks of the people on duty
 * @param level how near the danger is for the person who wrote it, graded like C-SSRS: 0 none, 1
 *     wish to be dead, 2 thoughts, 3 method, 4 intent, 5 plan or preparation, 6 attempt now. Always
 *     0 on the peer's side
 * @param findings each thing seen, weightiest first; empty when nothing was
 * @param shadows how often each rule in shadow would have spoken; for counting, never shown
 */
public record Verdict(
    Output output, int level, List<Finding> findings, Map<String, Integer> shadows) {

  /** Nothing was seen. */
  public static final Verdict CLEAR = new Verdict(Output.NONE, 0, List.of());

  public Verdict {
    if (level < 0 || level > 6) {
      throw new IllegalArgumentException("level: " + level + " (expected: 0 to 6)");
    }
    findings = List.copyOf(findings);
    shadows = Map.copyOf(shadows);
  }

  /** A verdict with no rule in shadow. */
  public Verdict(Output output, int level, List<Finding> findings) {
    this(output, level, findings, Map.of());
  }

  /** Where the one mapping of level to lane puts this. */
  public Lane lane() {
    return Handling.of(output, level).lane();
  }

  /** All that follows from it, by the one mapping. */
  public Handling handling() {
    return Handling.of(output, level);
  }
}
