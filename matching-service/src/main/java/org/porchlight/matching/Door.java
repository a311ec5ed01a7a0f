package org.porchlight.matching;

/** Whether somebody is there, so that nobody waits for no one (R11). */
public enum Door {
  OPEN,
  /** Nobody on duty chats in this language. */
  NO_PEER,
  /** Peers are on duty, but no supervisor stands behind them. */
  NO_SUPERVISOR
}
