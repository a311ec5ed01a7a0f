package org.porchlight.matching.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.porchlight.matching.Accepted;
import org.porchlight.matching.Answer;
import org.porchlight.matching.Band;
import org.porchlight.matching.Census;
import org.porchlight.matching.Door;
import org.porchlight.matching.Duty;
import org.porchlight.matching.DutyRequest;
import org.porchlight.matching.Ended;
import org.porchlight.matching.HandOver;
import org.porchlight.matching.Inspection;
import org.porchlight.matching.Inspection.Answers;
import org.porchlight.matching.Inspection.State;
import org.porchlight.matching.Line;
import org.porchlight.matching.Line.Claim;
import org.porchlight.matching.MatchingSettings;
import org.porchlight.matching.Needs;
import org.porchlight.matching.OfferId;
import org.porchlight.matching.Outlook;
import org.porchlight.matching.PeerEvent;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.Place;
import org.porchlight.matching.TicketEvent;
import org.porchlight.matching.TicketId;
import org.porchlight.matching.TicketRequest;
import org.porchlight.matching.Wish;
import org.porchlight.matching.policy.Policy;
import org.porchlight.matching.policy.Waits;
import org.porchlight.matching.simulation.MemoryState.Offer;
import org.porchlight.matching.simulation.MemoryState.Peer;
import org.porchlight.matching.simulation.MemoryState.Talk;
import org.porchlight.matching.simulation.MemoryState.Ticket;

/**
 * A pool in memory: what the scripts do in Redis, act by act, on a clock that the caller turns. It
 * runs the simulated nights, and the tests hold it to the same contract as Redis. Not for threads.
 */
public final class MemoryPool {
  private static final int MISSED_IN_A_ROW = 2;
  private static final double REMEMBERED = 0.98;
  private static final double MINUTE = 60_000;
  private static final int INSPECTED = 200;
  private static final Duration SUPERVISORS_FOR = Duration.ofSeconds(30);

  private final MatchingSettings settings;
  private final LongSupplier clock;
  private final Bells bells;
  private final MemoryState state;

  /** Rings a bell, and says how many hear it. */
  @FunctionalInterface
  public interface Bells {
    /** Everybody hears everything. */
    Bells HEARD = (id, what) -> 1;

    /** How many hear it. */
    int ring(String id, String what);
  }

  /** An empty pool on a clock of epoch milliseconds. */
  public MemoryPool(MatchingSettings settings, LongSupplier clock, Bells bells) {
    this(settings, clock, bells, new MemoryState());
  }

  private MemoryPool(
      MatchingSettings settings, LongSupplier clock, Bells bells, MemoryState state) {
    this.settings = settings;
    this.clock = clock;
    this.bells = bells;
    this.state = state;
  }

  /** The same pool once more, with a clock and bells of its own. */
  public MemoryPool copy(LongSupplier otherClock, Bells otherBells) {
    return new MemoryPool(settings, otherClock, otherBells, new MemoryState(state));
  }

  /** The same string for two pools in which the same can happen next. */
  String fingerprint() {
    return state.fingerprint(now());
  }

  /** As {@code join.lua}. */
  public void join(TicketRequest request) {
    if (state.tickets.containsKey(request.ticket())) {
      return;
    }
    Needs needs = request.needs();
    long arrived = request.arrivedAt().toEpochMilli();
    PeerId known = needs.known();
    Duration alone =
        known == null || avoids(known, request.wish())
            ? Duration.ZERO
            : isOn(known) ? settings.knownFor() : request.holdFor();
    Ticket ticket =
        new Ticket(
            request.ticket(),
            request.conversation(),
            needs,
            request.wish(),
            request.band(),
            arrived,
            now(),
            arrived - request.band().headStart().toMillis(),
            1,
            null,
            0,
            null,
            alone.isPositive(),
            false);
    state.tickets.put(ticket.id(), ticket);
    if (ticket.only()) {
      due("known", ticket.id().value(), now() + alone.toMillis());
    }
    bePatient(ticket);
    waits(ticket.id(), TicketEvent.Because.JOINED);
  }

  /** As {@code about.lua}. */
  public boolean about(TicketId id, Wish wish) {
    Ticket ticket = inLine(id);
    if (ticket == null) {
      return false;
    }
    put(ticket.with(wish));
    PeerId known = ticket.needs().known();
    if (ticket.only() && known != null && avoids(known, wish)) {
      put(ticket.with(wish).only(false));
      notDue("known", id.value());
    }
    bePatient(ticket.with(wish));
    OfferId offer = ticket.offer();
    Offer held = offer == null ? null : state.offers.get(offer);
    if (offer != null && held != null && !isSame(ticket.wish(), wish)) {
      tellAgain(offer, held.peer(), ticket.with(wish));
    } else {
      bells.ring("engine", "look");
    }
    return true;
  }

  private static boolean isSame(Wish one, Wish other) {
    return one.wants() == other.wants() && one.topics().equals(other.topics());
  }

  private void tellAgain(OfferId offer, PeerId peer, Ticket ticket) {
    Peer asked = java.util.Objects.requireNonNull(state.peers.get(peer));
    Set<String> lived = asked.request().topics();
    boolean does =
        !ticket.wish().isForLived() || ticket.wish().topics().stream().anyMatch(lived::contains);
    if (does && !asked.avoids(ticket.wish())) {
      bells.ring(peer.value(), "offered|" + offer);
    } else {
      dropOffer(offer, "withdrawn");
      waits(ticket.id(), TicketEvent.Because.RETURNED);
    }
  }

  /** As {@code anyone.lua}. */
  public boolean anyone(TicketId id) {
    if (inLine(id) == null) {
      return false;
    }
    anyoneFrom(id);
    return true;
  }

  /** As {@code raise.lua}. */
  public boolean raise(TicketId id, Band band) {
    Ticket ticket = inLine(id);
    if (ticket == null) {
      return false;
    }
    long raised = ticket.arrived() - band.headStart().toMillis();
    if (raised >= ticket.priority()) {
      return true;
    }
    put(ticket.with(band, raised));
    anyoneFrom(id);
    OfferId offer = ticket.offer();
    Offer held = offer == null ? null : state.offers.get(offer);
    if (offer != null && held != null && !covers(held.peer(), band, ticket.needs())) {
      dropOffer(offer, "withdrawn");
      waits(id, TicketEvent.Because.RETURNED);
    }
    lineMoved(ticket, TicketEvent.Because.URGENT);
    return true;
  }

  /** As {@code leave.lua}. */
  public boolean leave(TicketId id) {
    if (inLine(id) == null) {
      return false;
    }
    end(id, TicketEvent.Why.LEFT);
    return true;
  }

  /** As {@code away.lua}. */
  public boolean away(TicketId id) {
    Ticket ticket = inLine(id);
    if (ticket == null) {
      return false;
    }
    if (ticket.state() != State.AWAY) {
      goAway(ticket);
    }
    return true;
  }

  /** As {@code back.lua}: back, matched or gone. */
  public String back(TicketId id) {
    Ticket ticket = state.tickets.get(id);
    if (ticket == null) {
      return "gone";
    }
    if (ticket.state() == null) {
      return "matched";
    }
    if (ticket.state() == State.AWAY) {
      notDue("away", id.value());
      waits(id, TicketEvent.Because.RETURNED);
    }
    return "back";
  }

  /** As {@code place.lua}. */
  public Optional<Place> place(TicketId id) {
    Ticket ticket = inLine(id);
    if (ticket == null || ticket.state() == State.AWAY) {
      return Optional.empty();
    }
    long ahead = ahead(ticket, other -> true);
    Set<Peer> able = new HashSet<>();
    for (Peer peer : state.peers.values()) {
      if (peer.on() && mayServe(peer, ticket)) {
        able.add(peer);
      }
    }
    Waits.Seen seen =
        new Waits.Seen(
            ahead,
            ahead(ticket, other -> other.wish().isForLived() == ticket.wish().isForLived()),
            able.stream().filter(Peer::isFree).count(),
            able.stream().mapToLong(peer -> peer.request().places()).sum(),
            state.observed,
            state.mean);
    return Optional.of(
        new Place(
            (int) ahead + 1,
            Waits.range(seen).orElse(null),
            ticket.wish(),
            ticket.asked(),
            ticket.only(),
            Instant.ofEpochMilli(now())));
  }

  /** Whether a ticket is in line and held for nobody. */
  public boolean isWaiting(TicketId id) {
    Ticket ticket = state.tickets.get(id);
    return ticket != null && ticket.state() == State.WAITING;
  }

  /** As {@code hand-over.lua}. */
  public Optional<TicketId> handOver(HandOver request) {
    Talk talk = state.talks.get(request.conversation());
    if (talk == null) {
      return Optional.empty();
    }
    PeerId peer = talk.peer();
    HandOver.Stay stay = request.stay();
    if (peer == null) {
      PeerId stays = talk.stays();
      if (stays != null && stay == null) {
        state.talks.put(request.conversation(), talk.left(stays));
        notDue("look", talk.ticket().value());
        placeIsFree(stays, request.conversation());
      }
      return Optional.of(talk.ticket());
    }
    if (stay != null && !stay.peer().equals(peer)) {
      return Optional.of(talk.ticket());
    }
    Ticket before = state.tickets.remove(talk.ticket());
    if (before == null || state.tickets.containsKey(request.ticket())) {
      return Optional.empty();
    }
    state.tickets.put(request.ticket(), successor(before, peer, request));
    state.talks.put(
        request.conversation(),
        new Talk(request.ticket(), null, talk.since(), stay == null ? null : peer));
    if (stay == null) {
      placeIsFree(peer, request.conversation());
    } else {
      due("look", request.ticket().value(), now() + stay.atMost().toMillis());
    }
    bePatient(state.tickets.get(request.ticket()));
    waits(request.ticket(), TicketEvent.Because.JOINED);
    return Optional.of(request.ticket());
  }

  private void placeIsFree(PeerId peer, String conversation) {
    change(peer, each -> each.without(conversation).restedAt(now()));
    notDue("place", peer + ":" + conversation);
    offerable(peer);
    bells.ring(peer.value(), "duty|places");
  }

  /** As {@code on-duty.lua}. */
  public Duty onDuty(DutyRequest request) {
    PeerId id = request.peer();
    Peer before = state.peers.get(id);
    boolean on = request.places() > 0;
    state.unheard.remove(id);
    boolean anew = before == null || !before.on();
    state.peers.put(
        id,
        new Peer(
            request,
            on,
            now(),
            before == null ? Map.of() : before.places(),
            before == null ? now() : before.rested(),
            before == null ? null : before.rest(),
            before == null ? 0 : before.version() + 1,
            before == null ? null : before.offer(),
            anew || before == null ? 0 : before.missed(),
            anew || before == null ? new Answers(0, 0, 0, 0) : before.answers()));
    if (on) {
      beats(id);
      offerable(id);
      notWhatTheyAvoid(id);
    }
    dutyMoved(request);
    return duty(id);
  }

  private void notWhatTheyAvoid(PeerId id) {
    Peer peer = java.util.Objects.requireNonNull(state.peers.get(id));
    OfferId offer = peer.offer();
    Offer held = offer == null ? null : state.offers.get(offer);
    Ticket ticket = held == null ? null : state.tickets.get(held.ticket());
    if (offer != null && ticket != null && peer.avoids(ticket.wish())) {
      waits(dropOffer(offer, "withdrawn"), TicketEvent.Because.RETURNED);
    }
    List.copyOf(state.tickets.values()).stream()
        .filter(each -> each.only() && id.equals(each.needs().known()))
        .filter(each -> peer.avoids(each.wish()))
        .forEach(each -> anyoneFrom(each.id()));
  }

  /** As {@code off-duty.lua}. */
  public Duty offDuty(PeerId id) {
    offDuty(id, null);
    return duty(id);
  }

  /** As {@code off-duty.lua} where the peer did not ask for it. */
  public void putOffDuty(PeerId id, PeerEvent.Cause cause) {
    offDuty(id, cause.name().toLowerCase(Locale.ROOT));
  }

  /** Everybody who is on duty. */
  public List<PeerId> onDuty() {
    return state.peers.entrySet().stream()
        .filter(peer -> peer.getValue().on())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** As {@code duty.lua}. */
  public Duty duty(PeerId id) {
    Peer peer = state.peers.get(id);
    if (peer == null) {
      return Duty.OFF;
    }
    Long rest = peer.rest();
    return new Duty(
        peer.on(),
        peer.request().places(),
        peer.places().size(),
        rest == null ? null : Instant.ofEpochMilli(rest),
        peer.on() ? peer.request().topics() : Set.of(),
        peer.on() ? peer.request().avoid() : Set.of());
  }

  /** As {@code rest.lua}. */
  public Duty rest(PeerId id, Instant until) {
    Peer peer = state.peers.get(id);
    if (peer == null) {
      return Duty.OFF;
    }
    long at = until.toEpochMilli();
    boolean begins = at > now();
    change(id, each -> each.resting(begins ? at : null));
    if (begins) {
      due("rest", id.value(), at);
    } else {
      notDue("rest", id.value());
    }
    OfferId offer = peer.offer();
    if (begins && offer != null) {
      waits(dropOffer(offer, "withdrawn"), TicketEvent.Because.RETURNED);
    }
    offerable(id);
    bells.ring(id.value(), "duty|breather");
    return duty(id);
  }

  /** As {@code beat.lua}. */
  public void beat(PeerId id, Set<String> conversations) {
    Peer peer = state.peers.get(id);
    if (peer == null) {
      return;
    }
    for (String conversation : conversations) {
      Talk talk = state.talks.get(conversation);
      Long until = peer.places().get(conversation);
      if (talk != null
          && (id.equals(talk.peer()) || id.equals(talk.stays()))
          && !Long.valueOf(Long.MAX_VALUE).equals(until)) {
        believe(id, conversation);
      }
    }
    if (isOn(id)) {
      beats(id);
    }
  }

  /** Whether a peer was put off duty because nobody listened; said once. */
  public boolean wasUnheard(PeerId id) {
    return state.unheard.remove(id);
  }

  /** The offer that a peer has open, as {@code heard.lua} tells it. */
  public Optional<Held> offer(PeerId id) {
    Peer peer = state.peers.get(id);
    OfferId offer = peer == null ? null : peer.offer();
    Offer held = offer == null ? null : state.offers.get(offer);
    Ticket ticket = held == null ? null : state.tickets.get(held.ticket());
    return offer == null || held == null || ticket == null
        ? Optional.empty()
        : Optional.of(new Held(offer, ticket.id(), ticket.needs(), ticket.wish(), held.expires()));
  }

  /** An offer that a peer has open. */
  public record Held(OfferId offer, TicketId ticket, Needs needs, Wish wish, long expires) {}

  /** As {@code lease.lua}. */
  public boolean holds(Line.Lease lease) {
    boolean free = state.lease == null || state.leaseUntil <= now();
    if (!free && !lease.equals(state.lease)) {
      return false;
    }
    state.lease = lease;
    state.leaseUntil = now() + settings.leaseFor().toMillis();
    return true;
  }

  /** As {@code candidates.lua}; a scan here, so only the answer's size is bounded. */
  public Line.Candidates candidates(int more) {
    List<Line.Ticket> tickets = new ArrayList<>();
    List<Line.FreePeer> peers =
        state.peers.values().stream().filter(Peer::isFree).map(Peer::seen).toList();
    long horizon = Long.MAX_VALUE;
    if (!peers.isEmpty()) {
      for (Ticket ticket : state.line) {
        if (ticket.state() == State.WAITING) {
          if (tickets.size() == peers.size() + more) {
            horizon = tickets.getLast().priorityTime();
            break;
          }
          tickets.add(ticket.seen());
        }
      }
    }
    return new Line.Candidates(tickets, peers, horizon, now());
  }

  /** As {@code claim.lua}. */
  public Claim claim(
      Line.Lease lease, Line.Ticket seenTicket, Line.FreePeer seenPeer, OfferId offer, String why) {
    if (!lease.equals(state.lease) || state.leaseUntil <= now()) {
      return Claim.NOT_MINE;
    }
    state.leaseUntil = now() + settings.leaseFor().toMillis();
    Ticket ticket = state.tickets.get(seenTicket.id());
    Peer peer = state.peers.get(seenPeer.id());
    if (ticket == null
        || peer == null
        || ticket.state() != State.WAITING
        || ticket.version() != seenTicket.version()
        || peer.version() != seenPeer.version()
        || !peer.isFree()) {
      return Claim.STALE;
    }
    if (bells.ring(ticket.id().value(), "offered") == 0) {
      goAway(ticket);
      return Claim.ABSENT;
    }
    long expires = now() + settings.offerFor().toMillis();
    PeerId id = seenPeer.id();
    put(ticket.in(State.OFFERED, offer));
    state.offers.put(offer, new Offer(ticket.id(), id, ticket.conversation(), expires, why));
    due("offer", offer.value(), expires);
    change(id, each -> each.with(ticket.conversation(), Long.MAX_VALUE).offered(offer));
    if (bells.ring(id.value(), "offered|" + offer) == 0) {
      offDuty(id, null);
      state.unheard.add(id);
      return Claim.UNHEARD;
    }
    change(id, each -> each.answering(each.missed(), plus(each.answers(), 1, 0, 0, 0)));
    return Claim.OFFERED;
  }

  /** As {@code accept.lua}. */
  public Answer accept(PeerId id, OfferId offer) {
    Offer held = state.offers.get(offer);
    if (held == null || !held.peer().equals(id)) {
      return Answer.OFFER_GONE;
    }
    state.offers.remove(offer);
    notDue("offer", offer.value());
    change(
        id,
        each -> each.offered(null).restedAt(now()).answering(0, plus(each.answers(), 0, 1, 0, 0)));
    Ticket ticket = java.util.Objects.requireNonNull(state.tickets.get(held.ticket()));
    outOfLine(ticket, TicketEvent.Because.SERVED);
    forgetTimes(ticket.id());
    state.tickets.put(ticket.id(), ticket.only(false).in(null, null));
    Talk talk = state.talks.get(ticket.conversation());
    state.talks.put(
        ticket.conversation(),
        new Talk(ticket.id(), id, now(), talk == null ? null : talk.stays()));
    state.out.add(
        new Accepted(
            entry(),
            ticket.id(),
            ticket.conversation(),
            ticket.turn(),
            id,
            Instant.ofEpochMilli(ticket.since()),
            Instant.ofEpochMilli(now()),
            held.why()));
    offerable(id);
    bells.ring(ticket.id().value(), "matched");
    return Answer.DONE;
  }

  /** As {@code decline.lua}. */
  public Answer decline(PeerId id, OfferId offer) {
    Offer held = state.offers.get(offer);
    if (held == null || !held.peer().equals(id)) {
      return Answer.OFFER_GONE;
    }
    change(id, each -> each.restedAt(now()).answering(0, plus(each.answers(), 0, 0, 1, 0)));
    notTaken(held.ticket(), id);
    waits(dropOffer(offer, null), TicketEvent.Because.RETURNED);
    return Answer.DONE;
  }

  /** As {@code release.lua}. */
  public void release(PeerId id, String conversation) {
    Peer peer = state.peers.get(id);
    boolean freed = peer != null && peer.places().containsKey(conversation);
    notDue("place", id + ":" + conversation);
    Talk talk = state.talks.get(conversation);
    boolean nobodys =
        talk != null && talk.peer() == null && (talk.stays() == null || id.equals(talk.stays()));
    if (talk != null) {
      state.talks.put(conversation, talk.left(id));
    }
    if (talk != null && nobodys && inLine(talk.ticket()) != null) {
      end(talk.ticket(), TicketEvent.Why.LEFT);
    }
    if (talk != null && id.equals(talk.peer())) {
      state.observed = state.observed * REMEMBERED + 1;
      state.mean += ((now() - talk.since()) / MINUTE - state.mean) / state.observed;
      state.tickets.remove(talk.ticket());
    }
    if (talk != null && (nobodys || id.equals(talk.peer()))) {
      state.talks.remove(conversation);
    }
    if (freed) {
      change(id, each -> each.without(conversation).restedAt(now()));
      offerable(id);
      bells.ring(id.value(), "duty|places");
    }
  }

  /** The outbox; what is acknowledged leaves it. */
  public List<Accepted> accepted() {
    return List.copyOf(state.out);
  }

  /** As {@code settle.lua}. */
  public void acknowledge(Accepted accepted) {
    state.out.remove(accepted);
    Peer peer = state.peers.get(accepted.peer());
    Talk talk = state.talks.get(accepted.conversation());
    if (peer != null
        && talk != null
        && accepted.peer().equals(talk.peer())
        && Long.valueOf(Long.MAX_VALUE).equals(peer.places().get(accepted.conversation()))) {
      believe(accepted.peer(), accepted.conversation());
    }
  }

  /** Tickets that ended without a match; what is acknowledged leaves the list. */
  public List<Ended> ended() {
    return List.copyOf(state.ended);
  }

  /** An ended ticket has been dealt with. */
  public void acknowledge(Ended ended) {
    state.ended.remove(ended);
  }

  /** As {@code reap.lua}. */
  public int reap() {
    List<String> overdue =
        state.deadlines.entrySet().stream()
            .filter(each -> each.getValue() <= now())
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList();
    for (String member : overdue) {
      if (state.deadlines.remove(member) != null) {
        String[] parts = member.split(":", 2);
        reap(parts[0], parts[1]);
      }
    }
    return overdue.size();
  }

  /** When something is due next, empty when nothing is; epoch milliseconds. */
  public Optional<Long> nextDeadline() {
    return state.deadlines.values().stream().min(Long::compare);
  }

  /** As {@code census.lua}. */
  public Census census() {
    long first = state.line.stream().mapToLong(Ticket::arrived).min().orElse(now());
    int free = 0;
    int on = 0;
    for (Peer peer : state.peers.values()) {
      if (peer.on()) {
        on++;
        free += Math.max(0, peer.request().places() - peer.places().size());
      }
    }
    return new Census(
        state.line.size(), Duration.ofMillis(now() - first), on, free, supervisorsNow());
  }

  /** As {@code supervisors.lua}. */
  public void supervisors(String node, int count) {
    state.supervisors.put(
        node, new MemoryState.Supervisors(count, now() + SUPERVISORS_FOR.toMillis()));
    bells.ring("door", "look");
  }

  /** As {@code door.lua}. */
  public Door door(String language) {
    boolean peer =
        state.peers.values().stream()
            .anyMatch(each -> each.on() && each.request().languages().contains(language));
    boolean isSupervised = supervisorsNow() > 0;
    if (!peer) {
      return isSupervised ? Door.NO_PEER : Door.NOBODY;
    }
    return isSupervised ? Door.OPEN : Door.NO_SUPERVISOR;
  }

  /** As {@code door.lua}. */
  public Outlook outlook(String language) {
    Door door = door(language);
    List<Peer> there =
        state.peers.values().stream()
            .filter(each -> each.on() && each.request().languages().contains(language))
            .toList();
    Waits.Seen seen =
        new Waits.Seen(
            state.line.stream().filter(each -> each.needs().language().equals(language)).count(),
            state.line.stream()
                .filter(each -> each.needs().language().equals(language))
                .filter(each -> each.state() == State.WAITING && !each.wish().isForLived())
                .count(),
            there.stream().filter(Peer::isFree).count(),
            there.stream().mapToLong(each -> each.request().places()).sum(),
            state.observed,
            state.mean);
    return new Outlook(
        door,
        door == Door.NO_PEER || door == Door.NOBODY ? null : Waits.range(seen).orElse(null),
        Instant.ofEpochMilli(now()));
  }

  /** As {@code inspect.lua}. */
  public Inspection inspect() {
    List<Line.FreePeer> onDuty =
        state.peers.values().stream()
            .filter(Peer::on)
            .map(peer -> peer.isFree() ? peer.seen() : peer.seen().busy())
            .toList();
    List<Inspection.Waiting> tickets = new ArrayList<>();
    state.tickets.values().stream()
        .filter(ticket -> ticket.state() != null)
        .sorted(state.line.comparator())
        .limit(INSPECTED)
        .forEach(ticket -> tickets.add(inspected(ticket, onDuty)));
    List<Inspection.OnDuty> peers = new ArrayList<>();
    for (Peer peer : state.peers.values()) {
      if (peer.on()) {
        peers.add(inspected(peer));
      }
    }
    return new Inspection(tickets, peers, state.line.size(), Instant.ofEpochMilli(now()));
  }

  private Inspection.Waiting inspected(Ticket ticket, List<Line.FreePeer> onDuty) {
    State where = java.util.Objects.requireNonNull(ticket.state());
    return new Inspection.Waiting(
        ticket.id(),
        ticket.conversation(),
        where,
        ticket.band(),
        ticket.needs().language(),
        ticket.wish(),
        where == State.AWAY ? 0 : (int) ahead(ticket, other -> true) + 1,
        Instant.ofEpochMilli(ticket.arrived()),
        where == State.WAITING
            ? Policy.reasons(ticket.seen(), onDuty)
            : List.of(where == State.AWAY ? "away" : "offered"));
  }

  private Inspection.OnDuty inspected(Peer peer) {
    OfferId offer = peer.offer();
    Offer held = offer == null ? null : state.offers.get(offer);
    return new Inspection.OnDuty(
        peer.request().peer(),
        peer.request().certificate(),
        peer.request().languages(),
        peer.request().topics(),
        seen(duty(peer.request().peer())),
        peer.answers(),
        held == null ? null : held.ticket());
  }

  /** As others see it. */
  private static Duty seen(Duty duty) {
    return new Duty(
        duty.on(), duty.capacity(), duty.taken(), duty.restsUntil(), Set.of(), Set.of());
  }

  private void reap(String kind, String id) {
    switch (kind) {
      case "offer" -> expire(new OfferId(id));
      case "away" -> {
        Ticket ticket = inLine(new TicketId(id));
        if (ticket != null && ticket.state() == State.AWAY) {
          end(ticket.id(), TicketEvent.Why.AWAY_TOO_LONG);
        }
      }
      case "peer" -> offDuty(new PeerId(id), "silent");
      case "place" -> {
        String[] parts = id.split(":", 2);
        PeerId peer = new PeerId(parts[0]);
        change(peer, each -> each.without(parts[1]));
        offerable(peer);
        bells.ring(peer.value(), "duty|places");
      }
      case "known" -> anyoneFrom(new TicketId(id));
      case "ask" -> {
        Ticket ticket = inLine(new TicketId(id));
        if (ticket != null) {
          put(ticket.askedNow());
          bells.ring(id, "asked");
        }
      }
      case "look" -> {
        Ticket ticket = inLine(new TicketId(id));
        if (ticket != null) {
          end(ticket.id(), TicketEvent.Why.NOBODY);
        }
      }
      case "rest" -> {
        PeerId peer = new PeerId(id);
        change(peer, each -> each.resting(null));
        offerable(peer);
        bells.ring(id, "duty|breather");
      }
      default -> throw new IllegalStateException("deadline of kind " + kind);
    }
  }

  private void expire(OfferId offer) {
    Offer held = state.offers.get(offer);
    if (held == null) {
      return;
    }
    PeerId peer = held.peer();
    change(
        peer,
        each ->
            each.restedAt(now()).answering(each.missed() + 1, plus(each.answers(), 0, 0, 0, 1)));
    notTaken(held.ticket(), peer);
    waits(dropOffer(offer, "expired"), TicketEvent.Because.RETURNED);
    Peer now = state.peers.get(peer);
    if (now != null && now.missed() >= MISSED_IN_A_ROW) {
      offDuty(peer, "missed_offers");
    }
  }

  private void notTaken(TicketId id, PeerId peer) {
    Ticket ticket = state.tickets.get(id);
    if (ticket != null && peer.equals(ticket.needs().known())) {
      anyoneFrom(id);
      put(java.util.Objects.requireNonNull(state.tickets.get(id)).knowsNobody());
    }
  }

  private void anyoneFrom(TicketId id) {
    Ticket ticket = state.tickets.get(id);
    if (ticket != null && ticket.only()) {
      put(ticket.only(false));
      notDue("known", id.value());
      bells.ring("engine", "look");
    }
  }

  private void offDuty(PeerId id, @Nullable String cause) {
    Peer peer = state.peers.get(id);
    if (peer == null || !peer.on()) {
      return;
    }
    change(id, each -> each.on(false, each.onSince()));
    notDue("peer", id.value());
    OfferId offer = peer.offer();
    if (offer != null) {
      waits(dropOffer(offer, "withdrawn"), TicketEvent.Because.RETURNED);
    }
    List.copyOf(state.tickets.values()).stream()
        .filter(ticket -> ticket.only() && id.equals(ticket.needs().known()))
        .forEach(ticket -> anyoneFrom(ticket.id()));
    dutyMoved(peer.request());
    if (cause != null) {
      bells.ring(id.value(), "duty|" + cause);
    }
  }

  private TicketId dropOffer(OfferId offer, @Nullable String why) {
    Offer held = java.util.Objects.requireNonNull(state.offers.remove(offer));
    notDue("offer", offer.value());
    change(held.peer(), each -> each.without(held.conversation()).offered(null));
    Ticket ticket = java.util.Objects.requireNonNull(state.tickets.get(held.ticket()));
    put(ticket.in(ticket.state(), null));
    offerable(held.peer());
    if (why != null) {
      bells.ring(held.peer().value(), "gone|" + offer + "|" + why);
    }
    return held.ticket();
  }

  private void goAway(Ticket ticket) {
    OfferId offer = ticket.offer();
    if (offer != null) {
      dropOffer(offer, "withdrawn");
    }
    outOfLine(ticket, TicketEvent.Because.LEFT);
    Ticket now = java.util.Objects.requireNonNull(state.tickets.get(ticket.id()));
    state.tickets.put(ticket.id(), now.in(State.AWAY, null));
    due("away", ticket.id().value(), now() + settings.awayFor().toMillis());
  }

  private void end(TicketId id, TicketEvent.Why why) {
    Ticket ticket = java.util.Objects.requireNonNull(state.tickets.get(id));
    OfferId offer = ticket.offer();
    if (offer != null) {
      dropOffer(offer, "withdrawn");
    }
    outOfLine(ticket, TicketEvent.Because.LEFT);
    forgetTimes(id);
    Talk talk = state.talks.get(ticket.conversation());
    PeerId stays = talk == null ? null : talk.stays();
    if (talk != null && stays != null) {
      state.talks.put(ticket.conversation(), new Talk(id, stays, talk.since(), null));
      state.tickets.put(id, ticket.at(ticket.turn() - 1).in(null, null));
    } else {
      state.tickets.remove(id);
    }
    state.ended.add(
        new Ended(
            entry(),
            id,
            ticket.conversation(),
            ticket.turn(),
            why,
            Duration.ofMillis(now() - ticket.since())));
    bells.ring(id.value(), "gone|" + why.name().toLowerCase(java.util.Locale.ROOT));
  }

  private void waits(TicketId id, TicketEvent.Because because) {
    Ticket ticket = java.util.Objects.requireNonNull(state.tickets.get(id));
    put(ticket.in(State.WAITING, null));
    lineMoved(ticket, because);
  }

  private void outOfLine(Ticket ticket, TicketEvent.Because because) {
    Ticket now = java.util.Objects.requireNonNull(state.tickets.get(ticket.id()));
    state.line.remove(now);
    notDue("away", ticket.id().value());
    lineMoved(ticket, because);
  }

  /** Keeps a ticket, and the line in the order of what it now is. */
  private void put(Ticket ticket) {
    Ticket before = state.tickets.put(ticket.id(), ticket);
    if (before != null) {
      state.line.remove(before);
    }
    if (ticket.state() == State.WAITING || ticket.state() == State.OFFERED) {
      state.line.add(ticket);
    }
  }

  private Ticket successor(Ticket before, PeerId left, HandOver request) {
    Set<PeerId> avoid = new HashSet<>(before.needs().avoid());
    avoid.add(left);
    long raised =
        Math.min(before.priority(), before.arrived() - request.band().headStart().toMillis());
    return new Ticket(
        request.ticket(),
        before.conversation(),
        new Needs(before.needs().language(), before.needs().clearance(), avoid, null),
        before.wish(),
        raised < before.priority() ? request.band() : before.band(),
        before.arrived(),
        now(),
        raised,
        before.turn() + 1,
        null,
        before.version(),
        null,
        false,
        false);
  }

  private void bePatient(@Nullable Ticket ticket) {
    if (ticket == null) {
      return;
    }
    notDue("ask", ticket.id().value());
    if (ticket.wish().isForLived()) {
      due("ask", ticket.id().value(), now() + ticket.wish().patience().toMillis());
    }
  }

  private void forgetTimes(TicketId id) {
    notDue("known", id.value());
    notDue("ask", id.value());
    notDue("look", id.value());
  }

  private void offerable(PeerId id) {
    Peer peer = state.peers.get(id);
    if (peer != null && peer.isFree()) {
      bells.ring("engine", "look");
    }
  }

  private void change(PeerId id, UnaryOperator<Peer> how) {
    state.peers.computeIfPresent(id, (key, peer) -> how.apply(peer));
  }

  private void believe(PeerId id, String conversation) {
    long until = now() + settings.placeFor().toMillis();
    change(id, each -> each.with(conversation, until));
    due("place", id + ":" + conversation, until);
  }

  private void beats(PeerId id) {
    due("peer", id.value(), now() + settings.peerSilentFor().toMillis());
  }

  private void dutyMoved(DutyRequest request) {
    bells.ring("door", "look");
    request.languages().forEach(language -> bells.ring("line:" + language, "moved|duty"));
  }

  private void lineMoved(Ticket ticket, TicketEvent.Because because) {
    bells.ring(
        "line:" + ticket.needs().language(),
        "moved|" + because.name().toLowerCase(java.util.Locale.ROOT));
    bells.ring("engine", "look");
  }

  private long ahead(Ticket ticket, java.util.function.Predicate<Ticket> like) {
    return state.line.headSet(ticket).stream()
        .filter(other -> other.needs().language().equals(ticket.needs().language()))
        .filter(like)
        .count();
  }

  private boolean isOn(PeerId id) {
    Peer peer = state.peers.get(id);
    return peer != null && peer.on();
  }

  private boolean covers(PeerId id, Band band, Needs needs) {
    Peer peer = state.peers.get(id);
    return peer != null && peer.request().certificate().covers(band, needs);
  }

  private boolean avoids(PeerId id, Wish wish) {
    Peer peer = state.peers.get(id);
    return peer != null && peer.avoids(wish);
  }

  private static boolean mayServe(Peer peer, Ticket ticket) {
    return peer.request().languages().contains(ticket.needs().language())
        && !peer.avoids(ticket.wish())
        && peer.request().certificate().covers(ticket.band(), ticket.needs())
        && (!ticket.wish().isForLived()
            || ticket.wish().topics().stream().anyMatch(peer.request().topics()::contains));
  }

  private int supervisorsNow() {
    return state.supervisors.values().stream()
        .filter(each -> each.until() > now())
        .mapToInt(MemoryState.Supervisors::count)
        .sum();
  }

  private @Nullable Ticket inLine(TicketId id) {
    Ticket ticket = state.tickets.get(id);
    return ticket == null || ticket.state() == null ? null : ticket;
  }

  private void due(String kind, String id, long at) {
    state.deadlines.put(kind + ":" + id, at);
  }

  private void notDue(String kind, String id) {
    state.deadlines.remove(kind + ":" + id);
  }

  private String entry() {
    return Long.toString(++state.entries);
  }

  private long now() {
    return clock.getAsLong();
  }

  private static Answers plus(Answers counts, int offered, int accepted, int declined, int missed) {
    return new Answers(
        counts.offered() + offered,
        counts.accepted() + accepted,
        counts.declined() + declined,
        counts.missed() + missed);
  }
}
