package org.porchlight.matching.redis;

import static org.porchlight.matching.redis.Rows.field;
import static org.porchlight.matching.redis.Rows.is;
import static org.porchlight.matching.redis.Rows.joined;
import static org.porchlight.matching.redis.Rows.lower;
import static org.porchlight.matching.redis.Rows.millis;
import static org.porchlight.matching.redis.Rows.number;
import static org.porchlight.matching.redis.Rows.split;
import static org.porchlight.matching.redis.Rows.text;
import static org.porchlight.matching.redis.Rows.time;
import static org.porchlight.matching.redis.Rows.upper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.porchlight.matching.MatchingQueue;
import org.porchlight.matching.MatchingSettings;
import org.porchlight.matching.Needs;
import org.porchlight.matching.OfferId;
import org.porchlight.matching.Outlook;
import org.porchlight.matching.PeerEvent;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.Place;
import org.porchlight.matching.Return;
import org.porchlight.matching.TicketEvent;
import org.porchlight.matching.TicketId;
import org.porchlight.matching.TicketRequest;
import org.porchlight.matching.Wants;
import org.porchlight.matching.Wish;
import org.porchlight.matching.policy.Waits;
import org.porchlight.redis.RedisScript;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The line in Redis: one script an act. */
public final class RedisMatchingQueue implements MatchingQueue {
  private static final Duration LIFE = Duration.ofDays(2);
  private static final Duration SUPERVISORS_FOR = Duration.ofSeconds(30);
  private static final Duration DOOR_AT_LEAST_EVERY = Duration.ofSeconds(15);
  private static final int INSPECTED = 200;

  private final RedisPool pool;
  private final MatchingSettings settings;
  private final RedisLines lines;
  private final RedisOutbox accepted;
  private final RedisOutbox ended;

  /** The queue of a pool. */
  public RedisMatchingQueue(RedisPool pool) {
    this.pool = pool;
    this.settings = pool.settings();
    this.lines = new RedisLines(pool);
    this.accepted = new RedisOutbox(pool, pool.keys().out(), pool.keys().bell("out"), "duty");
    this.ended = new RedisOutbox(pool, pool.keys().ended(), pool.keys().bell("ended"), "intake");
  }

  @Override
  public Mono<Void> join(TicketRequest request) {
    long arrived = request.arrivedAt().toEpochMilli();
    Needs needs = request.needs();
    Wish wish = request.wish();
    PeerId known = needs.known();
    return pool.act(
            "join",
            request.ticket().value(),
            request.conversation(),
            needs.language(),
            needs.clearance() ? "1" : "0",
            joined(needs.avoid().stream().map(PeerId::value).collect(Collectors.toSet())),
            known == null ? "" : known.value(),
            joined(wish.topics()),
            lower(wish.wants()),
            millis(wish.patience()),
            lower(request.band()),
            Long.toString(arrived),
            Long.toString(arrived - request.band().headStart().toMillis()),
            millis(settings.knownFor()),
            millis(LIFE),
            millis(request.holdFor()))
        .then();
  }

  @Override
  public Mono<Boolean> about(TicketId ticket, Wish wish) {
    return pool.act(
            "about",
            ticket.value(),
            joined(wish.topics()),
            lower(wish.wants()),
            millis(wish.patience()))
        .map(answer -> is(answer, 0, "changed"));
  }

  @Override
  public Mono<Boolean> anyone(TicketId ticket) {
    return pool.act("anyone", ticket.value()).map(answer -> is(answer, 0, "waits"));
  }

  @Override
  public Mono<Boolean> raise(TicketId ticket, Band band) {
    return pool.act("raise", ticket.value(), lower(band), millis(band.headStart()))
        .map(answer -> is(answer, 0, "raised"));
  }

  @Override
  public Mono<Boolean> leave(TicketId ticket) {
    return pool.act("leave", ticket.value()).map(answer -> is(answer, 0, "left"));
  }

  @Override
  public Mono<Boolean> away(TicketId ticket) {
    return pool.act("away", ticket.value(), millis(settings.awayFor()))
        .map(answer -> is(answer, 0, "away"));
  }

  @Override
  public Mono<Return> back(TicketId ticket) {
    return pool.act("back", ticket.value())
        .map(answer ->
            switch (text(answer, 0)) {
              case "gone" -> Return.ENDED;
              case "unknown" -> Return.UNKNOWN;
              default -> Return.THERE;
            });
  }

  @Override
  public Mono<Place> place(TicketId ticket) {
    return pool.ask("place", ticket.value())
        .filter(answer -> !answer.isEmpty())
        .map(answer ->
            new Place(
                (int) number(answer, 0) + 1,
                Waits.range(
                        new Waits.Seen(
                            number(answer, 0),
                            number(answer, 2),
                            number(answer, 3),
                            number(answer, 4),
                            Double.parseDouble(text(answer, 5)),
                            Double.parseDouble(text(answer, 6))))
                    .orElse(null),
                new Wish(
                    split(text(answer, 8)),
                    Wants.valueOf(upper(text(answer, 9))),
                    Duration.ofMillis(number(answer, 10))),
                is(answer, 7, "1"),
                is(answer, 11, "1"),
                Instant.ofEpochMilli(number(answer, 1))));
  }

  @Override
  public Flux<TicketEvent> watch(TicketId ticket) {
    Flux<TicketEvent> own =
        pool.bell(pool.keys().bell(ticket.value()))
            .concatMap(what -> what.equals(RedisPool.LOOK) ? heard(ticket) : ticketEvent(what));
    Flux<TicketEvent> line =
        pool.redis()
            .flatMap(redis -> redis.hget(pool.keys().ticket(ticket), "language"))
            .map(RedisScript::text)
            .flatMapMany(lines::of)
            .concatMap(RedisMatchingQueue::ticketEvent);
    return Flux.merge(own, line)
        .takeUntil(
            event -> event instanceof TicketEvent.Matched || event instanceof TicketEvent.Gone);
  }

  @Override
  public Mono<TicketId> handOver(HandOver request) {
    HandOver.Stay stay = request.stay();
    return pool.act(
            "hand-over",
            request.conversation(),
            request.ticket().value(),
            lower(request.band()),
            millis(request.band().headStart()),
            millis(LIFE),
            stay == null ? "" : stay.peer().value(),
            stay == null ? "0" : millis(stay.atMost()))
        .filter(answer -> !answer.isEmpty())
        .map(answer -> new TicketId(text(answer, 0)));
  }

  @Override
  public Mono<Duty> onDuty(DutyRequest request) {
    return pool.act(
            "on-duty",
            request.peer().value(),
            Integer.toString(request.places()),
            joined(request.languages()),
            joined(request.topics()),
            request.certificate().level().code(),
            request.certificate().cleared() ? "1" : "0",
            millis(settings.peerSilentFor()),
            joined(request.avoid()))
        .map(Rows::duty);
  }

  @Override
  public Mono<Duty> offDuty(PeerId peer) {
    return pool.act("off-duty", peer.value(), "").map(Rows::duty);
  }

  @Override
  public Mono<Void> putOffDuty(PeerId peer, PeerEvent.Cause cause) {
    return pool.act("off-duty", peer.value(), lower(cause)).then();
  }

  @Override
  public Flux<PeerId> onDuty() {
    return pool.redis()
        .flatMap(redis -> redis.zrange(pool.keys().onDuty(), 0, -1).collectList())
        // Whole: what is done about each goes over the same link.
        .flatMapIterable(peers -> peers)
        .map(RedisScript::text)
        .map(PeerId::new);
  }

  @Override
  public Mono<Duty> duty(PeerId peer) {
    return pool.ask("duty", peer.value()).map(Rows::duty);
  }

  @Override
  public Mono<Duty> rest(PeerId peer, Instant until) {
    return pool.act("rest", peer.value(), Long.toString(until.toEpochMilli())).map(Rows::duty);
  }

  @Override
  public Mono<Void> beat(PeerId peer, Set<String> conversations) {
    List<String> arguments = new ArrayList<>();
    arguments.add(peer.value());
    arguments.add(millis(settings.peerSilentFor()));
    arguments.add(millis(settings.placeFor()));
    arguments.add(Integer.toString(conversations.size()));
    arguments.addAll(conversations);
    return pool.act("beat", arguments.toArray(String[]::new)).then();
  }

  @Override
  public Flux<PeerEvent> watch(PeerId peer) {
    // An offer that is open already is told as soon as the bell can be heard: a page was refreshed.
    return pool.bell(pool.keys().bell(peer.value()))
        .concatMap(what -> what.equals(RedisPool.LOOK) ? heard(peer) : peerEvent(peer, what));
  }

  @Override
  public Mono<Answer> accept(PeerId peer, OfferId offer) {
    return pool.act("accept", peer.value(), offer.value(), millis(LIFE))
        .map(RedisMatchingQueue::answer);
  }

  @Override
  public Mono<Answer> decline(PeerId peer, OfferId offer) {
    return pool.act("decline", peer.value(), offer.value()).map(RedisMatchingQueue::answer);
  }

  @Override
  public Mono<Void> release(PeerId peer, String conversation) {
    return pool.act("release", peer.value(), conversation).then();
  }

  @Override
  public Flux<Accepted> accepted(String consumer, Duration redeliverAfter) {
    return accepted.entries(consumer, redeliverAfter).map(RedisMatchingQueue::accepted);
  }

  @Override
  public Mono<Void> acknowledge(Accepted match) {
    return pool.act(
            "settle",
            accepted.group(),
            match.entry(),
            match.peer().value(),
            match.conversation(),
            millis(settings.placeFor()))
        .then();
  }

  @Override
  public Flux<Ended> ended(String consumer, Duration redeliverAfter) {
    return ended.entries(consumer, redeliverAfter).map(RedisMatchingQueue::ended);
  }

  @Override
  public Mono<Void> acknowledge(Ended end) {
    return ended.acknowledge(end.entry());
  }

  @Override
  public Mono<Census> census() {
    return pool.ask("census")
        .map(answer ->
            new Census(
                (int) number(answer, 0),
                Duration.ofMillis(number(answer, 1)),
                (int) number(answer, 2),
                (int) number(answer, 3),
                (int) number(answer, 4)));
  }

  @Override
  public Mono<Void> supervisors(String node, int count) {
    return pool.act("supervisors", node, Integer.toString(count), millis(SUPERVISORS_FOR)).then();
  }

  @Override
  public Flux<Door> door(String language) {
    // A node that died says nothing, so the door is looked at now and then without a bell.
    return Flux.merge(
            pool.bell(pool.keys().doorBell()),
            Flux.interval(DOOR_AT_LEAST_EVERY).map(tick -> RedisPool.LOOK))
        .onBackpressureLatest()
        .concatMap(look -> pool.ask("door", language), 1)
        .map(RedisMatchingQueue::door)
        .distinctUntilChanged();
  }

  @Override
  public Mono<Outlook> outlook(String language) {
    return pool.act("door", language)
        .map(answer ->
            new Outlook(
                door(answer),
                number(answer, 0) == 0 ? null : rangeOfNewcomer(answer),
                Instant.ofEpochMilli(number(answer, 7))));
  }

  @Override
  public Mono<Inspection> inspect() {
    return pool.ask("inspect", Integer.toString(INSPECTED)).map(Inspections::of);
  }

  private static Place.@Nullable Range rangeOfNewcomer(List<Object> answer) {
    return Waits.range(
            new Waits.Seen(
                number(answer, 2),
                number(answer, 3),
                number(answer, 4),
                number(answer, 0),
                Double.parseDouble(text(answer, 5)),
                Double.parseDouble(text(answer, 6))))
        .orElse(null);
  }

  private static Door door(List<Object> answer) {
    boolean isSupervised = number(answer, 1) > 0;
    if (number(answer, 0) == 0) {
      return isSupervised ? Door.NO_PEER : Door.NOBODY;
    }
    return isSupervised ? Door.OPEN : Door.NO_SUPERVISOR;
  }

  /**
   * Somebody listens for the seeker, so they are there; what happened while nobody did is told now.
   */
  private Mono<TicketEvent> heard(TicketId ticket) {
    return pool.act("back", ticket.value())
        .flatMap(answer ->
            switch (text(answer, 0)) {
              case "matched" -> Mono.just(new TicketEvent.Matched());
              case "gone", "unknown" ->
                  Mono.just(new TicketEvent.Gone(TicketEvent.Why.AWAY_TOO_LONG));
              default -> Mono.empty();
            });
  }

  private Mono<PeerEvent> heard(PeerId peer) {
    return pool.act("heard", peer.value())
        .flatMap(answer ->
            switch (text(answer, 0)) {
              case "offer" ->
                  Mono.just(
                      offered(
                          text(answer, 1),
                          text(answer, 2),
                          text(answer, 3),
                          text(answer, 4),
                          text(answer, 5)));
              case "unheard" ->
                  duty(peer)
                      .map(duty -> new PeerEvent.DutyChanged(duty, PeerEvent.Cause.NOT_LISTENING));
              default -> Mono.empty();
            });
  }

  private static PeerEvent offered(
      String offer, String language, String topics, String wants, String expires) {
    return new PeerEvent.Offered(
        new OfferId(offer),
        language,
        split(topics),
        Wants.valueOf(upper(wants)),
        Instant.ofEpochMilli(Long.parseLong(expires)));
  }

  private Mono<PeerEvent> peerEvent(PeerId peer, String what) {
    String[] parts = what.split("\\|", -1);
    return switch (parts[0]) {
      case "offered" -> Mono.just(offered(parts[1], parts[2], parts[3], parts[4], parts[5]));
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

  private static Mono<TicketEvent> ticketEvent(String what) {
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

  private static Accepted accepted(RedisOutbox.Entry entry) {
    Map<String, String> body = entry.body();
    return new Accepted(
        entry.id(),
        new TicketId(field(body, "ticket")),
        field(body, "conversation"),
        Integer.parseInt(field(body, "turn")),
        new PeerId(field(body, "peer")),
        time(body, "since"),
        time(body, "accepted"),
        field(body, "why"));
  }

  private static Ended ended(RedisOutbox.Entry entry) {
    Map<String, String> body = entry.body();
    return new Ended(
        entry.id(),
        new TicketId(field(body, "ticket")),
        field(body, "conversation"),
        Integer.parseInt(field(body, "turn")),
        TicketEvent.Why.valueOf(upper(field(body, "why"))),
        Duration.ofMillis(Long.parseLong(field(body, "waited"))));
  }

  private static Answer answer(List<Object> answer) {
    return is(answer, 0, "done") ? Answer.DONE : Answer.OFFER_GONE;
  }
}
