package org.porchlight.matching.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.porchlight.matching.Line.Candidates;
import org.porchlight.matching.Line.FreePeer;
import org.porchlight.matching.Line.Ticket;

/**
 * The rules of matching. Tickets are looked at by priority time alone. Each gets the peer who fits
 * best; where only peers are left that an earlier ticket was about to get, that one is given
 * another peer if it can be, so that one free peer more means one seeker more (Kuhn's augmenting
 * paths; taken in this order they are optimal for every way of weighing that order).
 */
public final class Policy {
  /** Priority time alone orders the line; the id only makes ties repeatable. */
  public static final Comparator<Ticket> ORDER =
      Comparator.comparingLong(Ticket::priorityTime).thenComparing(ticket -> ticket.id().value());

  private final Candidates candidates;
  private final Map<FreePeer, Ticket> given = new HashMap<>();
  private final Set<FreePeer> hopeless = new HashSet<>();
  private final Map<Ticket, List<FreePeer>> compatible = new HashMap<>();

  private Policy(Candidates candidates) {
    this.candidates = candidates;
  }

  /** A ticket and the peer it should be offered to, with the reason in one line. */
  public record Match(Ticket ticket, FreePeer peer, String why) {}

  /**
   * Every match that is possible now, in the order of the line. Nobody beyond the horizon is
   * matched, because somebody who was not looked at may be before them.
   */
  public static List<Match> decide(Candidates candidates) {
    return new Policy(candidates).decide();
  }

  /** What a ticket waits for, given who is on duty: the reasons in words, the nearest first. */
  public static List<String> reasons(Ticket ticket, List<FreePeer> onDuty) {
    return Why.notYet(ticket, onDuty);
  }

  /** Whether everything holds that has to hold between the two. */
  public static boolean mayMeet(Ticket ticket, FreePeer peer) {
    return Musts.hold(ticket, peer);
  }

  private List<Match> decide() {
    List<Ticket> order = candidates.tickets().stream().sorted(ORDER).toList();
    for (Ticket ticket : order) {
      if (ticket.priorityTime() > candidates.horizon()
          || given.size() == candidates.peers().size()) {
        break;
      }
      Set<FreePeer> tried = new HashSet<>(hopeless);
      if (!give(ticket, tried)) {
        hopeless.addAll(tried);
      }
    }
    return matches(order);
  }

  private boolean give(Ticket ticket, Set<FreePeer> tried) {
    List<FreePeer> wanted = compatible.computeIfAbsent(ticket, this::byFit);
    for (FreePeer peer : wanted) {
      if (!given.containsKey(peer) && tried.add(peer)) {
        given.put(peer, ticket);
        return true;
      }
    }
    for (FreePeer peer : wanted) {
      Ticket holder = given.get(peer);
      if (holder != null && tried.add(peer) && give(holder, tried)) {
        given.put(peer, ticket);
        return true;
      }
    }
    return false;
  }

  private List<FreePeer> byFit(Ticket ticket) {
    return candidates.peers().stream()
        .filter(peer -> Musts.hold(ticket, peer))
        .sorted(Fit.order(ticket))
        .toList();
  }

  private List<Match> matches(List<Ticket> order) {
    Map<Ticket, FreePeer> chosen = new HashMap<>();
    given.forEach((peer, ticket) -> chosen.put(ticket, peer));
    List<Match> matches = new ArrayList<>();
    List<Ticket> passed = new ArrayList<>();
    for (Ticket ticket : order) {
      FreePeer peer = chosen.get(ticket);
      if (peer == null) {
        passed.add(ticket);
      } else {
        List<FreePeer> others = compatible.getOrDefault(ticket, List.of());
        matches.add(
            new Match(ticket, peer, Why.line(ticket, peer, others, passed, candidates.asOf())));
      }
    }
    return matches;
  }
}
