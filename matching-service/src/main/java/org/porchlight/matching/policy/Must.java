package org.porchlight.matching.policy;

import java.util.function.BiPredicate;
import org.porchlight.matching.Line.FreePeer;
import org.porchlight.matching.Line.Ticket;

/**
 * Something that has to hold between a ticket and a peer.
 *
 * @param reason what holds, in words
 * @param otherwise what is said of a peer for whom it does not hold
 * @param privately whether that is said of a number of peers only, never of one who is named
 */
record Must(
    String reason, String otherwise, boolean privately, BiPredicate<Ticket, FreePeer> holds) {
  Must(String reason, String otherwise, BiPredicate<Ticket, FreePeer> holds) {
    this(reason, otherwise, false, holds);
  }
}
