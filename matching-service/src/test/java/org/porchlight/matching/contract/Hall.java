package org.porchlight.matching.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.porchlight.matching.Band;
import org.porchlight.matching.Certificate;
import org.porchlight.matching.DutyRequest;
import org.porchlight.matching.Level;
import org.porchlight.matching.Line;
import org.porchlight.matching.MatchingQueue;
import org.porchlight.matching.Needs;
import org.porchlight.matching.OfferId;
import org.porchlight.matching.PeerEvent;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.TicketEvent;
import org.porchlight.matching.TicketId;
import org.porchlight.matching.TicketRequest;
import org.porchlight.matching.Wants;
import org.porchlight.matching.Wish;
import org.porchlight.matching.engine.MatchingEngine;
import org.porchlight.matching.engine.MatchingLoop;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** A queue with its engine and with people who listen, for a test. */
final class Hall implements AutoCloseable {
  static final Instant NINE = Instant.parse("2026-01-01T21:00:00Z");
  static final Certificate INDEPENDENT = new Certificate(Level.INDEPENDENT, false);

  static {
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
  }

  private final List<Disposable> listening = new ArrayList<>();
  private final Runnable ending;
  final MatchingQueue queue;
  final Line line;
  final MatchingLoop loop;

  Hall(MatchingQueue queue, Line line, Runnable ending) {
    this.queue = queue;
    this.line = line;
    this.ending = ending;
    this.loop = new MatchingLoop(line, new MatchingEngine(line, id()));
    loop.start();
  }

  record Peer(PeerId id, List<PeerEvent> events, Disposable socket) {
    /** One may be told twice, when it is made while somebody begins to listen. */
    List<PeerEvent.Offered> offers() {
      return of(PeerEvent.Offered.class).stream().distinct().toList();
    }

    List<PeerEvent.Cause> causes() {
      return of(PeerEvent.DutyChanged.class).stream().map(PeerEvent.DutyChanged::cause).toList();
    }

    OfferId offer() {
      await().untilAsserted(() -> assertThat(offers()).isNotEmpty());
      return offers().getLast().offer();
    }

    private <T> List<T> of(Class<T> type) {
      Stream<PeerEvent> all = List.copyOf(events).stream();
      return all.filter(type::isInstance).map(type::cast).toList();
    }
  }

  record Seeker(
      TicketId ticket, String conversation, List<TicketEvent> events, Disposable socket) {}

  Peer onDuty(String... topics) {
    return onDuty(INDEPENDENT, 1, topics);
  }

  Peer onDuty(Certificate certificate, int capacity, String... topics) {
    Peer peer = listening(new PeerId(id()));
    now(
        queue.onDuty(
            new DutyRequest(peer.id(), certificate, Set.of("en"), Set.of(topics), capacity)));
    return peer;
  }

  Peer listening(PeerId id) {
    List<PeerEvent> events = new CopyOnWriteArrayList<>();
    Disposable socket = queue.watch(id).subscribe(events::add);
    listening.add(socket);
    return new Peer(id, events, socket);
  }

  Seeker join(Instant at) {
    return join(at, Band.ORDINARY, Needs.of("en"), Wish.anyone());
  }

  Seeker join(Instant at, Wants wants, String... topics) {
    return join(at, Band.ORDINARY, Needs.of("en"), Wish.of(wants, Set.of(topics)));
  }

  Seeker join(Instant at, Band band, Needs needs, Wish wish) {
    return join(new TicketId(id()), id(), at, band, needs, wish);
  }

  /** The seeker comes, and is away until they listen. */
  Seeker join(TicketId ticket, String conversation, Instant at, Band band, Needs needs, Wish wish) {
    now(
        queue
            .join(new TicketRequest(ticket, conversation, needs, wish, band, at))
            .then(queue.away(ticket)));
    Seeker seeker = listening(ticket, conversation);
    await().until(() -> now(queue.place(ticket).hasElement()));
    return seeker;
  }

  /** The same, of somebody who would wait for a known peer who is not there. */
  Seeker hold(Needs needs, Duration time) {
    TicketId ticket = new TicketId(id());
    String conversation = id();
    now(
        queue
            .join(
                new TicketRequest(
                    ticket, conversation, needs, Wish.anyone(), Band.ORDINARY, Instant.now(), time))
            .then(queue.away(ticket)));
    Seeker seeker = listening(ticket, conversation);
    await().until(() -> now(queue.place(ticket).hasElement()));
    return seeker;
  }

  Seeker listening(TicketId ticket, String conversation) {
    List<TicketEvent> events = new CopyOnWriteArrayList<>();
    Disposable socket = queue.watch(ticket).subscribe(events::add);
    listening.add(socket);
    return new Seeker(ticket, conversation, events, socket);
  }

  int position(Seeker seeker) {
    return now(queue.place(seeker.ticket())).position();
  }

  static <T> T now(Mono<T> mono) {
    return Objects.requireNonNull(mono.block(Duration.ofSeconds(10)));
  }

  static String id() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    listening.forEach(Disposable::dispose);
    loop.close();
    ending.run();
  }
}
