package org.porchlight.chat.conversation;

import org.jspecify.annotations.Nullable;

/** What is asked for about a supervisor's part in a conversation. */
public sealed interface Stepping {

  /**
   * Writes with the two.
   *
   * @param by the supervisor
   * @param gone the id of a supervisor who is not there any more and may be replaced, or null
   */
  record Join(Member by, @Nullable String gone) implements Stepping {}

  /**
   * Asks the seeker whether the supervisor may carry on; {@code keep}: the peer goes on reading.
   */
  record Ask(Member by, @Nullable String gone, boolean keep) implements Stepping {}

  /** Carries on with the seeker; {@code keep}: the peer goes on reading, or else is out. */
  record TakeOver(Member by, @Nullable String gone, boolean keep) implements Stepping {}

  /**
   * The seeker answers what they were asked.
   *
   * @param keep whether the peer may still go on reading, if that is what was asked
   */
  record Reply(boolean yes, boolean keep) implements Stepping {}

  /** Goes, and leaves the two to themselves. */
  record StepOut(Member by) implements Stepping {}

  /** What came of it. */
  enum Stepped {
    /** So it is, now or since before. */
    DONE,
    /** Another supervisor is in it. */
    TAKEN,
    /** Nothing is asked. */
    DECIDED,
    /** Somebody else has to say something first. */
    UNDECIDED,
    /** Somebody else has to. */
    OWN,
    /** The seeker would be alone, or no supervisor is there for them. */
    NOBODY_ELSE,
    /** The seeker is being asked, or has said yes. */
    ALREADY,
    /** It was done often enough: the seeker was asked, or time added. */
    TOO_FAST,
    /** A supervisor writes in the place of the peer. */
    TAKEN_OVER,
    /** Who would come is not on duty. */
    AWAY,
    /** The conversation is over. */
    CLOSED,
    /** The seeker has left. */
    LEFT,
    /** Theirs it is not. */
    NOT_YOURS
  }
}
