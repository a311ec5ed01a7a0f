package org.porchlight.matching.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.porchlight.matching.Accepted;
import org.porchlight.matching.Band;
import org.porchlight.matching.Certificate;
import org.porchlight.matching.DutyRequest;
import org.porchlight.matching.Inspection;
import org.porchlight.matching.Level;
import org.porchlight.matching.Line;
import org.porchlight.matching.MatchingSettings;
import org.porchlight.matching.Needs;
import org.porchlight.matching.OfferId;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.TicketId;
import org.porchlight.matching.TicketRequest;
import org.porchlight.matching.Wish;
import org.porchlight.matching.policy.Policy;
import org.porchlight.matching.policy.Policy.Match;

/**
 * A small world for the explorer: seekers and peers, two engines, two consumers of the outbox, the
 * table of matches and the conversations. Every step of an engine and of the saga is an action of
 * its own, so that anything may happen, and anyone die, between two of them.
 */
final class World {
  private static final MatchingSettings SETTINGS =
      new MatchingSettings(
          "world",
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          Duration.ofDays(1),
          Duration.ofDays(1),
          Duration.ofMinutes(2),
          Duration.ofSeconds(5));

  /** How often the costly things may happen on a path, so that the paths are finitely many. */
  record Budget(int deaths, int waits, int declines, int leaves, int releases) {}

  private static final class Engine {
    String token = "0";
    List<Match> decided = List.of();

    Engine copy() {
      Engine copy = new Engine();
      copy.token = token;
      copy.decided = decided;
      return copy;
    }
  }

  /** Where a consumer is in the saga of one entry. */
  private enum Step {
    TAKEN,
    RECORDED,
    OPENED
  }

  private record Work(Accepted entry, Step step) {}

  /** An action with its name; the names of those that crash say between which steps. */
  record Action(String name, Consumer<World> act) {}

  private final MemoryPool pool;
  private long now;
  private int offers;
  private int deaths;
  private int waits;
  private int declines;
  private int leaves;
  private int releases;
  private final Budget budget;
  private final boolean hasty;
  private final List<TicketId> tickets;
  private final List<PeerId> peers;
  private final Engine[] engines;
  private final @Nullable Work[] consumers;
  private final Map<String, PeerId> rows;
  private final Map<String, PeerId> open;
  private final Set<String> left;
  private final Set<String> over;
  private final Map<OfferId, PeerId> seen;

  World(int seekers, int peersOnDuty, Budget budget) {
    this(seekers, peersOnDuty, budget, false);
  }

  /**
   * A world at nine in the evening.
   *
   * @param hasty whether consumers acknowledge before they open, which is a mistake
   */
  World(int seekers, int peersOnDuty, Budget budget, boolean hasty) {
    this.budget = budget;
    this.hasty = hasty;
    this.now = Instant.parse("2026-01-01T21:00:00Z").toEpochMilli();
    this.pool = new MemoryPool(SETTINGS, () -> now, MemoryPool.Bells.HEARD);
    this.tickets = new ArrayList<>();
    this.peers = new ArrayList<>();
    this.engines = new Engine[] {new Engine(), new Engine()};
    this.consumers = new Work[2];
    this.rows = new TreeMap<>();
    this.open = new TreeMap<>();
    this.left = new TreeSet<>();
    this.over = new TreeSet<>();
    this.seen = new HashMap<>();
    for (int i = 0; i < seekers; i++) {
      TicketId ticket = new TicketId(id("ticket", i));
      tickets.add(ticket);
      pool.join(
          new TicketRequest(
              ticket,
              id("talk", i),
              Needs.of("en"),
              Wish.anyone(),
              Band.ORDINARY,
              Instant.ofEpochMilli(now + i)));
    }
    for (int i = 0; i < peersOnDuty; i++) {
      PeerId peer = new PeerId(id("peer", i));
      peers.add(peer);
      pool.onDuty(
          new DutyRequest(
              peer, new Certificate(Level.INDEPENDENT, false), Set.of("en"), Set.of(), 1));
    }
  }

  private World(World other) {
    this.budget = other.budget;
    this.hasty = other.hasty;
    this.now = other.now;
    this.pool = other.pool.copy(() -> now, MemoryPool.Bells.HEARD);
    this.offers = other.offers;
    this.deaths = other.deaths;
    this.waits = other.waits;
    this.declines = other.declines;
    this.leaves = other.leaves;
    this.releases = other.releases;
    this.tickets = other.tickets;
    this.peers = other.peers;
    this.engines = Arrays.stream(other.engines).map(Engine::copy).toArray(Engine[]::new);
    this.consumers = other.consumers.clone();
    this.rows = new TreeMap<>(other.rows);
    this.open = new TreeMap<>(other.open);
    this.left = new TreeSet<>(other.left);
    this.over = new TreeSet<>(other.over);
    this.seen = new HashMap<>(other.seen);
  }

  World after(Action action) {
    World next = new World(this);
    action.act().accept(next);
    return next;
  }

  /** All that can happen next. */
  List<Action> actions() {
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < engines.length; i++) {
      ofEngine(i, actions);
    }
    for (int i = 0; i < consumers.length; i++) {
      ofConsumer(i, actions);
    }
    ofPeople(actions);
    if (waits < budget.waits()) {
      actions.add(new Action("time passes until a lease is over", world -> world.wait(5_000)));
      actions.add(new Action("time passes until an offer is over", world -> world.wait(30_000)));
    }
    return actions;
  }

  private void ofEngine(int i, List<Action> actions) {
    Engine engine = engines[i];
    if (engine.decided.isEmpty()) {
      actions.add(new Action("engine " + i + " looks", world -> world.look(i)));
      return;
    }
    actions.add(new Action("engine " + i + " claims", world -> world.claim(i)));
    if (deaths < budget.deaths()) {
      actions.add(
          new Action("engine " + i + " dies between look and claim", world -> world.restart(i)));
    }
  }

  private void ofConsumer(int i, List<Action> actions) {
    Work work = consumers[i];
    if (work == null) {
      // Any entry, also one that another consumer has: it may only seem dead.
      for (int n = 0; n < pool.accepted().size(); n++) {
        int entry = n;
        actions.add(
            new Action(
                "consumer " + i + " takes entry " + n,
                world ->
                    world.consumers[i] = new Work(world.pool.accepted().get(entry), Step.TAKEN)));
      }
      return;
    }
    actions.add(
        switch (work.step()) {
          case TAKEN -> new Action("consumer " + i + " records", world -> world.record(i));
          case RECORDED -> new Action("consumer " + i + " opens", world -> world.open(i));
          case OPENED -> new Action("consumer " + i + " acknowledges", world -> world.settle(i));
        });
    if (deaths < budget.deaths()) {
      actions.add(
          new Action(
              "consumer " + i + " dies once it has " + work.step(),
              world -> {
                world.deaths++;
                world.consumers[i] = null;
              }));
    }
  }

  private void ofPeople(List<Action> actions) {
    seen.forEach((offer, peer) -> {
      actions.add(new Action(peer + " accepts " + offer, world -> world.accept(peer, offer)));
      if (declines < budget.declines()) {
        actions.add(
            new Action(
                peer + " declines " + offer,
                world -> {
                  world.declines++;
                  world.seen.remove(offer);
                  world.pool.decline(peer, offer);
                }));
      }
    });
    if (leaves < budget.leaves()) {
      for (TicketId ticket : tickets) {
        actions.add(new Action(ticket + " leaves", world -> world.leave(ticket)));
      }
    }
    if (releases < budget.releases()) {
      open.forEach((conversation, peer) -> {
        if (!over.contains(conversation)) {
          actions.add(new Action(conversation + " ends", world -> world.end(conversation, peer)));
        }
      });
    }
  }

  private void look(int i) {
    Line.Lease lease = lease(i);
    if (!pool.holds(lease)) {
      return;
    }
    pool.reap();
    engines[i].decided = Policy.decide(pool.candidates(16));
  }

  private void claim(int i) {
    Match match = engines[i].decided.getFirst();
    engines[i].decided = engines[i].decided.subList(1, engines[i].decided.size());
    OfferId offer = new OfferId(id("offer", ++offers));
    if (pool.claim(lease(i), match.ticket(), match.peer(), offer, match.why())
        == Line.Claim.OFFERED) {
      seen.put(offer, match.peer().id());
    }
  }

  private void restart(int i) {
    deaths++;
    engines[i].decided = List.of();
    engines[i].token = engines[i].token + "'";
  }

  private void accept(PeerId peer, OfferId offer) {
    seen.remove(offer);
    pool.accept(peer, offer);
  }

  /** INSERT … ON CONFLICT DO NOTHING on (conversation, turn) and on the ticket. */
  private void record(int i) {
    Work work = Objects.requireNonNull(consumers[i]);
    rows.putIfAbsent(work.entry().conversation(), work.entry().peer());
    if (hasty) {
      pool.acknowledge(work.entry());
    }
    consumers[i] = new Work(work.entry(), Step.RECORDED);
  }

  /**
   * open.lua, for the peer that the table names; a conversation that is gone gives the place up.
   */
  private void open(int i) {
    Work work = Objects.requireNonNull(consumers[i]);
    String conversation = work.entry().conversation();
    PeerId peer = Objects.requireNonNull(rows.get(conversation));
    if (over.contains(conversation) || left.contains(conversation)) {
      pool.release(work.entry().peer(), conversation);
    } else {
      open.putIfAbsent(conversation, peer);
    }
    consumers[i] = new Work(work.entry(), Step.OPENED);
  }

  private void settle(int i) {
    Work work = Objects.requireNonNull(consumers[i]);
    pool.acknowledge(work.entry());
    consumers[i] = null;
  }

  private void leave(TicketId ticket) {
    leaves++;
    if (pool.leave(ticket)) {
      left.add(conversation(ticket));
    }
  }

  private void end(String conversation, PeerId peer) {
    releases++;
    over.add(conversation);
    pool.release(peer, conversation);
  }

  private void wait(int millis) {
    waits++;
    now += millis;
  }

  /** What must hold always. */
  void check() {
    Map<PeerId, Integer> talking = new HashMap<>();
    open.forEach((conversation, peer) -> {
      assertThat(rows.get(conversation)).as("the table names whose it is").isEqualTo(peer);
      assertThat(left).as("nobody who left is in a conversation").doesNotContain(conversation);
      if (!over.contains(conversation)) {
        talking.merge(peer, 1, Integer::sum);
      }
    });
    talking.forEach((peer, count) -> assertThat(count).as("conversations of %s", peer).isOne());
    peers.forEach(peer -> assertThat(pool.duty(peer).taken()).as("places").isLessThanOrEqualTo(1));
    Set<TicketId> inLine = new HashSet<>();
    Map<TicketId, Integer> held = new HashMap<>();
    Inspection inspection = pool.inspect();
    inspection.tickets().forEach(each -> inLine.add(each.ticket()));
    inspection
        .peers()
        .forEach(each -> {
          if (each.offer() != null) {
            held.merge(each.offer(), 1, Integer::sum);
          }
        });
    held.forEach((ticket, count) -> assertThat(count).as("offers of %s", ticket).isOne());
    for (TicketId ticket : tickets) {
      assertThat(wheres(ticket, inLine)).as("places of %s", ticket).isOne();
    }
  }

  /** In line, on the way to a conversation or in one, or gone: exactly one of these. */
  private int wheres(TicketId ticket, Set<TicketId> inLine) {
    String conversation = conversation(ticket);
    boolean coming = pool.accepted().stream().anyMatch(each -> each.ticket().equals(ticket));
    boolean talks = open.containsKey(conversation) || over.contains(conversation) || coming;
    return (inLine.contains(ticket) ? 1 : 0)
        + (talks ? 1 : 0)
        + (left.contains(conversation) ? 1 : 0);
  }

  /** Everyone who is still there comes through, if from now on nobody dies and everybody acts. */
  void drain() {
    for (int round = 0; round < 12; round++) {
      now += 31_000;
      for (int i = 0; i < engines.length; i++) {
        while (!engines[i].decided.isEmpty()) {
          claim(i);
        }
        look(i);
        while (!engines[i].decided.isEmpty()) {
          claim(i);
        }
      }
      for (PeerId peer : peers) {
        pool.offer(peer).ifPresent(held -> pool.accept(peer, held.offer()));
        if (!pool.duty(peer).on()) {
          pool.onDuty(
              new DutyRequest(
                  peer, new Certificate(Level.INDEPENDENT, false), Set.of("en"), Set.of(), 1));
        }
      }
      for (int i = 0; i < consumers.length; i++) {
        finish(i);
        for (Accepted entry : pool.accepted()) {
          consumers[i] = new Work(entry, Step.TAKEN);
          finish(i);
        }
      }
      Map.copyOf(open)
          .forEach((conversation, peer) -> {
            if (!over.contains(conversation)) {
              end(conversation, peer);
            }
          });
      check();
    }
    for (TicketId ticket : tickets) {
      String conversation = conversation(ticket);
      assertThat(over.contains(conversation) || left.contains(conversation))
          .as("%s came through", ticket)
          .isTrue();
    }
    peers.forEach(peer -> assertThat(pool.duty(peer).taken()).as("places kept").isZero());
  }

  private void finish(int i) {
    while (consumers[i] != null) {
      switch (Objects.requireNonNull(consumers[i]).step()) {
        case TAKEN -> record(i);
        case RECORDED -> open(i);
        case OPENED -> settle(i);
      }
    }
  }

  World copy() {
    return new World(this);
  }

  String fingerprint() {
    StringBuilder print = new StringBuilder(pool.fingerprint());
    for (Engine engine : engines) {
      print.append(engine.token);
      engine.decided.forEach(match ->
          print.append(match.ticket().id()).append(match.peer().id()).append(isFresh(match)));
      print.append('/');
    }
    for (Work work : consumers) {
      print.append(
          work == null ? "" : work.entry().ticket() + " " + work.entry().peer() + work.step());
      print.append('/');
    }
    return print
        .append(rows)
        .append(open)
        .append(left)
        .append(over)
        .append(new TreeMap<>(names(seen)))
        .append(List.of(deaths, waits, declines, leaves, releases))
        .toString();
  }

  /** A claim of something that has changed since is refused whatever else happens. */
  private boolean isFresh(Match match) {
    Line.Candidates now = pool.candidates(1_000);
    return now.tickets().contains(match.ticket()) && now.peers().contains(match.peer());
  }

  private Line.Lease lease(int i) {
    return new Line.Lease("engine" + i, engines[i].token);
  }

  private String conversation(TicketId ticket) {
    return id("talk", tickets.indexOf(ticket));
  }

  private static Map<String, String> names(Map<OfferId, PeerId> offers) {
    Map<String, String> names = new HashMap<>();
    offers.forEach((offer, peer) -> names.put(offer.value(), peer.value()));
    return names;
  }

  private static String id(String what, int number) {
    return (what + number + "-" + "0".repeat(22)).substring(0, 22);
  }
}
