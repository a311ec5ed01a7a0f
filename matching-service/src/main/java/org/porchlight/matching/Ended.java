package org.porchlight.matching;

import java.time.Duration;

/**
 * A ticket ended without a match: what was written in line has to be destroyed.
 *
 * @param entry the outbox entry, for {@link MatchingQueue#acknowledge(Ended)}
 * @param ticket which one
 * @param conversation the conversation that its seeker waited for
 * @param turn 1 when the conversation never opened, more when it waited for another peer
 * @param why why it ended
 * @param waited how long the seeker had waited
 */
public record Ended(
    String entry,
    TicketId ticket,
    String conversation,
    int turn,
    TicketEvent.Why why,
    Duration waited) {}
