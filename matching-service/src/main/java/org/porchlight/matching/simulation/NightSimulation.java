package org.porchlight.matching.simulation;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.porchlight.matching.Accepted;
import org.porchlight.matching.Answer;
import org.porchlight.matching.Band;
import org.porchlight.matching.Certificate;
import org.porchlight.matching.DutyRequest;
import org.porchlight.matching.Level;
import org.porchlight.matching.Line.Candidates;
import org.porchlight.matching.Line.Claim;
import org.porchlight.matching.Line.Lease;
import org.porchlight.matching.Line.Ticket;
import org.porchlight.matching.MatchingSettings;
import org.porchlight.matching.Needs;
import org.porchlight.matching.OfferId;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.TicketId;
import org.porchlight.matching.TicketRequest;
import org.porchlight.matching.Wants;
import org.porchlight.matching.Wish;
import org.porchlight.matching.policy.Policy;
import org.porchlight.matching.policy.Policy.Match;

/**
 * Plays a night, event after event, on the line in memory and under the real policy. The same night
 * is the same to the last number.
 */
public final class NightSimulation {
  private static final Lease LEASE = new Lease("simulation", "simulation");
  private static final int DEPTH = 64;
  private static final int DEEPEST = 4_096;
  private static final String LANGUAGE = "en";

  private final Night night;
  private final Random random;
  private final MemoryPool pool;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Map<TicketId, Came> seekers = new HashMap<>();
  private final Map<PeerId, Integer> conversations = new HashMap<>();
  private final List<PeerId> onDuty = new ArrayList<>();
  private final Map<Band, List<Long>> waits = new EnumMap<>(Band.class);
  private final Map<Band, List<Long>> served = new EnumMap<>(Band.class);
  private long now;
  private long order;
  private int waited;
  private int abandoned;
  private int overtakings;
  private int wrongly;

  private NightSimulation(Night night) {
    this.night = night;
    this.random = new Random(night.seed());
    MatchingSettings settings = MatchingSettings.defaults();
    Duration ever = Duration.ofDays(3_650);
    this.pool =
        new MemoryPool(
            new MatchingSettings("night", ever, ever, ever, ever, settings.knownFor(), ever),
            () -> now,
            MemoryPool.Bells.HEARD);
  }

  /** A seeker, and when they came. */
  private record Came(Band band, long at) {}

  private record Event(long at, long order, Runnable act) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
    }
  }

  /** Plays a night to its end: whoever still waits then is not counted. */
  public static NightReport play(Night night) {
    return new NightSimulation(night).play();
  }

  private NightReport play() {
    for (int hour = 0; hour < night.hours().size(); hour++) {
      Night.Hour each = night.hours().get(hour);
      long from = Duration.ofHours(hour).toMillis();
      at(from, () -> staff(each.peers()));
      long until = from + Duration.ofHours(1).toMillis();
      double mean = Duration.ofHours(1).toMillis() / Math.max(each.arrivals(), 1e-9);
      for (long next = from + exponential(mean); next < until; next += exponential(mean)) {
        at(next, this::arrive);
      }
    }
    long end = Duration.ofHours(night.hours().size()).toMillis();
    while (!events.isEmpty() && events.peek().at() < end) {
      Event event = events.poll();
      now = event.at();
      event.act().run();
      match();
    }
    return report();
  }

  /** Whoever has been on longest goes off first. */
  private void staff(int peers) {
    while (onDuty.size() > peers) {
      pool.offDuty(onDuty.removeFirst());
    }
    while (onDuty.size() < peers) {
      PeerId peer = new PeerId(id());
      Set<String> topics = new HashSet<>();
      while (topics.size() < Math.min(night.people().livedByPeer(), night.people().topics())) {
        topics.add(topic());
      }
      Level level =
          random.nextDouble() < night.people().supervised() ? Level.SUPERVISED : Level.INDEPENDENT;
      pool.onDuty(
          new DutyRequest(
              peer, new Certificate(level, true), Set.of(LANGUAGE), topics, night.capacity()));
      onDuty.add(peer);
      conversations.put(peer, 0);
    }
  }

  private void arrive() {
    TicketId ticket = new TicketId(id());
    Band band = band();
    Set<String> topics = night.people().topics() == 0 ? Set.of() : Set.of(topic());
    Wants wants = random.nextDouble() < night.people().lived() ? Wants.LIVED : Wants.ANYONE;
    seekers.put(ticket, new Came(band, now));
    pool.join(
        new TicketRequest(
            ticket,
            ticket.value(),
            Needs.of(LANGUAGE),
            Wish.of(wants, topics),
            band,
            Instant.ofEpochMilli(now)));
    match();
    if (pool.isWaiting(ticket)) {
      waited++;
    }
    Duration patience = night.patience();
    if (patience != null) {
      at(now + exponential(patience.toMillis()), () -> giveUp(ticket));
    }
  }

  private void giveUp(TicketId ticket) {
    if (pool.leave(ticket)) {
      abandoned++;
      ended(ticket, false);
    }
  }

  private void ended(TicketId ticket, boolean talks) {
    Came came = seekers.remove(ticket);
    if (came != null) {
      waits.computeIfAbsent(came.band(), none -> new ArrayList<>()).add(now - came.at());
      if (talks) {
        served.computeIfAbsent(came.band(), none -> new ArrayList<>()).add(now - came.at());
      }
    }
  }

  private void match() {
    pool.holds(LEASE);
    for (int depth = DEPTH; depth <= DEEPEST; ) {
      Candidates candidates = pool.candidates(depth);
      List<Match> matches = Policy.decide(candidates);
      if (matches.isEmpty() && !candidates.isPartial()) {
        return;
      }
      depth = matches.isEmpty() ? depth * 2 : depth;
      watchTheOrder(candidates, matches);
      matches.forEach(this::offer);
    }
  }

  private void watchTheOrder(Candidates candidates, List<Match> matches) {
    Set<TicketId> matched = new HashSet<>();
    matches.forEach(match -> matched.add(match.ticket().id()));
    for (Match match : matches) {
      for (Ticket other : candidates.tickets()) {
        if (Policy.ORDER.compare(other, match.ticket()) < 0 && !matched.contains(other.id())) {
          overtakings++;
          wrongly += Policy.mayMeet(other, match.peer()) ? 1 : 0;
        }
      }
    }
  }

  private void offer(Match match) {
    OfferId offer = new OfferId(id());
    PeerId peer = match.peer().id();
    if (pool.claim(LEASE, match.ticket(), match.peer(), offer, match.why()) == Claim.OFFERED) {
      if (night.answerAfter().isZero()) {
        accept(peer, offer);
      } else {
        at(now + night.answerAfter().toMillis(), () -> accept(peer, offer));
      }
    }
  }

  private void accept(PeerId peer, OfferId offer) {
    if (pool.accept(peer, offer) == Answer.DONE) {
      for (Accepted accepted : pool.accepted()) {
        pool.acknowledge(accepted);
        ended(accepted.ticket(), true);
        conversations.merge(peer, 1, Integer::sum);
        at(
            now + exponential(night.conversation().toMillis()),
            () -> pool.release(peer, accepted.conversation()));
      }
    }
  }

  private NightReport report() {
    return new NightReport(
        waits.values().stream().mapToInt(List::size).sum(),
        waited,
        abandoned,
        sorted(waits),
        sorted(served),
        overtakings,
        wrongly,
        conversations.values().stream().mapToInt(Integer::intValue).toArray());
  }

  private static Map<Band, NightReport.Waits> sorted(Map<Band, List<Long>> times) {
    Map<Band, NightReport.Waits> sorted = new EnumMap<>(Band.class);
    times.forEach((band, list) ->
        sorted.put(
            band,
            new NightReport.Waits(list.stream().mapToLong(Long::longValue).sorted().toArray())));
    return sorted;
  }

  private void at(long time, Runnable act) {
    events.add(new Event(time, order++, act));
  }

  private long exponential(double mean) {
    return Math.round(-mean * Math.log(1 - random.nextDouble()));
  }

  private Band band() {
    double left = random.nextDouble();
    for (Band band : Band.values()) {
      left -= night.people().bands().getOrDefault(band, 0.0);
      if (left < 0) {
        return band;
      }
    }
    return Band.ORDINARY;
  }

  private String topic() {
    return "topic-" + random.nextInt(night.people().topics());
  }

  private String id() {
    byte[] bytes = ByteBuffer.allocate(16).putLong(random.nextLong()).putLong(order++).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
