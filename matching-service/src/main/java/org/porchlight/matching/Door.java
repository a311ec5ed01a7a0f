package org.porchlight.matching;

/**
 * Who is there, so that nobody waits for no one. Whether a house does without a supervisor is for
 * the house to say.
 */
public enum Door {
  OPEN,
  /** Nobody on duty chats in this language. */
  NO_PEER,
  /** Peers are on duty, but no supervisor stands behind them. */
  NO_SUPERVISOR
}
