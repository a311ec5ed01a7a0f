package org.porchlight.matching.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.porchlight.matching.contract.Hall.NINE;
import static org.porchlight.matching.contract.Hall.now;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.porchlight.matching.Accepted;
import org.porchlight.matching.Answer;
import org.porchlight.matching.Band;
import org.porchlight.matching.Certificate;
import org.porchlight.matching.DutyRequest;
import org.porchlight.matching.Inspection;
import org.porchlight.matching.Level;
import org.porchlight.matching.Line.FreePeer;
import org.porchlight.matching.Line.Ticket;
import org.porchlight.matching.Needs;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.Return;
import org.porchlight.matching.TicketId;
import org.porchlight.matching.Wants;
import org.porchlight.matching.Wish;
import org.porchlight.matching.contract.Hall.Peer;
import org.porchlight.matching.contract.Hall.Seeker;
import org.porchlight.matching.policy.Policy;

/**
 * Random acts by seekers and peers beside a small model: after each act, once the engines have come
 * to rest, every ticket is where the model says, at its place by priority time, nobody is with two
 * peers, no peer has more than their places, and nobody was overtaken who would have done.
 */
final class RandomNight {
  private static final List<String> TOPICS = List.of("grief", "work", "family");
  private static final int MOST_WAITING = 25;

  private final Hall hall;
  private final Random random;
  private final Map<TicketId, Waiting> line = new HashMap<>();
  private final Map<PeerId, Peer> peers = new LinkedHashMap<>();
  private final List<Accepted> talking = new ArrayList<>();
  private final Set<TicketId> matched = new HashSet<>();
  private final Map<PeerId, Set<String>> avoided = new HashMap<>();
  private Map<PeerId, TicketId> offeredBefore = Map.of();
  private final Map<TicketId, Needs> needs = new HashMap<>();
  private int joined;

  RandomNight(Hall hall, long seed) {
    this.hall = hall;
    this.random = new Random(seed);
  }

  private record Waiting(Seeker seeker, long arrived, Band band, boolean away) {
    long priority() {
      return arrived - band.headStart().toMillis();
    }
  }

  void play(int acts) {
    for (Level level : List.of(Level.INDEPENDENT, Level.INDEPENDENT, Level.SUPERVISED)) {
      Peer peer =
          hall.onDuty(
              new Certificate(level, random.nextBoolean()),
              1 + random.nextInt(3),
              random.nextBoolean() ? new String[] {"grief"} : new String[] {"grief", "work"});
      peers.put(peer.id(), peer);
      changesWhatTheyAvoid(peer.id());
    }
    for (int i = 0; i < acts; i++) {
      act();
      rest();
      check();
    }
    everyoneComesThrough();
  }

  private void act() {
    switch (random.nextInt(11)) {
      case 0, 1, 2 -> join();
      case 3 -> anyone().ifPresent(this::leave);
      case 4 -> anyone().ifPresent(this::awayOrBack);
      case 5 -> anyone().ifPresent(this::raise);
      case 6, 7 -> answer(true);
      case 8 -> answer(false);
      case 9 -> {
        List<PeerId> all = List.copyOf(peers.keySet());
        changesWhatTheyAvoid(all.get(random.nextInt(all.size())));
      }
      default -> end();
    }
  }

  /** The same duty with other topics that they would rather not take, or none. */
  private void changesWhatTheyAvoid(PeerId peer) {
    Set<String> avoid =
        random.nextBoolean() ? Set.of() : Set.of(TOPICS.get(random.nextInt(TOPICS.size())));
    avoided.put(peer, avoid);
    Inspection.OnDuty was =
        now(hall.queue.inspect()).peers().stream()
            .filter(each -> each.peer().equals(peer))
            .findFirst()
            .orElseThrow();
    now(
        hall.queue.onDuty(
            new DutyRequest(
                peer,
                was.certificate(),
                was.languages(),
                was.topics(),
                avoid,
                Math.max(1, was.duty().capacity()))));
  }

  private void join() {
    if (line.size() >= MOST_WAITING) {
      return;
    }
    Band band = Band.values()[random.nextInt(4)];
    Wants wants = random.nextInt(3) == 0 ? Wants.LIVED : Wants.ANYONE;
    Needs its = new Needs("en", random.nextInt(5) == 0, Set.of(), null);
    Seeker seeker =
        hall.join(
            NINE.plusSeconds(joined * 60L),
            band,
            its,
            Wish.of(wants, Set.of(TOPICS.get(random.nextInt(3)))));
    line.put(
        seeker.ticket(),
        new Waiting(seeker, NINE.plusSeconds(joined * 60L).toEpochMilli(), band, false));
    needs.put(seeker.ticket(), its);
    joined++;
  }

  private void leave(Waiting waiting) {
    assertThat(now(hall.queue.leave(waiting.seeker().ticket()))).isTrue();
    line.remove(waiting.seeker().ticket());
  }

  private void awayOrBack(Waiting waiting) {
    TicketId ticket = waiting.seeker().ticket();
    if (waiting.away()) {
      assertThat(now(hall.queue.back(ticket))).isEqualTo(Return.THERE);
    } else {
      assertThat(now(hall.queue.away(ticket))).isTrue();
    }
    line.put(
        ticket, new Waiting(waiting.seeker(), waiting.arrived(), waiting.band(), !waiting.away()));
  }

  private void raise(Waiting waiting) {
    Band band = Band.values()[random.nextInt(4)];
    assertThat(now(hall.queue.raise(waiting.seeker().ticket(), band))).isTrue();
    if (band.compareTo(waiting.band()) > 0) {
      line.put(
          waiting.seeker().ticket(),
          new Waiting(waiting.seeker(), waiting.arrived(), band, waiting.away()));
    }
  }

  private void answer(boolean accept) {
    List<PeerId> asked = new ArrayList<>(offeredBefore.keySet());
    if (asked.isEmpty()) {
      return;
    }
    PeerId peer = asked.get(random.nextInt(asked.size()));
    TicketId ticket = offeredBefore.get(peer);
    Peer who = java.util.Objects.requireNonNull(peers.get(peer));
    if (!accept) {
      now(hall.queue.decline(peer, who.offer()));
      return;
    }
    await().until(() -> now(hall.queue.accept(peer, who.offer())) == Answer.DONE);
    Accepted accepted = now(hall.queue.accepted("night", Duration.ofMinutes(1)).next());
    assertThat(accepted.ticket()).isEqualTo(ticket);
    assertThat(accepted.peer()).isEqualTo(peer);
    assertThat(matched.add(accepted.ticket())).as("matched once").isTrue();
    now(hall.queue.acknowledge(accepted).thenReturn(true));
    talking.add(accepted);
    line.remove(accepted.ticket());
  }

  private void end() {
    if (!talking.isEmpty()) {
      Accepted over = talking.remove(random.nextInt(talking.size()));
      hall.queue.release(over.peer(), over.conversation()).block(Duration.ofSeconds(10));
    }
  }

  /** Until the engines have nothing left to offer. */
  private void rest() {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> Policy.decide(now(hall.line.candidates(100))).isEmpty());
  }

  private void check() {
    Inspection seen = now(hall.queue.inspect());
    Map<TicketId, Inspection.Waiting> tickets = new HashMap<>();
    seen.tickets().forEach(each -> tickets.put(each.ticket(), each));
    assertThat(tickets.keySet()).as("nobody is lost").isEqualTo(line.keySet());
    List<Waiting> order =
        line.values().stream()
            .filter(each -> !each.away())
            .sorted(
                Comparator.comparingLong(Waiting::priority)
                    .thenComparing(each -> each.seeker().ticket().value()))
            .toList();
    line.values()
        .forEach(each -> {
          Inspection.Waiting there =
              java.util.Objects.requireNonNull(tickets.get(each.seeker().ticket()));
          assertThat(there.state() == Inspection.State.AWAY).isEqualTo(each.away());
          assertThat(there.position()).as("place").isEqualTo(order.indexOf(each) + 1);
          assertThat(there.band()).isEqualTo(each.band());
        });
    Map<PeerId, TicketId> offered = new HashMap<>();
    seen.peers()
        .forEach(peer -> {
          assertThat(peer.duty().taken()).isLessThanOrEqualTo(peer.duty().capacity());
          TicketId held = peer.offer();
          if (held != null) {
            offered.put(peer.peer(), held);
          }
        });
    assertThat(offered.values()).as("with one peer").doesNotHaveDuplicates();
    offered.forEach((peer, ticket) ->
        assertThat(
                java.util.Objects.requireNonNull(tickets.get(ticket)).wish().topics().stream()
                    .filter(avoided.getOrDefault(peer, Set.of())::contains))
            .as("offered to a peer who would rather not take it")
            .isEmpty());
    nobodyWasOvertaken(seen, offered);
    offeredBefore = offered;
  }

  private void nobodyWasOvertaken(Inspection seen, Map<PeerId, TicketId> offered) {
    offered.forEach((peer, ticket) -> {
      if (ticket.equals(offeredBefore.get(peer))) {
        return;
      }
      FreePeer free =
          seen.peers().stream()
              .filter(each -> each.peer().equals(peer))
              .map(each ->
                  new FreePeer(
                      peer,
                      each.certificate(),
                      each.languages(),
                      each.topics(),
                      avoided.getOrDefault(peer, Set.of()),
                      1,
                      0,
                      0))
              .findFirst()
              .orElseThrow();
      int place = place(seen, ticket);
      for (Inspection.Waiting earlier : seen.tickets()) {
        if (earlier.state() == Inspection.State.WAITING && earlier.position() < place) {
          assertThat(Policy.mayMeet(asSeen(earlier), free)).as("overtaken").isFalse();
        }
      }
    });
  }

  private Ticket asSeen(Inspection.Waiting waiting) {
    Waiting known = java.util.Objects.requireNonNull(line.get(waiting.ticket()));
    return new Ticket(
        waiting.ticket(),
        needs.getOrDefault(waiting.ticket(), Needs.of("en")),
        waiting.wish(),
        waiting.band(),
        known.priority(),
        known.arrived(),
        false,
        0);
  }

  private static int place(Inspection seen, TicketId ticket) {
    return seen.tickets().stream()
        .filter(each -> each.ticket().equals(ticket))
        .findFirst()
        .orElseThrow()
        .position();
  }

  private java.util.Optional<Waiting> anyone() {
    List<Waiting> all = List.copyOf(line.values());
    return all.isEmpty()
        ? java.util.Optional.empty()
        : java.util.Optional.of(all.get(random.nextInt(all.size())));
  }

  /** Back, and with a peer who may take anybody: in the end nobody is left. */
  private void everyoneComesThrough() {
    Peer all =
        hall.onDuty(new Certificate(Level.INDEPENDENT, true), 3, TOPICS.toArray(String[]::new));
    peers.put(all.id(), all);
    rest();
    check();
    for (Waiting each : List.copyOf(line.values())) {
      if (each.away()) {
        awayOrBack(each);
        rest();
        check();
      }
    }
    for (int i = 0; !line.isEmpty(); i++) {
      assertThat(i).as("rounds until nobody waits").isLessThan(1_000);
      rest();
      check();
      if (offeredBefore.isEmpty()) {
        end();
      } else {
        answer(true);
      }
    }
    assertThat(matched).hasSizeLessThanOrEqualTo(joined);
  }
}
