package org.porchlight.matching.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.porchlight.matching.Accepted;
import org.porchlight.matching.Answer;
import org.porchlight.matching.Band;
import org.porchlight.matching.Duty;
import org.porchlight.matching.DutyRequest;
import org.porchlight.matching.Line;
import org.porchlight.matching.MatchingSettings;
import org.porchlight.matching.OfferId;
import org.porchlight.matching.PeerEvent;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.TicketEvent;
import org.porchlight.matching.TicketId;
import org.porchlight.matching.TicketRequest;
import org.porchlight.matching.Wants;
import org.porchlight.matching.redis.RedisMatchingQueue;
import org.porchlight.testservers.TestRedis;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The queue with its engine, on a real Redis; each test has a pool of its own. */
class MatchingIT {
  private static final Instant NINE = Instant.parse("2026-01-01T21:00:00Z");

  private final RedisClient client = RedisClient.create(TestRedis.uri());
  private final List<Disposable> watching = new ArrayList<>();
  private RedisMatchingQueue queue = queue(Duration.ofSeconds(30), Duration.ofMinutes(10));
  private MatchingLoop loop = loop(queue);

  @BeforeEach
  void startTheEngine() {
    loop.start();
  }

  @AfterEach
  void stop() {
    watching.forEach(Disposable::dispose);
    loop.close();
    queue.close();
    client.shutdown();
  }

  @Test
  void whoWaitsIsOfferedToWhoIsOnDutyAndAcceptedOnce() {
    Peer robin = onDuty("grief");
    TicketId ticket = join(NINE, Wants.LIVED, "grief");
    OfferId offer = robin.offer();
    assertThat(robin.offers().getFirst().topics()).containsExactly("grief");
    assertThat(robin.offers().getFirst().wants()).isEqualTo(Wants.LIVED);

    List<Answer> answers =
        now(Flux.range(0, 16).flatMap(i -> queue.accept(robin.id(), offer), 16).collectList());
    assertThat(answers).filteredOn(answer -> answer == Answer.DONE).hasSize(1);
    Accepted accepted = now(queue.accepted("test", Duration.ofMinutes(1)).next());
    assertThat(accepted.ticket()).isEqualTo(ticket);
    assertThat(accepted.peer()).isEqualTo(robin.id());
    assertThat(accepted.waitedSince()).isEqualTo(NINE);
    assertThat(now(queue.duty(robin.id()))).isEqualTo(new Duty(true, 1, 1));
    assertThat(now(queue.place(ticket).hasElement())).isFalse();
  }

  @Test
  void whatADeadConsumerTookIsHandedOutAgainUntilAcknowledged() {
    Peer robin = onDuty();
    join(NINE, Wants.ANYONE);
    now(queue.accept(robin.id(), robin.offer()));
    Accepted first = now(queue.accepted("dies", Duration.ofMinutes(1)).next());
    Accepted again = now(queue.accepted("lives", Duration.ofMillis(1)).next());
    assertThat(again).isEqualTo(first);
    now(queue.acknowledge(again).thenReturn(true));
    assertThat(
            now(
                queue
                    .accepted("later", Duration.ofMillis(1))
                    .next()
                    .hasElement()
                    .timeout(Duration.ofMillis(500), Mono.just(false))))
        .isFalse();
  }

  @Test
  void p9ADeclinedOfferReturnsTheTicketWithItsPlaceAndGoesToAnother() {
    TicketId first = join(NINE, Wants.ANYONE);
    TicketId second = join(NINE.plusSeconds(60), Wants.ANYONE);
    Peer robin = onDuty();
    OfferId offer = robin.offer();
    Peer jo = onDuty();
    await().untilAsserted(() -> assertThat(jo.offers()).hasSize(1));
    assertThat(now(queue.place(first)).position()).isEqualTo(1);
    assertThat(now(queue.place(second)).position()).isEqualTo(2);
    assertThat(now(queue.decline(robin.id(), offer))).isEqualTo(Answer.DONE);
    assertThat(now(queue.decline(robin.id(), offer))).isEqualTo(Answer.OFFER_GONE);
    assertThat(now(queue.accept(robin.id(), offer))).isEqualTo(Answer.OFFER_GONE);
    assertThat(now(queue.place(first)).position()).isEqualTo(1);
  }

  @Test
  void p9AnOfferThatNobodyAnswersReturnsTheTicketWithItsPlace() {
    restart(Duration.ofMillis(200), Duration.ofMinutes(10));
    TicketId ticket = join(NINE, Wants.ANYONE);
    join(NINE.plusSeconds(60), Wants.ANYONE);
    Peer robin = onDuty();
    OfferId offer = robin.offer();
    await()
        .untilAsserted(() ->
            assertThat(robin.events())
                .contains(new PeerEvent.OfferGone(offer, PeerEvent.Why.EXPIRED)));
    assertThat(now(queue.place(ticket)).position()).isEqualTo(1);
    assertThat(now(queue.accept(robin.id(), offer))).isEqualTo(Answer.OFFER_GONE);
    await().untilAsserted(() -> assertThat(robin.offers()).hasSizeGreaterThan(1));
  }

  @Test
  void aPeerWhoDoesNotListenCostsNoTimeout() {
    PeerId vanished = new PeerId(id());
    now(queue.onDuty(new DutyRequest(vanished, Set.of("en"), Set.of(), 3)));
    join(NINE, Wants.ANYONE);
    await().untilAsserted(() -> assertThat(now(queue.duty(vanished)).on()).isFalse());
    Peer robin = onDuty();
    assertThat(robin.offer()).isNotNull();
  }

  @Test
  void aRefreshedPageSeesItsOffer() {
    Peer robin = onDuty();
    join(NINE, Wants.ANYONE);
    OfferId offer = robin.offer();
    List<PeerEvent> again = watch(robin.id());
    await().untilAsserted(() -> assertThat(again).hasSize(1));
    assertThat(((PeerEvent.Offered) again.getFirst()).offer()).isEqualTo(offer);
  }

  @Test
  void leavingWhileOfferedWithdrawsTheOfferAndFreesThePeer() {
    Peer robin = onDuty();
    TicketId ticket = join(NINE, Wants.ANYONE);
    OfferId offer = robin.offer();
    assertThat(now(queue.leave(ticket))).isTrue();
    assertThat(now(queue.leave(ticket))).isFalse();
    await()
        .untilAsserted(() ->
            assertThat(robin.events())
                .contains(new PeerEvent.OfferGone(offer, PeerEvent.Why.WITHDRAWN)));
    assertThat(now(queue.accept(robin.id(), offer))).isEqualTo(Answer.OFFER_GONE);
    assertThat(now(queue.duty(robin.id()))).isEqualTo(new Duty(true, 1, 0));
  }

  @Test
  void whoIsAwayIsSkippedAndKeepsTheirPlace() {
    TicketId away = join(NINE, Wants.ANYONE);
    TicketId here = join(NINE.plusSeconds(60), Wants.ANYONE);
    now(queue.away(away));
    assertThat(now(queue.place(here)).position()).isEqualTo(1);
    assertThat(now(queue.back(away))).isTrue();
    assertThat(now(queue.place(away)).position()).isEqualTo(1);
    assertThat(now(queue.place(here)).position()).isEqualTo(2);
  }

  @Test
  void whoIsAwayTooLongIsGone() {
    restart(Duration.ofSeconds(30), Duration.ofMillis(100));
    TicketId ticket = join(NINE, Wants.ANYONE);
    List<TicketEvent> events = watch(ticket);
    now(queue.away(ticket));
    await()
        .untilAsserted(
            () -> assertThat(events).contains(new TicketEvent.Gone(TicketEvent.Why.AWAY_TOO_LONG)));
    assertThat(now(queue.back(ticket))).isFalse();
  }

  @Test
  void dangerMovesATicketAheadAndNeverBack() {
    TicketId first = join(NINE, Wants.ANYONE);
    TicketId danger = join(NINE.plusSeconds(600), Wants.ANYONE);
    now(queue.raise(danger, Band.HIGH));
    assertThat(now(queue.place(danger)).position()).isEqualTo(1);
    now(queue.raise(danger, Band.ORDINARY));
    assertThat(now(queue.place(danger)).position()).isEqualTo(1);
    assertThat(now(queue.place(first)).position()).isEqualTo(2);
  }

  @Test
  void aReleasedPlaceIsOfferedAgainAndReleasingTwiceIsOnce() {
    Peer robin = onDuty();
    join(NINE, Wants.ANYONE);
    now(queue.accept(robin.id(), robin.offer()));
    Accepted accepted = now(queue.accepted("test", Duration.ofMinutes(1)).next());
    TicketId next = join(NINE.plusSeconds(60), Wants.ANYONE);
    queue.release(robin.id(), accepted.conversation()).block();
    queue.release(robin.id(), accepted.conversation()).block();
    await().untilAsserted(() -> assertThat(robin.offers()).hasSize(2));
    assertThat(now(queue.place(next)).position()).isEqualTo(1);
    assertThat(now(queue.duty(robin.id())).taken()).isEqualTo(1);
  }

  /**
   * Random acts by seekers and peers, with two engines: at every moment a ticket is with at most
   * one peer, a peer never holds more than their places, and in the end everyone who stayed is
   * matched.
   */
  @Test
  void nobodyIsLostAndNobodyIsTakenTwice() {
    long seed = Long.getLong("seed", new SecureRandom().nextLong());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    MatchingLoop second = loop(queue);
    second.start();
    List<Peer> peers = List.of(onDuty(2), onDuty(2), onDuty(3));
    Set<TicketId> waiting = new HashSet<>();
    Set<TicketId> matched = new HashSet<>();
    Queue<Accepted> open = new ConcurrentLinkedQueue<>();
    watching.add(queue.accepted("model", Duration.ofMinutes(1)).subscribe(open::add));
    try {
      for (int step = 0; step < 150 || matched.size() < waiting.size(); step++) {
        assertThat(step).as("steps until everyone is matched, seed %d", seed).isLessThan(5_000);
        int act = random.nextInt(10);
        Peer peer = peers.get(random.nextInt(peers.size()));
        if (act < 3 && waiting.size() < 60) {
          waiting.add(join(NINE.plusSeconds(step), Wants.ANYONE));
        } else if (act < 7) {
          answer(peer, random.nextInt(4) > 0);
        } else {
          finishOne(open, matched);
        }
        for (Peer each : peers) {
          Duty duty = now(queue.duty(each.id()));
          assertThat(duty.taken()).isLessThanOrEqualTo(duty.capacity());
        }
      }
    } finally {
      second.close();
    }
    assertThat(matched).isEqualTo(waiting);
  }

  private void answer(Peer peer, boolean accept) {
    if (peer.offers().isEmpty()) {
      return;
    }
    OfferId latest = peer.offers().getLast().offer();
    now(accept ? queue.accept(peer.id(), latest) : queue.decline(peer.id(), latest));
  }

  private void finishOne(Queue<Accepted> open, Set<TicketId> matched) {
    Accepted accepted = open.poll();
    if (accepted != null) {
      assertThat(matched.add(accepted.ticket())).as("matched twice").isTrue();
      queue
          .acknowledge(accepted)
          .then(queue.release(accepted.peer(), accepted.conversation()))
          .block(Duration.ofSeconds(10));
    }
  }

  private record Peer(PeerId id, List<PeerEvent> events) {
    List<PeerEvent.Offered> offers() {
      return List.copyOf(events).stream()
          .filter(PeerEvent.Offered.class::isInstance)
          .map(PeerEvent.Offered.class::cast)
          .toList();
    }

    OfferId offer() {
      await().untilAsserted(() -> assertThat(offers()).isNotEmpty());
      return offers().getLast().offer();
    }
  }

  private Peer onDuty(String... topics) {
    return onDuty(1, topics);
  }

  private Peer onDuty(int capacity, String... topics) {
    PeerId peer = new PeerId(id());
    List<PeerEvent> events = watch(peer);
    now(queue.onDuty(new DutyRequest(peer, Set.of("en"), Set.of(topics), capacity)));
    return new Peer(peer, events);
  }

  private List<PeerEvent> watch(PeerId peer) {
    List<PeerEvent> events = Collections.synchronizedList(new ArrayList<>());
    watching.add(queue.watch(peer).subscribe(events::add));
    return events;
  }

  private List<TicketEvent> watch(TicketId ticket) {
    List<TicketEvent> events = Collections.synchronizedList(new ArrayList<>());
    watching.add(queue.watch(ticket).subscribe(events::add));
    return events;
  }

  private TicketId join(Instant at, Wants wants, String... topics) {
    TicketId ticket = new TicketId(id());
    queue
        .join(new TicketRequest(ticket, id(), "en", Set.of(topics), wants, Band.ORDINARY, at))
        .block();
    return ticket;
  }

  private void restart(Duration offerFor, Duration awayFor) {
    loop.close();
    queue.close();
    queue = queue(offerFor, awayFor);
    loop = loop(queue);
    loop.start();
  }

  private RedisMatchingQueue queue(Duration offerFor, Duration awayFor) {
    return new RedisMatchingQueue(
        client, new MatchingSettings("test" + id(), offerFor, awayFor, Duration.ofSeconds(60)));
  }

  private static MatchingLoop loop(Line line) {
    return new MatchingLoop(line, new MatchingEngine(line, id()));
  }

  private static <T> T now(Mono<T> mono) {
    return Objects.requireNonNull(mono.block(Duration.ofSeconds(10)));
  }

  private static String id() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
