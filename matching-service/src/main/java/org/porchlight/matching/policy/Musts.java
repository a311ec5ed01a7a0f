package org.porchlight.matching.policy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.porchlight.matching.Band;
import org.porchlight.matching.Line.FreePeer;
import org.porchlight.matching.Line.Ticket;

/** What has to hold, in the order in which it is asked; the first that does not is the reason. */
final class Musts {
  static final List<Must> ALL =
      List.of(
          new Must(
              "they chat in the same language",
              "chats in other languages",
              (ticket, peer) -> peer.languages().contains(ticket.needs().language())),
          new Must(
              "the peer is certified for real conversations",
              "is still practising",
              (ticket, peer) -> peer.certificate().level().places() > 0),
          new Must(
              "the peer's level covers how urgent it is",
              "is supervised, and this is imminent",
              (ticket, peer) ->
                  ticket.band() != Band.IMMINENT || peer.certificate().level().takesImminent()),
          new Must(
              "the peer is cleared for 16 and 17, where the seeker is that young",
              "is not cleared for 16 and 17",
              (ticket, peer) -> peer.certificate().cleared() || !ticket.needs().clearance()),
          new Must(
              "they are not kept apart",
              "is kept apart from this seeker",
              (ticket, peer) -> !ticket.needs().avoid().contains(peer.id())),
          new Must(
              "the peer has lived one of the topics, where the seeker wants that",
              "has not lived what the seeker asks for",
              (ticket, peer) ->
                  !ticket.wish().isForLived()
                      || !Collections.disjoint(ticket.wish().topics(), peer.topics())),
          new Must(
              "the topics are not among those the peer would rather not take this shift",
              "would rather not take one of its topics this shift",
              true,
              (ticket, peer) -> Collections.disjoint(ticket.wish().topics(), peer.avoid())),
          new Must(
              "the known peer is asked first, for a short time",
              "is not the peer the seeker knows, who is asked first",
              (ticket, peer) -> !ticket.onlyKnown() || peer.id().equals(ticket.needs().known())),
          new Must(
              "the peer has a free place",
              "has no free place now",
              (ticket, peer) -> peer.free() > 0));

  private Musts() {}

  static boolean hold(Ticket ticket, FreePeer peer) {
    return firstBroken(ticket, peer).isEmpty();
  }

  static Optional<Must> firstBroken(Ticket ticket, FreePeer peer) {
    return ALL.stream().filter(must -> !must.holds().test(ticket, peer)).findFirst();
  }
}
