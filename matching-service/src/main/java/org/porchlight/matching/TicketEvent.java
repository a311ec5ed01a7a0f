package org.porchlight.matching;

/** What can happen to a ticket while its seeker waits. */
public sealed interface TicketEvent {

  /** The line moved; {@link MatchingQueue#place} says where the ticket stands now. */
  record Moved(Because because) implements TicketEvent {}

  /**
   * The seeker's own patience for someone who has lived it is over: wait on, or anyone? The ticket
   * goes on waiting as it was until they answer with {@link MatchingQueue#about}.
   */
  record Asked() implements TicketEvent {}

  /** A peer accepted; the conversation is about to open. */
  record Matched() implements TicketEvent {}

  /** The ticket ended without a match. */
  record Gone(Why why) implements TicketEvent {}

  /** Why a ticket ended. */
  enum Why {
    LEFT,
    AWAY_TOO_LONG,
    /** Another peer was looked for, nobody came in time, and the one who had stayed goes on. */
    NOBODY
  }

  /** Why a line moved. */
  enum Because {
    /** Somebody came, or said more about themselves. */
    JOINED,
    /** Somebody ahead found a peer. */
    SERVED,
    /** Somebody left, or dropped for now. */
    LEFT,
    /** Somebody in more danger went ahead. */
    URGENT,
    /** Somebody is back at the place that was kept for them. */
    RETURNED,
    /** The people on duty changed. */
    DUTY
  }
}
