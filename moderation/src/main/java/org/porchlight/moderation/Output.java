package org.porchlight.moderation;

/** What a message asks of the people on duty. */
public enum Output {
  /** Nothing. */
  NONE,
  /** A quiet hint to the peer, and the lane <em>Check soon</em>. */
  WATCH,
  /** A supervisor looks now. */
  ESCALATE
}
