package org.porchlight.chat.conversation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a peer hands a conversation over to another: they ask the seeker, and stay until the next one
 * is there. Each act is one step in the log, and bears being repeated.
 */
public sealed interface HandingOver {

  /**
   * The peer asks whether somebody else may go on.
   *
   * @param peer who asks, person id
   * @param id the client's id of the question
   * @param note what the next peer would be told, and the seeker reads now; null for nothing
   */
  record Ask(String peer, MessageId id, Why why, @Nullable MessageText note)
      implements HandingOver {}

  /** The peer goes on after all. */
  record TakeBack(String peer) implements HandingOver {}

  /**
   * The seeker answers, or changes their mind before anybody has come.
   *
   * @param question the number of the step that asked
   */
  record Consent(int question, boolean yes) implements HandingOver {}

  /** Another was looked for, and nobody came. */
  record NobodyCame() implements HandingOver {}

  /**
   * How far it is.
   *
   * @param question the number of the step that asked
   * @param agreed whether the seeker said yes, so that another is looked for
   */
  record Standing(int question, boolean agreed) {}

  /** Why a peer hands over; told to the seeker. */
  enum Why {
    /** Their shift is ending. */
    SHIFT,
    /** They need a break. */
    BREAK,
    /** It is more than they can help with. */
    BEYOND,
    /** Somebody who has lived it would help more. */
    LIVED;

    /** The name in stored entries and on the wire. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The reason of that name. */
    public static Why of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
