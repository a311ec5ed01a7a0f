package org.porchlight.matching.redis;

import io.lettuce.core.Consumer;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAutoClaimArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.porchlight.matching.Accepted;
import org.porchlight.matching.Answer;
import org.porchlight.matching.Band;
import org.porchlight.matching.Census;
import org.porchlight.matching.Duty;
import org.porchlight.matching.DutyRequest;
import org.porchlight.matching.Line;
import org.porchlight.matching.MatchingQueue;
import org.porchlight.matching.MatchingSettings;
import org.porchlight.matching.OfferId;
import org.porchlight.matching.PeerEvent;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.Place;
import org.porchlight.matching.TicketEvent;
import org.porchlight.matching.TicketId;
import org.porchlight.matching.TicketRequest;
import org.porchlight.matching.Wants;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The line in Redis: one script an act. */
public final class RedisMatchingQueue implements MatchingQueue, Line, AutoCloseable {
  private static final String GROUP = "duty";
  private static final int TICKETS_OF_A_BUCKET = 1;
  private static final int PEERS_OF_A_BUCKET = 5;
  private static final int REAPED_AT_ONCE = 100;
  private static final int READ_AT_ONCE = 16;
  private static final Duration LEASE = Duration.ofSeconds(5);
  private static final Duration TICKET_LIFE = Duration.ofDays(2);
  private static final Duration MATCHED_LIFE = Duration.ofMinutes(10);
  private static final Duration BLOCK = Duration.ofSeconds(2);
  private static final int OFFER_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final MatchingSettings settings;
  private final Keys keys;
  private final StatefulRedisConnection<String, String> connection;
  private final StatefulRedisConnection<String, String> outbox;
  private final RedisReactiveCommands<String, String> redis;
  private final RedisBells bells;
  private final Map<String, RedisScript> scripts = new ConcurrentHashMap<>();

  /** A queue over connections of its own; {@link #close()} ends them. */
  public RedisMatchingQueue(RedisClient client, MatchingSettings settings) {
    this.settings = settings;
    this.keys = new Keys(settings.pool());
    this.connection = client.connect();
    this.outbox = client.connect();
    this.redis = connection.reactive();
    this.bells = new RedisBells(client.connectPubSub());
  }

  @Override
  public Mono<Void> join(TicketRequest request) {
    long arrived = request.arrivedAt().toEpochMilli();
    return run(
            "join",
            request.ticket().value(),
            request.conversation(),
            request.language(),
            joined(request.topics()),
            lower(request.wants()),
            lower(request.band()),
            Long.toString(arrived),
            Long.toString(arrived - request.band().headStart().toMillis()),
            Long.toString(TICKET_LIFE.toMillis()))
        .then();
  }

  @Override
  public Mono<Boolean> about(TicketId ticket, Set<String> topics, Wants wants) {
    return run("about", ticket.value(), joined(topics), lower(wants)).map(is("changed"));
  }

  @Override
  public Mono<Boolean> raise(TicketId ticket, Band band) {
    return run("raise", ticket.value(), lower(band), Long.toString(band.headStart().toMillis()))
        .map(is("raised"));
  }

  @Override
  public Mono<Boolean> leave(TicketId ticket) {
    return run("leave", ticket.value()).map(is("left"));
  }

  @Override
  public Mono<Boolean> away(TicketId ticket) {
    return run("away", ticket.value(), millis(settings.awayFor())).map(is("away"));
  }

  @Override
  public Mono<Boolean> back(TicketId ticket) {
    return run("back", ticket.value()).map(is("back"));
  }

  @Override
  public Mono<Place> place(TicketId ticket) {
    return run("place", ticket.value())
        .filter(answer -> !answer.isEmpty())
        .map(answer ->
            new Place(
                Integer.parseInt(text(answer, 0)) + 1,
                null,
                Instant.ofEpochMilli(number(answer, 1))));
  }

  @Override
  public Flux<TicketEvent> watch(TicketId ticket) {
    Flux<String> line =
        redis
            .hget(keys.ticket(ticket), "language")
            .flatMapMany(language -> bells.listen(keys.lineBell(language)));
    return Flux.merge(bells.listen(keys.bell(ticket.value())), line)
        .filter(what -> !what.isEmpty())
        .map(RedisMatchingQueue::ticketEvent)
        .takeUntil(event -> !(event instanceof TicketEvent.Moved));
  }

  @Override
  public Mono<Duty> onDuty(DutyRequest request) {
    return run(
            "on-duty",
            request.peer().value(),
            Integer.toString(request.capacity()),
            joined(request.languages()),
            joined(request.topics()),
            millis(settings.peerSilentFor()))
        .map(RedisMatchingQueue::duty);
  }

  @Override
  public Mono<Duty> offDuty(PeerId peer) {
    return run("off-duty", peer.value()).map(RedisMatchingQueue::duty);
  }

  @Override
  public Mono<Duty> duty(PeerId peer) {
    return run("duty", peer.value()).map(RedisMatchingQueue::duty);
  }

  @Override
  public Mono<Void> beat(PeerId peer) {
    return run("beat", peer.value(), millis(settings.peerSilentFor())).then();
  }

  @Override
  public Flux<PeerEvent> watch(PeerId peer) {
    // An offer that is open already is told as soon as the bell can be heard: a page was refreshed.
    return bells
        .listen(keys.bell(peer.value()))
        .concatMap(what -> what.isEmpty() ? openOffer(peer) : peerEvent(peer, what));
  }

  @Override
  public Mono<Answer> accept(PeerId peer, OfferId offer) {
    return run("accept", peer.value(), offer.value(), millis(MATCHED_LIFE))
        .map(RedisMatchingQueue::answer);
  }

  @Override
  public Mono<Answer> decline(PeerId peer, OfferId offer) {
    return run("decline", peer.value(), offer.value()).map(RedisMatchingQueue::answer);
  }

  @Override
  public Mono<Void> release(PeerId peer, String conversation) {
    return run("release", peer.value(), conversation).then();
  }

  @Override
  public Flux<Accepted> accepted(String consumer, Duration redeliverAfter) {
    return group()
        .thenMany(
            Flux.defer(() -> Flux.concat(abandoned(consumer, redeliverAfter), fresh(consumer)))
                .repeat());
  }

  @Override
  public Mono<Void> acknowledge(Accepted accepted) {
    return redis
        .xack(keys.out(), GROUP, accepted.entry())
        .then(redis.xdel(keys.out(), accepted.entry()))
        .then();
  }

  @Override
  public Mono<Census> census() {
    return run("census")
        .map(answer ->
            new Census(
                (int) number(answer, 0),
                Duration.ofMillis(number(answer, 1)),
                (int) number(answer, 2),
                (int) number(answer, 3)));
  }

  @Override
  public Mono<Candidates> candidates() {
    return run(
            "candidates",
            Integer.toString(TICKETS_OF_A_BUCKET),
            Integer.toString(PEERS_OF_A_BUCKET))
        .map(answer ->
            new Candidates(
                rows(answer, 0).map(RedisMatchingQueue::ticket).toList(),
                rows(answer, 1).map(RedisMatchingQueue::freePeer).toList()));
  }

  @Override
  public Mono<Claim> claim(Ticket ticket, FreePeer peer) {
    byte[] offer = new byte[OFFER_BYTES];
    RANDOM.nextBytes(offer);
    return run(
            "claim",
            ticket.id().value(),
            Long.toString(ticket.version()),
            peer.id().value(),
            Long.toString(peer.version()),
            Base64.getUrlEncoder().withoutPadding().encodeToString(offer),
            millis(settings.offerFor()))
        .map(answer -> Claim.valueOf(text(answer, 0).toUpperCase(Locale.ROOT)));
  }

  @Override
  public Mono<Integer> reap() {
    return run("reap", Integer.toString(REAPED_AT_ONCE)).map(answer -> (int) number(answer, 0));
  }

  @Override
  public Flux<Boolean> bells() {
    return bells.listen(keys.engineBell()).map(what -> true);
  }

  @Override
  public Mono<Boolean> holdsLease(String owner, String token) {
    return run("lease", owner, token, millis(LEASE)).map(is("1"));
  }

  @Override
  public void close() {
    bells.close();
    outbox.close();
    connection.close();
  }

  private Mono<List<Object>> run(String act, String... arguments) {
    return scripts
        .computeIfAbsent(act, name -> RedisScript.of(name, redis))
        .run(redis, keys, arguments);
  }

  private Mono<String> group() {
    return redis
        .xgroupCreate(
            XReadArgs.StreamOffset.from(keys.out(), "0"),
            GROUP,
            XGroupCreateArgs.Builder.mkstream())
        .onErrorResume(RedisBusyException.class, there -> Mono.just("there"));
  }

  private Flux<Accepted> abandoned(String consumer, Duration redeliverAfter) {
    return redis
        .xautoclaim(
            keys.out(),
            XAutoClaimArgs.Builder.xautoclaim(Consumer.from(GROUP, consumer), redeliverAfter, "0-0")
                .count(READ_AT_ONCE))
        .flatMapIterable(claimed -> claimed.getMessages())
        .map(RedisMatchingQueue::accepted);
  }

  /** Reads on a connection of its own, because the read blocks it. */
  private Flux<Accepted> fresh(String consumer) {
    return outbox
        .reactive()
        .xreadgroup(
            Consumer.from(GROUP, consumer),
            XReadArgs.Builder.block(BLOCK).count(READ_AT_ONCE),
            XReadArgs.StreamOffset.lastConsumed(keys.out()))
        .map(RedisMatchingQueue::accepted);
  }

  private Mono<PeerEvent> openOffer(PeerId peer) {
    return run("offer", peer.value())
        .filter(answer -> !answer.isEmpty())
        .map(answer ->
            new PeerEvent.Offered(
                new OfferId(text(answer, 0)),
                text(answer, 1),
                split(text(answer, 2)),
                wants(text(answer, 3)),
                Instant.ofEpochMilli(number(answer, 4))));
  }

  private Mono<PeerEvent> peerEvent(PeerId peer, String what) {
    String[] parts = what.split("\\|", -1);
    return switch (parts[0]) {
      case "offered" -> openOffer(peer);
      case "gone" ->
          Mono.just(
              new PeerEvent.OfferGone(
                  new OfferId(parts[1]), PeerEvent.Why.valueOf(parts[2].toUpperCase(Locale.ROOT))));
      case "duty" -> duty(peer).map(PeerEvent.DutyChanged::new);
      default -> Mono.empty();
    };
  }

  private static TicketEvent ticketEvent(String what) {
    String[] parts = what.split("\\|", -1);
    return switch (parts[0]) {
      case "matched" -> new TicketEvent.Matched();
      case "gone" ->
          new TicketEvent.Gone(TicketEvent.Why.valueOf(parts[1].toUpperCase(Locale.ROOT)));
      default -> new TicketEvent.Moved();
    };
  }

  private static Accepted accepted(StreamMessage<String, String> entry) {
    Map<String, String> body = entry.getBody();
    return new Accepted(
        entry.getId(),
        new TicketId(field(body, "ticket")),
        field(body, "conversation"),
        new PeerId(field(body, "peer")),
        Instant.ofEpochMilli(Long.parseLong(field(body, "arrived"))),
        Instant.ofEpochMilli(Long.parseLong(field(body, "accepted"))));
  }

  private static String field(Map<String, String> body, String name) {
    return Objects.requireNonNull(body.get(name), name);
  }

  private static Ticket ticket(List<?> row) {
    return new Ticket(
        new TicketId(text(row, 0)),
        text(row, 1),
        split(text(row, 2)),
        wants(text(row, 3)),
        number(row, 4),
        number(row, 5));
  }

  private static FreePeer freePeer(List<?> row) {
    return new FreePeer(
        new PeerId(text(row, 0)),
        split(text(row, 1)),
        split(text(row, 2)),
        (int) number(row, 3),
        number(row, 4),
        number(row, 5));
  }

  private static java.util.stream.Stream<List<?>> rows(List<Object> answer, int index) {
    return ((List<?>) answer.get(index)).stream().map(row -> (List<?>) row);
  }

  private static Duty duty(List<Object> answer) {
    return new Duty(is("1").apply(answer), (int) number(answer, 1), (int) number(answer, 2));
  }

  private static Answer answer(List<Object> answer) {
    return is("done").apply(answer) ? Answer.DONE : Answer.OFFER_GONE;
  }

  private static java.util.function.Function<List<Object>, Boolean> is(String expected) {
    return answer -> text(answer, 0).equals(expected);
  }

  private static String text(List<?> row, int index) {
    return Objects.requireNonNull((String) row.get(index));
  }

  private static long number(List<?> row, int index) {
    return Long.parseLong(text(row, index));
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  private static String joined(Set<String> values) {
    return values.stream().sorted().collect(Collectors.joining(","));
  }

  private static Set<String> split(String values) {
    return Arrays.stream(values.split(",", -1))
        .filter(value -> !value.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Wants wants(String value) {
    return Wants.valueOf(value.toUpperCase(Locale.ROOT));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
