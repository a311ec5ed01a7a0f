package org.porchlight.moderation;

/**
 * What is remembered of a conversation between two messages: numbers, never words.
 *
 * @param highestLevel the highest level seen so far, 0 to 6
 * @param watches how many messages led to {@link Output#WATCH} so far
 * @param preparations how many messages spoke of goodbyes, of giving things away or of getting
 *     means
 * @param minor whether something pointed to a person under age
 */
public record ConversationContext(int highestLevel, int watches, int preparations, boolean minor) {

  /** A conversation of which nothing is known yet. */
  public static final ConversationContext FRESH = new ConversationContext(0, 0);

  public ConversationContext {
    if (highestLevel < 0 || highestLevel > 6) {
      throw new IllegalArgumentException("highestLevel: " + highestLevel + " (expected: 0 to 6)");
    }
    if (watches < 0) {
      throw new IllegalArgumentException("watches: " + watches + " (expected: >= 0)");
    }
    if (preparations < 0) {
      throw new IllegalArgumentException("preparations: " + preparations + " (expected: >= 0)");
    }
  }

  /** A conversation with no sign of preparation or of age. */
  public ConversationContext(int highestLevel, int watches) {
    this(highestLevel, watches, 0, false);
  }

  /** The context for the next message. */
  public ConversationContext after(Verdict verdict) {
    return new ConversationContext(
        Math.max(highestLevel, verdict.level()),
        watches + (verdict.output() == Output.WATCH ? 1 : 0),
        preparations + (has(verdict, ".preparation.") ? 1 : 0),
        minor
            || verdict.findings().stream()
                .anyMatch(finding -> finding.category() == Category.MINOR_AT_RISK));
  }

  private static boolean has(Verdict verdict, String kind) {
    return verdict.findings().stream().anyMatch(finding -> finding.rule().contains(kind));
  }
}
