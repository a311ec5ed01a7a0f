package org.porchlight.chat.conversation;

import java.util.Locale;

/**
 * How something that may help comes to a seeker: whoever writes with them asks, and only after a
 * yes it is there. Each act is one step in the log. No words go along: what is shown is on the
 * seeker's own page, in their language and of their region.
 */
public sealed interface Offering {

  /**
   * Asks the seeker whether it may come.
   *
   * @param by the peer, or the supervisor who is in the conversation, person id
   */
  record Ask(String by, What what) implements Offering {}

  /**
   * The seeker answers.
   *
   * @param question the number of the step that asked
   */
  record Answer(String seeker, int question, boolean yes) implements Offering {}

  /** What may help. */
  enum What {
    /** The crisis lines of the seeker's region. */
    LINES,
    /** To breathe out slowly. */
    BREATH,
    /** To name what is there to see, touch and hear. */
    SENSES,
    /** Cold water over the hands. */
    COLD;

    /** The name in stored entries and on the wire. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that name. */
    public static What of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
