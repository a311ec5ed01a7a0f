package org.porchlight.matching;

/**
 * A conversation that needs another peer.
 *
 * @param conversation which one
 * @param ticket the id of the new ticket, which keeps the original priority time
 * @param band how urgent it is by now; never less than it was
 */
public record HandOver(String conversation, TicketId ticket, Band band) {}
