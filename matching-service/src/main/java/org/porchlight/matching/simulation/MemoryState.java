package org.porchlight.matching.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.porchlight.matching.Accepted;
import org.porchlight.matching.Band;
import org.porchlight.matching.DutyRequest;
import org.porchlight.matching.Ended;
import org.porchlight.matching.Inspection.Answers;
import org.porchlight.matching.Inspection.State;
import org.porchlight.matching.Line;
import org.porchlight.matching.Needs;
import org.porchlight.matching.OfferId;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.TicketId;
import org.porchlight.matching.Wish;

/** Everything that a pool remembers, in values, so that a copy is cheap. */
final class MemoryState {
  final Map<TicketId, Ticket> tickets = new HashMap<>();
  final NavigableSet<Ticket> line =
      new TreeSet<>(
          Comparator.comparingLong(Ticket::priority).thenComparing(ticket -> ticket.id().value()));
  final Map<PeerId, Peer> peers = new HashMap<>();
  final Map<OfferId, Offer> offers = new HashMap<>();
  final Map<String, Talk> talks = new HashMap<>();
  final Map<String, Long> deadlines = new HashMap<>();
  final Map<String, Supervisors> supervisors = new HashMap<>();
  final Set<PeerId> unheard = new HashSet<>();
  final List<Accepted> out = new ArrayList<>();
  final List<Ended> ended = new ArrayList<>();
  Line.@Nullable Lease lease;
  long leaseUntil;
  double observed;
  double mean;
  long entries;

  MemoryState() {}

  MemoryState(MemoryState other) {
    tickets.putAll(other.tickets);
    line.addAll(other.line);
    peers.putAll(other.peers);
    offers.putAll(other.offers);
    talks.putAll(other.talks);
    deadlines.putAll(other.deadlines);
    supervisors.putAll(other.supervisors);
    unheard.addAll(other.unheard);
    out.addAll(other.out);
    ended.addAll(other.ended);
    lease = other.lease;
    leaseUntil = other.leaseUntil;
    observed = other.observed;
    mean = other.mean;
    entries = other.entries;
  }

  /**
   * Everything that decides what can happen next, in one string: times count from now, and who
   * rested longer counts only as an order.
   */
  String fingerprint(long now) {
    StringBuilder print = new StringBuilder();
    List<Peer> rested =
        peers.values().stream().sorted(Comparator.comparingLong(Peer::rested)).toList();
    sorted(tickets.values().stream().map(Ticket::fingerprint), print);
    sorted(
        peers.values().stream()
            .map(peer -> peer.fingerprint(now) + " rested " + rested.indexOf(peer)),
        print);
    sorted(
        offers.entrySet().stream()
            .map(each ->
                each.getKey() + " " + each.getValue().ticket() + " " + each.getValue().peer()),
        print);
    sorted(
        talks.entrySet().stream()
            .map(each ->
                each.getKey()
                    + " "
                    + each.getValue().ticket()
                    + " "
                    + each.getValue().peer()
                    + " "
                    + each.getValue().stays()),
        print);
    sorted(
        deadlines.entrySet().stream()
            .map(each -> each.getKey() + " " + Math.max(0, each.getValue() - now)),
        print);
    sorted(out.stream().map(each -> each.ticket() + " to " + each.peer()), print);
    sorted(ended.stream().map(each -> each.ticket() + " " + each.why()), print);
    return print.append(leaseUntil > now ? lease + " " + (leaseUntil - now) : "").toString();
  }

  private static void sorted(Stream<String> lines, StringBuilder print) {
    lines.sorted().forEach(line -> print.append(line).append(", "));
    print.append("; ");
  }

  /** A ticket; {@code state} is null once it is matched. */
  record Ticket(
      TicketId id,
      String conversation,
      Needs needs,
      Wish wish,
      Band band,
      long arrived,
      long since,
      long priority,
      int turn,
      @Nullable State state,
      long version,
      @Nullable OfferId offer,
      boolean only,
      boolean asked) {

    Ticket in(@Nullable State next, @Nullable OfferId held) {
      return new Ticket(
          id,
          conversation,
          needs,
          wish,
          band,
          arrived,
          since,
          priority,
          turn,
          next,
          version + 1,
          held,
          only,
          asked);
    }

    Ticket knowsNobody() {
      return new Ticket(
          id,
          conversation,
          new Needs(needs.language(), needs.clearance(), needs.avoid(), null),
          wish,
          band,
          arrived,
          since,
          priority,
          turn,
          state,
          version,
          offer,
          only,
          asked);
    }

    Ticket with(Wish next) {
      return new Ticket(
          id,
          conversation,
          needs,
          next,
          band,
          arrived,
          since,
          priority,
          turn,
          state,
          version + 1,
          offer,
          only,
          false);
    }

    Ticket with(Band next, long earlier) {
      return new Ticket(
          id,
          conversation,
          needs,
          wish,
          next,
          arrived,
          since,
          earlier,
          turn,
          state,
          version + 1,
          offer,
          only,
          asked);
    }

    Ticket only(boolean known) {
      return new Ticket(
          id,
          conversation,
          needs,
          wish,
          band,
          arrived,
          since,
          priority,
          turn,
          state,
          version + 1,
          offer,
          known,
          asked);
    }

    Ticket at(int otherTurn) {
      return new Ticket(
          id,
          conversation,
          needs,
          wish,
          band,
          arrived,
          since,
          priority,
          otherTurn,
          state,
          version + 1,
          offer,
          only,
          asked);
    }

    Ticket askedNow() {
      return new Ticket(
          id,
          conversation,
          needs,
          wish,
          band,
          arrived,
          since,
          priority,
          turn,
          state,
          version,
          offer,
          only,
          true);
    }

    String fingerprint() {
      return id + " " + state + " " + offer + " " + only + " " + asked + " " + turn + " " + band;
    }

    Line.Ticket seen() {
      return new Line.Ticket(id, needs, wish, band, priority, arrived, only, version);
    }
  }

  /** A peer; places are believed until a time, {@link Long#MAX_VALUE} until they are open. */
  record Peer(
      DutyRequest request,
      boolean on,
      long onSince,
      Map<String, Long> places,
      long rested,
      @Nullable Long rest,
      long version,
      @Nullable OfferId offer,
      int missed,
      Answers answers) {
    Peer {
      places = Map.copyOf(places);
    }

    Peer on(boolean now, long since) {
      return new Peer(
          request, now, since, places, rested, rest, version + 1, offer, missed, answers);
    }

    Peer taking(Map<String, Long> next) {
      return new Peer(
          request, on, onSince, next, rested, rest, version + 1, offer, missed, answers);
    }

    Peer offered(@Nullable OfferId next) {
      return new Peer(
          request, on, onSince, places, rested, rest, version + 1, next, missed, answers);
    }

    Peer restedAt(long now) {
      return new Peer(request, on, onSince, places, now, rest, version + 1, offer, missed, answers);
    }

    Peer resting(@Nullable Long until) {
      return new Peer(
          request, on, onSince, places, rested, until, version + 1, offer, missed, answers);
    }

    Peer answering(int inARow, Answers counts) {
      return new Peer(
          request, on, onSince, places, rested, rest, version + 1, offer, inARow, counts);
    }

    Peer with(String conversation, long until) {
      Map<String, Long> next = new HashMap<>(places);
      next.put(conversation, until);
      return taking(next);
    }

    Peer without(String conversation) {
      Map<String, Long> next = new HashMap<>(places);
      next.remove(conversation);
      return taking(next);
    }

    String fingerprint(long now) {
      Map<String, Long> left = new TreeMap<>();
      places.forEach((conversation, until) ->
          left.put(conversation, until == Long.MAX_VALUE ? until : Math.max(0, until - now)));
      return request.peer() + " " + on + " " + left + " " + rest + " " + offer + " " + missed;
    }

    /** Whether they would rather not take one of the topics; said for a shift, and over with it. */
    boolean avoids(Wish wish) {
      return on && !Collections.disjoint(wish.topics(), request.avoid());
    }

    boolean isFree() {
      return on && offer == null && rest == null && places.size() < request.places();
    }

    Line.FreePeer seen() {
      return new Line.FreePeer(
          request.peer(),
          request.certificate(),
          request.languages(),
          request.topics(),
          request.avoid(),
          request.places() - places.size(),
          rested,
          version);
    }
  }

  record Offer(TicketId ticket, PeerId peer, String conversation, long expires, String why) {}

  /** Who talks in a conversation; during a hand-over nobody, or one who stays until it is done. */
  record Talk(TicketId ticket, @Nullable PeerId peer, long since, @Nullable PeerId stays) {
    /** The same once that peer does not stay any more. */
    Talk left(PeerId left) {
      return left.equals(stays) ? new Talk(ticket, peer, since, null) : this;
    }
  }

  record Supervisors(int count, long until) {}
}
