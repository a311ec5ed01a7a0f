package org.porchlight.moderation;

/**
 * What is remembered of a conversation between two messages: numbers, never words.
 *
 * @param highestLevel the highest level seen so far, 0 to 6
 * @param watches how many messages led to {@link Output#WATCH} so far
 */
public record ConversationContext(int highestLevel, int watches) {

  /** A conversation of which nothing is known yet. */
  public static final ConversationContext FRESH = new ConversationContext(0, 0);

  public ConversationContext {
    if (highestLevel < 0 || highestLevel > 6) {
      throw new IllegalArgumentException("highestLevel: " + highestLevel + " (expected: 0 to 6)");
    }
    if (watches < 0) {
      throw new IllegalArgumentException("watches: " + watches + " (expected: >= 0)");
    }
  }

  /** The context for the next message. */
  public ConversationContext after(Verdict verdict) {
    return new ConversationContext(
        Math.max(highestLevel, verdict.level()),
        watches + (verdict.output() == Output.WATCH ? 1 : 0));
  }
}
