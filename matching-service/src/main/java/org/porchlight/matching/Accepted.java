package org.porchlight.matching;

import java.time.Instant;

/**
 * A peer took an offer; the conversation has to be opened.
 *
 * @param entry the outbox entry, for {@link MatchingQueue#acknowledge}
 * @param ticket the seeker's ticket
 * @param conversation the conversation made when the seeker joined
 * @param peer who took it
 * @param waitedSince when the seeker came
 * @param acceptedAt when the peer accepted
 */
public record Accepted(
    String entry,
    TicketId ticket,
    String conversation,
    PeerId peer,
    Instant waitedSince,
    Instant acceptedAt) {}
