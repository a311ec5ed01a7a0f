package org.porchlight.matching.policy;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongBiFunction;
import org.porchlight.matching.Line.FreePeer;
import org.porchlight.matching.Line.Ticket;

/**
 * Who of those that may is asked first. Each wish weighs only where the ones before are equal.
 *
 * @param than what is said of a peer who was passed over for it
 * @param lack how far a peer is from the wish; less is better
 */
record Fit(String than, ToLongBiFunction<Ticket, FreePeer> lack) {

  static final List<Fit> ALL =
      List.of(
          new Fit(
              "not the peer the seeker knows",
              (ticket, peer) -> peer.id().equals(ticket.needs().known()) ? 0 : 1),
          new Fit("shares fewer topics", (ticket, peer) -> -shared(ticket, peer)),
          new Fit("rested less long", (ticket, peer) -> peer.restedSince()));

  /** The best fit first; the id only makes ties repeatable. */
  static Comparator<FreePeer> order(Ticket ticket) {
    Comparator<FreePeer> order = (_, _) -> 0;
    for (Fit fit : ALL) {
      order = order.thenComparingLong(peer -> fit.lack().applyAsLong(ticket, peer));
    }
    return order.thenComparing(peer -> peer.id().value());
  }

  /** How many of the ticket's topics the peer has lived. */
  static long shared(Ticket ticket, FreePeer peer) {
    return ticket.wish().topics().stream().filter(peer.topics()::contains).count();
  }
}
