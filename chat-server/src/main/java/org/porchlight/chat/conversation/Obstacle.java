package org.porchlight.chat.conversation;

/** Why something could not be done to a conversation. */
public enum Obstacle {
  /** No such conversation for this person; the same answer when there is none at all. */
  NOT_YOURS,
  /** The id has been used for other words. */
  CONFLICT,
  /** Somebody has decided about it before, or nobody did in time. */
  DECIDED,
  /** The conversation is over. */
  CLOSED,
  /** A supervisor has taken over, and the peer only reads. */
  TAKEN_OVER,
  /** The seeker has left, and writing is off until they come back. */
  LEFT,
  /** More messages than the limits allow. */
  TOO_FAST,
  /** Somebody has written something else there since. */
  CHANGED
}
