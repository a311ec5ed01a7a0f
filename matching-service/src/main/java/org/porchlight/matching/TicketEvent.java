package org.porchlight.matching;

/** What can happen to a ticket while its seeker waits. */
public sealed interface TicketEvent {

  /** The line moved; {@link MatchingQueue#place} says where the ticket stands now. */
  record Moved() implements TicketEvent {}

  /** A peer accepted; the conversation is about to open. */
  record Matched() implements TicketEvent {}

  /** The ticket ended without a match. */
  record Gone(Why why) implements TicketEvent {}

  /** Why a ticket ended. */
  enum Why {
    LEFT,
    AWAY_TOO_LONG
  }
}
