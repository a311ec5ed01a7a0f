package org.porchlight.bench.matching;

import com.google.ortools.Loader;
import com.google.ortools.graph.MinCostFlow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.porchlight.matching.Band;
import org.porchlight.matching.Certificate;
import org.porchlight.matching.DutyRequest;
import org.porchlight.matching.Level;
import org.porchlight.matching.Line.Candidates;
import org.porchlight.matching.Line.Claim;
import org.porchlight.matching.Line.FreePeer;
import org.porchlight.matching.Line.Lease;
import org.porchlight.matching.Line.Ticket;
import org.porchlight.matching.Needs;
import org.porchlight.matching.OfferId;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.TicketId;
import org.porchlight.matching.TicketRequest;
import org.porchlight.matching.Wants;
import org.porchlight.matching.Wish;
import org.porchlight.matching.policy.Policy;
import org.porchlight.matching.simulation.MemoryPool;

/**
 * What the policy gives away against the best that could be done: a thousand seekers wait, a
 * hundred peers are free, and each seeker weighs as much as their priority time is past.
 *
 * @param served how much less weight it serves, as a share of what the optimum serves
 * @param waiting how much more weight is left waiting, as a share of what the optimum leaves
 */
record Regret(double served, double waiting) {
  private static final int SEEKERS = 1_000;
  private static final int PEERS = 100;
  private static final int TOPICS = 13;
  private static final int DEPTH = 16;
  private static final int DEEPEST = 1_024;
  private static final List<String> LANGUAGES = List.of("en", "en", "en", "en", "es", "fr");
  private static final Lease LEASE = new Lease("regret", "regret");

  /** The mean over so many instances, each with a seed of its own. */
  static Regret of(int instances) {
    Loader.loadNativeLibraries();
    double served = 0;
    double waiting = 0;
    for (int seed = 1; seed <= instances; seed++) {
      Regret one = instance(seed);
      served += one.served() / instances;
      waiting += one.waiting() / instances;
    }
    return new Regret(served, waiting);
  }

  private static Regret instance(int seed) {
    Random random = new Random(seed);
    long now = Instant.parse("2026-01-02T00:00:00Z").toEpochMilli();
    MemoryPool pool = new MemoryPool(Hall.settings("regret"), () -> now, MemoryPool.Bells.HEARD);
    for (int i = 0; i < SEEKERS; i++) {
      pool.join(seeker(random, now));
    }
    for (int i = 0; i < PEERS; i++) {
      pool.onDuty(peer(random));
    }
    Candidates all = pool.candidates(SEEKERS);
    long best = optimum(all);
    long total = all.tickets().stream().mapToLong(each -> weight(each, now)).sum();
    long ours = policy(pool, now);
    return new Regret((double) (best - ours) / best, (double) (best - ours) / (total - best));
  }

  /** As the engine does it, look after look. */
  private static long policy(MemoryPool pool, long now) {
    pool.holds(LEASE);
    long served = 0;
    int depth = DEPTH;
    while (depth <= DEEPEST) {
      Candidates candidates = pool.candidates(depth);
      List<Policy.Match> matches = Policy.decide(candidates);
      if (matches.isEmpty() && !candidates.isPartial()) {
        break;
      }
      depth = matches.isEmpty() ? depth * 8 : DEPTH;
      for (Policy.Match match : matches) {
        Claim claim =
            pool.claim(LEASE, match.ticket(), match.peer(), new OfferId(Hall.id()), match.why());
        if (claim == Claim.OFFERED) {
          served += weight(match.ticket(), now);
        }
      }
    }
    return served;
  }

  private static long optimum(Candidates all) {
    MinCostFlow flow = new MinCostFlow();
    int source = 0;
    int sink = 1;
    Map<PeerId, Integer> nodes = new HashMap<>();
    for (FreePeer peer : all.peers()) {
      int node = 2 + nodes.size();
      nodes.put(peer.id(), node);
      flow.addArcWithCapacityAndUnitCost(node, sink, 1, 0);
    }
    List<Long> weights = new ArrayList<>();
    for (int i = 0; i < all.tickets().size(); i++) {
      Ticket ticket = all.tickets().get(i);
      int node = 2 + PEERS + i;
      weights.add(weight(ticket, all.asOf()));
      flow.addArcWithCapacityAndUnitCost(source, node, 1, -weights.get(i));
      for (FreePeer peer : all.peers()) {
        if (Policy.mayMeet(ticket, peer)) {
          flow.addArcWithCapacityAndUnitCost(node, nodes.getOrDefault(peer.id(), sink), 1, 0);
        }
      }
    }
    // Whoever is not served need not be.
    flow.addArcWithCapacityAndUnitCost(source, sink, PEERS, 0);
    flow.setNodeSupply(source, PEERS);
    flow.setNodeSupply(sink, -PEERS);
    if (flow.solve() != MinCostFlow.Status.OPTIMAL) {
      throw new IllegalStateException("no optimum was found");
    }
    return -flow.getOptimalCost();
  }

  private static long weight(Ticket ticket, long now) {
    return Math.max(1, (now - ticket.priorityTime()) / 1_000);
  }

  private static TicketRequest seeker(Random random, long now) {
    TicketId ticket = new TicketId(Hall.id());
    int dice = random.nextInt(100);
    Band band =
        dice < 2
            ? Band.IMMINENT
            : dice < 10 ? Band.HIGH : dice < 30 ? Band.ELEVATED : Band.ORDINARY;
    Needs needs =
        new Needs(
            LANGUAGES.get(random.nextInt(LANGUAGES.size())),
            random.nextInt(10) == 0,
            Set.of(),
            null);
    Wants wants = random.nextInt(3) == 0 ? Wants.LIVED : Wants.ANYONE;
    return new TicketRequest(
        ticket,
        ticket.value(),
        needs,
        Wish.of(wants, Set.of("t" + random.nextInt(TOPICS))),
        band,
        Instant.ofEpochMilli(now - random.nextLong(Duration.ofMinutes(90).toMillis())));
  }

  private static DutyRequest peer(Random random) {
    Set<String> languages = new HashSet<>();
    while (languages.size() < 1 + random.nextInt(2)) {
      languages.add(LANGUAGES.get(random.nextInt(LANGUAGES.size())));
    }
    Set<String> topics = new HashSet<>();
    while (topics.size() < 3) {
      topics.add("t" + random.nextInt(TOPICS));
    }
    Level level = random.nextInt(3) == 0 ? Level.SUPERVISED : Level.INDEPENDENT;
    return new DutyRequest(
        new PeerId(Hall.id()),
        new Certificate(level, random.nextBoolean()),
        languages,
        topics,
        1 + random.nextInt(3));
  }
}
