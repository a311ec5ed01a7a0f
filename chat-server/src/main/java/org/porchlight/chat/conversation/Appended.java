package org.porchlight.chat.conversation;

import java.time.Instant;

/** What the log did with a message. */
public sealed interface Appended {

  /**
   * It is in the log, now or since before.
   *
   * @param epoch the history that {@code seq} counts in
   * @param seq its position
   * @param at when it was taken
   * @param levelRose whether the danger in this conversation is now higher than it was
   */
  record Kept(String epoch, long seq, Instant at, boolean levelRose) implements Appended {}

  /** It waits for a supervisor, or did: {@link ConversationLog#withheld} tells its fate. */
  record Withheld() implements Appended {}

  /** It may be, and is not as durable as promised: its writer repeats it. */
  record Pending() implements Appended {}

  /** It is not, and for this reason. */
  record Not(Obstacle obstacle) implements Appended {}
}
