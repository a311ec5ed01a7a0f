package org.porchlight.bench.matching;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.porchlight.matching.Band;
import org.porchlight.matching.Certificate;
import org.porchlight.matching.DutyRequest;
import org.porchlight.matching.Level;
import org.porchlight.matching.MatchingQueue;
import org.porchlight.matching.MatchingSettings;
import org.porchlight.matching.Needs;
import org.porchlight.matching.PeerEvent;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.TicketEvent;
import org.porchlight.matching.TicketId;
import org.porchlight.matching.TicketRequest;
import org.porchlight.matching.Wants;
import org.porchlight.matching.Wish;
import org.porchlight.matching.redis.RedisMatchingQueue;
import org.porchlight.matching.redis.RedisPool;
import org.porchlight.redis.Durability;
import org.porchlight.redis.RedisLink;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** A line with people who all listen, as their sockets would. */
final class Hall implements AutoCloseable {
  private static final List<String> LANGUAGES = List.of("en", "es");
  private static final int TOPICS = 13;
  private static final int AT_ONCE = 64;

  /** Acts bear being repeated, and on a busy machine one may not be answered in time. */
  static final long TRIES = 20;

  private static final Duration SOON = Duration.ofMinutes(10);
  private static final AtomicLong IDS = new AtomicLong(System.nanoTime());

  private final RedisLink link;
  private final RedisPool pool;
  private final MatchingQueue queue;
  private final Disposable.Composite listening = Disposables.composite();

  Hall(String redis, String name) {
    this.link = RedisLink.to(redis);
    this.pool = new RedisPool(link, link.writer(Durability.L1), settings(name));
    this.queue = new RedisMatchingQueue(pool);
  }

  /** Offers last long, because the harness answers at once or on purpose not at all. */
  static MatchingSettings settings(String name) {
    MatchingSettings usual = MatchingSettings.defaults();
    return new MatchingSettings(
        name,
        usual.offerFor(),
        usual.awayFor(),
        Duration.ofHours(1),
        Duration.ofHours(1),
        usual.knownFor(),
        usual.leaseFor());
  }

  MatchingQueue queue() {
    return queue;
  }

  RedisPool pool() {
    return pool;
  }

  /** Seekers come and listen; {@code heard} is told when one is matched. */
  void come(int seekers, int first, Consumer<TicketId> heard) {
    Flux.range(first, seekers)
        .flatMap(
            number -> {
              TicketId ticket = new TicketId(id());
              TicketRequest request = request(ticket, number);
              return queue
                  .join(request)
                  .retry(TRIES)
                  .doOnSuccess(done -> listen(ticket, heard))
                  .thenReturn(ticket);
            },
            AT_ONCE)
        .blockLast(SOON);
  }

  private void listen(TicketId ticket, Consumer<TicketId> heard) {
    listening.add(
        queue
            .watch(ticket)
            .ofType(TicketEvent.Matched.class)
            .subscribe(matched -> heard.accept(ticket)));
  }

  /** Peers go on duty and listen. */
  void onDuty(int count, int capacity, OfferHeard heard) {
    for (int i = 0; i < count; i++) {
      PeerId peer = new PeerId(id());
      DutyRequest request =
          new DutyRequest(
              peer,
              new Certificate(i % 4 == 3 ? Level.SUPERVISED : Level.INDEPENDENT, i % 2 == 0),
              i % 5 == 4 ? Set.of("en", "es") : Set.of("en"),
              topics(i),
              capacity);
      listening.add(queue.watch(peer).subscribe(event -> heard(request, event, heard)));
      queue.onDuty(request).retry(TRIES).block(SOON);
    }
  }

  /** Whoever is put off duty, because an offer came before they could hear, goes on again. */
  private void heard(DutyRequest request, PeerEvent event, OfferHeard heard) {
    switch (event) {
      case PeerEvent.Offered offered -> heard.offered(request.peer(), offered);
      case PeerEvent.OfferGone gone -> {}
      case PeerEvent.DutyChanged changed -> {
        if (!changed.duty().on()) {
          queue.onDuty(request).retry(TRIES).subscribe();
        }
      }
    }
  }

  /** What a peer does when an offer reaches them. */
  interface OfferHeard {
    void offered(PeerId peer, PeerEvent.Offered offered);
  }

  @Override
  public void close() {
    listening.dispose();
    link.close();
  }

  private static Set<String> topics(int peer) {
    return Set.of("t" + peer % TOPICS, "t" + (peer + 3) % TOPICS, "t" + (peer + 7) % TOPICS);
  }

  /** One of twelve is Spanish, one of ten young, one of five wants somebody who has lived it. */
  private static TicketRequest request(TicketId ticket, int number) {
    Band band =
        number % 50 == 0
            ? Band.IMMINENT
            : number % 12 == 0 ? Band.HIGH : number % 5 == 0 ? Band.ELEVATED : Band.ORDINARY;
    Needs needs =
        new Needs(LANGUAGES.get(number % 12 == 11 ? 1 : 0), number % 10 == 0, Set.of(), null);
    Wants wants = number % 5 == 1 ? Wants.LIVED : Wants.ANYONE;
    return new TicketRequest(
        ticket,
        ticket.value(),
        needs,
        Wish.of(wants, Set.of("t" + number % TOPICS)),
        band,
        Instant.ofEpochMilli(1_767_300_000_000L + number));
  }

  static String id() {
    byte[] bytes =
        ByteBuffer.allocate(16).putLong(System.nanoTime()).putLong(IDS.incrementAndGet()).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
