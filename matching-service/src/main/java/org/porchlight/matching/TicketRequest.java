package org.porchlight.matching;

import java.time.Instant;
import java.util.Set;

/**
 * A wish for a place in line.
 *
 * @param ticket the ticket's id
 * @param conversation the id of the conversation that this wait leads to, made when joining
 * @param language the language to chat in, a BCP 47 tag such as {@code en}
 * @param topics what the night is about, possibly empty
 * @param wants whom the seeker would like
 * @param band how urgent the ticket is
 * @param arrivedAt when the seeker came; together with the band it gives the priority time
 */
public record TicketRequest(
    TicketId ticket,
    String conversation,
    String language,
    Set<String> topics,
    Wants wants,
    Band band,
    Instant arrivedAt) {

  public TicketRequest {
    topics = Set.copyOf(topics);
  }
}
