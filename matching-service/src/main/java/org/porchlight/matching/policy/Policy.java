package org.porchlight.matching.policy;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.porchlight.matching.Line.Candidates;
import org.porchlight.matching.Line.FreePeer;
import org.porchlight.matching.Line.Ticket;
import org.porchlight.matching.Wants;

/** The rules of matching, in the order in which they are asked. */
public final class Policy {
  /** What has to hold. */
  static final List<Must> MUSTS =
      List.of(
          new Must(
              "they chat in the same language",
              (ticket, peer) -> peer.languages().contains(ticket.language())),
          new Must("the peer has a free place", (ticket, peer) -> peer.free() > 0),
          new Must(
              "the peer has lived one of the topics, where the seeker wants that",
              (ticket, peer) ->
                  ticket.wants() == Wants.ANYONE
                      || ticket.topics().isEmpty()
                      || !Collections.disjoint(ticket.topics(), peer.topics())));

  /** Priority time alone orders the line; the id only makes ties repeatable. */
  static final Comparator<Ticket> ORDER =
      Comparator.comparingLong(Ticket::priorityTime).thenComparing(ticket -> ticket.id().value());

  private Policy() {}

  /** A ticket and the peer it should be offered to. */
  public record Match(Ticket ticket, FreePeer peer) {}

  /** The first match that is possible, if any: first ticket first, then the peer who fits best. */
  public static Optional<Match> first(Candidates candidates) {
    return candidates.tickets().stream()
        .sorted(ORDER)
        .flatMap(ticket ->
            candidates.peers().stream()
                .filter(peer -> MUSTS.stream().allMatch(must -> must.holds().test(ticket, peer)))
                .min(fit(ticket))
                .map(peer -> new Match(ticket, peer))
                .stream())
        .findFirst();
  }

  /** More shared experience first, then whoever rested longest. */
  static Comparator<FreePeer> fit(Ticket ticket) {
    return Comparator.comparingLong((FreePeer peer) -> -shared(ticket, peer))
        .thenComparingLong(FreePeer::restedSince)
        .thenComparing(peer -> peer.id().value());
  }

  private static long shared(Ticket ticket, FreePeer peer) {
    return ticket.topics().stream().filter(peer.topics()::contains).count();
  }
}
