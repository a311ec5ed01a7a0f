package org.porchlight.matching;

/**
 * Who is there, so that nobody waits for no one. Whether a house does without a supervisor is for
 * the house to say.
 */
public enum Door {
  OPEN,
  /** Nobody on duty chats in this language, though a supervisor is there. */
  NO_PEER,
  /** Peers are on duty, but no supervisor stands behind them. */
  NO_SUPERVISOR,
  /** Neither: who talks still, and has no place for anybody more, has no supervisor either. */
  NOBODY
}
