package org.porchlight.matching;

import java.time.Duration;
import java.time.Instant;

/**
 * A wish for a place in line.
 *
 * @param ticket the ticket's id
 * @param conversation the id of the conversation that this wait leads to, made when joining
 * @param needs what has to hold for the peer
 * @param wish whom the seeker would like
 * @param band how urgent the ticket is
 * @param arrivedAt when the seeker came; together with the band it gives the priority time
 * @param holdFor how long to wait for a known peer who is not on duty, and for nobody else
 */
public record TicketRequest(
    TicketId ticket,
    String conversation,
    Needs needs,
    Wish wish,
    Band band,
    Instant arrivedAt,
    Duration holdFor) {

  /** Of somebody who waits for nobody who is not there. */
  public TicketRequest(
      TicketId ticket, String conversation, Needs needs, Wish wish, Band band, Instant arrivedAt) {
    this(ticket, conversation, needs, wish, band, arrivedAt, Duration.ZERO);
  }
}
