package org.porchlight.matching;

import java.time.Instant;

/**
 * A peer took an offer; the conversation has to be opened, or its peer replaced.
 *
 * @param entry the outbox entry, for {@link MatchingQueue#acknowledge}
 * @param ticket the seeker's ticket
 * @param conversation the conversation made when the seeker joined
 * @param turn 1 for its first peer, 2 and up for those a conversation was handed over to
 * @param peer who took it
 * @param waitedSince since when the ticket waited
 * @param acceptedAt when the peer accepted
 * @param why why this peer, in one line for a supervisor
 */
public record Accepted(
    String entry,
    TicketId ticket,
    String conversation,
    int turn,
    PeerId peer,
    Instant waitedSince,
    Instant acceptedAt,
    String why) {

  /** Whether the conversation is open already and goes on with another peer. */
  public boolean continues() {
    return turn > 1;
  }
}
