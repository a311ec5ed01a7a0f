package org.porchlight.matching.contract;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
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
import org.porchlight.matching.Line;
import org.porchlight.matching.MatchingQueue;
import org.porchlight.matching.MatchingSettings;
import org.porchlight.matching.OfferId;
import org.porchlight.matching.Outlook;
import org.porchlight.matching.PeerEvent;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.Place;
import org.porchlight.matching.Return;
import org.porchlight.matching.TicketEvent;
import org.porchlight.matching.TicketId;
import org.porchlight.matching.TicketRequest;
import org.porchlight.matching.Wish;
import org.porchlight.matching.simulation.MemoryPool;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** The twin: {@link MemoryPool} behind the two ports, with bells that ring in this process. */
final class MemoryMatchingQueue implements MatchingQueue, Line {
  private static final String ACTIVE = "";

  private final MemoryPool pool;
  private final Map<String, List<Sinks.Many<String>>> bells = new ConcurrentHashMap<>();
  private final Map<String, Instant> handedOut = new ConcurrentHashMap<>();
  private final Set<TicketId> came = ConcurrentHashMap.newKeySet();

  MemoryMatchingQueue(MatchingSettings settings) {
    this.pool = new MemoryPool(settings, System::currentTimeMillis, this::ring);
  }

  @Override
  public Mono<Void> join(TicketRequest request) {
    came.add(request.ticket());
    return act(() -> pool.join(request));
  }

  @Override
  public Mono<Boolean> about(TicketId ticket, Wish wish) {
    return ask(() -> pool.about(ticket, wish));
  }

  @Override
  public Mono<Boolean> anyone(TicketId ticket) {
    return ask(() -> pool.anyone(ticket));
  }

  @Override
  public Mono<Boolean> raise(TicketId ticket, Band band) {
    return ask(() -> pool.raise(ticket, band));
  }

  @Override
  public Mono<Boolean> leave(TicketId ticket) {
    return ask(() -> pool.leave(ticket));
  }

  @Override
  public Mono<Boolean> away(TicketId ticket) {
    return ask(() -> pool.away(ticket));
  }

  @Override
  public Mono<Return> back(TicketId ticket) {
    return ask(() ->
        pool.back(ticket).equals("gone")
            ? came.contains(ticket) ? Return.ENDED : Return.UNKNOWN
            : Return.THERE);
  }

  @Override
  public Mono<Place> place(TicketId ticket) {
    return ask(() -> pool.place(ticket)).flatMap(Mono::justOrEmpty);
  }

  @Override
  public Flux<TicketEvent> watch(TicketId ticket) {
    Flux<TicketEvent> own =
        listen(ticket.value())
            .concatMap(what -> what.equals(ACTIVE) ? heard(ticket) : ticketEvent(what));
    Flux<TicketEvent> line =
        listen("line:en").filter(what -> !what.equals(ACTIVE)).concatMap(this::ticketEvent);
    return Flux.merge(own, line)
        .takeUntil(
            event -> event instanceof TicketEvent.Matched || event instanceof TicketEvent.Gone);
  }

  @Override
  public Mono<TicketId> handOver(HandOver request) {
    return ask(() -> pool.handOver(request)).flatMap(Mono::justOrEmpty);
  }

  @Override
  public Mono<Duty> onDuty(DutyRequest request) {
    return ask(() -> pool.onDuty(request));
  }

  @Override
  public Mono<Duty> offDuty(PeerId peer) {
    return ask(() -> pool.offDuty(peer));
  }

  @Override
  public Mono<Void> putOffDuty(PeerId peer, PeerEvent.Cause cause) {
    return ask(
            () -> {
              pool.putOffDuty(peer, cause);
              return true;
            })
        .then();
  }

  @Override
  public Flux<PeerId> onDuty() {
    return ask(pool::onDuty).flatMapIterable(peers -> peers);
  }

  @Override
  public Mono<Duty> duty(PeerId peer) {
    return ask(() -> pool.duty(peer));
  }

  @Override
  public Mono<Duty> rest(PeerId peer, Instant until) {
    return ask(() -> pool.rest(peer, until));
  }

  @Override
  public Mono<Void> beat(PeerId peer, Set<String> conversations) {
    return act(() -> pool.beat(peer, new HashSet<>(conversations)));
  }

  @Override
  public Flux<PeerEvent> watch(PeerId peer) {
    return listen(peer.value())
        .concatMap(what -> what.equals(ACTIVE) ? heard(peer) : peerEvent(peer, what));
  }

  @Override
  public Mono<Answer> accept(PeerId peer, OfferId offer) {
    return ask(() -> pool.accept(peer, offer));
  }

  @Override
  public Mono<Answer> decline(PeerId peer, OfferId offer) {
    return ask(() -> pool.decline(peer, offer));
  }

  @Override
  public Mono<Void> release(PeerId peer, String conversation) {
    return act(() -> pool.release(peer, conversation));
  }

  @Override
  public Flux<Accepted> accepted(String consumer, Duration redeliverAfter) {
    return handOut(() -> pool.accepted(), Accepted::entry, redeliverAfter);
  }

  @Override
  public Mono<Void> acknowledge(Accepted accepted) {
    return act(() -> pool.acknowledge(accepted));
  }

  @Override
  public Flux<Ended> ended(String consumer, Duration redeliverAfter) {
    return handOut(() -> pool.ended(), Ended::entry, redeliverAfter);
  }

  @Override
  public Mono<Void> acknowledge(Ended ended) {
    return act(() -> pool.acknowledge(ended));
  }

  @Override
  public Mono<Census> census() {
    return ask(pool::census);
  }

  @Override
  public Mono<Void> supervisors(String node, int count) {
    return act(() -> pool.supervisors(node, count));
  }

  @Override
  public Flux<Door> door(String language) {
    return listen("door").concatMap(look -> ask(() -> pool.door(language))).distinctUntilChanged();
  }

  @Override
  public Mono<Outlook> outlook(String language) {
    return ask(() -> pool.outlook(language));
  }

  @Override
  public Mono<Inspection> inspect() {
    return ask(pool::inspect);
  }

  @Override
  public Mono<Candidates> candidates(int depth) {
    return ask(() -> pool.candidates(depth));
  }

  @Override
  public Mono<Claim> claim(Lease lease, Ticket ticket, FreePeer peer, String why) {
    return ask(() -> pool.claim(lease, ticket, peer, new OfferId(random()), why));
  }

  @Override
  public Mono<Integer> reap() {
    return ask(pool::reap);
  }

  @Override
  public Flux<Boolean> bells() {
    return listen("engine").map(what -> true);
  }

  @Override
  public Mono<Boolean> holds(Lease lease) {
    return ask(() -> pool.holds(lease));
  }

  private Mono<Void> act(Runnable act) {
    return ask(
            () -> {
              act.run();
              return true;
            })
        .then();
  }

  private <T> Mono<T> ask(Supplier<T> question) {
    return Mono.fromSupplier(() -> {
      synchronized (pool) {
        return question.get();
      }
    });
  }

  private int ring(String id, String what) {
    List<Sinks.Many<String>> listeners = bells.getOrDefault(id, List.of());
    listeners.forEach(listener -> listener.tryEmitNext(what));
    return listeners.size();
  }

  /** Acts run under the lock; what hears of them does not. */
  private Flux<String> listen(String id) {
    return Flux.defer(() -> {
      Sinks.Many<String> listener = Sinks.many().unicast().onBackpressureBuffer();
      synchronized (pool) {
        bells.computeIfAbsent(id, missing -> new CopyOnWriteArrayList<>()).add(listener);
        listener.tryEmitNext(ACTIVE);
      }
      return listener
          .asFlux()
          .publishOn(Schedulers.boundedElastic())
          .doFinally(ended -> bells.getOrDefault(id, List.of()).remove(listener));
    });
  }

  private <T> Flux<T> handOut(
      Supplier<List<T>> outbox,
      java.util.function.Function<T, String> entry,
      Duration redeliverAfter) {
    return Flux.interval(Duration.ZERO, Duration.ofMillis(5))
        .onBackpressureDrop()
        .concatMap(tick -> ask(outbox::get).flatMapIterable(list -> list))
        .filter(each -> {
          Instant now = Instant.now();
          String key = each.getClass().getSimpleName() + entry.apply(each);
          Instant before = handedOut.get(key);
          boolean due = before == null || before.plus(redeliverAfter).isBefore(now);
          if (due) {
            handedOut.put(key, now);
          }
          return due;
        });
  }

  private Mono<TicketEvent> heard(TicketId ticket) {
    return ask(() -> pool.back(ticket))
        .flatMap(answer ->
            switch (answer) {
              case "matched" -> Mono.just(new TicketEvent.Matched());
              case "gone" -> Mono.just(new TicketEvent.Gone(TicketEvent.Why.AWAY_TOO_LONG));
              default -> Mono.empty();
            });
  }

  private Mono<PeerEvent> heard(PeerId peer) {
    return openOffer(peer)
        .switchIfEmpty(
            ask(() -> pool.wasUnheard(peer))
                .filter(Boolean::booleanValue)
                .flatMap(unheard -> duty(peer))
                .map(duty -> new PeerEvent.DutyChanged(duty, PeerEvent.Cause.NOT_LISTENING)));
  }

  private Mono<PeerEvent> openOffer(PeerId peer) {
    return ask(() -> pool.offer(peer))
        .flatMap(Mono::justOrEmpty)
        .map(held ->
            new PeerEvent.Offered(
                held.offer(),
                held.needs().language(),
                held.wish().topics(),
                held.wish().wants(),
                Instant.ofEpochMilli(held.expires())));
  }

  private Mono<PeerEvent> peerEvent(PeerId peer, String what) {
    String[] parts = what.split("\\|", -1);
    return switch (parts[0]) {
      case "offered" -> openOffer(peer);
      case "gone" ->
          Mono.just(
              new PeerEvent.OfferGone(
                  new OfferId(parts[1]), PeerEvent.Why.valueOf(upper(parts[2]))));
      case "duty" ->
          duty(peer)
              .map(duty ->
                  new PeerEvent.DutyChanged(duty, PeerEvent.Cause.valueOf(upper(parts[1]))));
      default -> Mono.empty();
    };
  }

  private Mono<TicketEvent> ticketEvent(String what) {
    String[] parts = what.split("\\|", -1);
    return switch (parts[0]) {
      case "moved" ->
          Mono.just(new TicketEvent.Moved(TicketEvent.Because.valueOf(upper(parts[1]))));
      case "asked" -> Mono.just(new TicketEvent.Asked());
      case "matched" -> Mono.just(new TicketEvent.Matched());
      case "gone" -> Mono.just(new TicketEvent.Gone(TicketEvent.Why.valueOf(upper(parts[1]))));
      default -> Mono.empty();
    };
  }

  private static String upper(String value) {
    return value.toUpperCase(Locale.ROOT);
  }

  private static String random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
