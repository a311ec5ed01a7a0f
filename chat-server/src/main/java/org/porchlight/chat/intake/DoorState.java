package org.porchlight.chat.intake;

/** Whether somebody may come in, and why not. */
public enum DoorState {
  OPEN,
  /** Nobody on duty chats in this language. */
  NO_PEER,
  /** Peers are on duty, but no supervisor stands behind them. */
  NO_SUPERVISOR,
  /** A supervisor lets nobody more in for a while. */
  FULL,
  /** A supervisor has said that there are only numbers to call for a while. */
  NUMBERS,
  /** No coordinator has opened this house yet. */
  NOT_OPEN
}
