package org.porchlight.chat.duty;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.number;
import static org.porchlight.redis.RedisScript.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.duty.RedisAsking.Wish;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a peer asks the supervisors for on their own behalf, and what comes back. No words are in
 * it: people talk about it with each other, and not through here.
 */
@Component
public class RedisCare {
  /** A shift and some: nobody asks for a night that is long over. */
  private static final Duration ASKED_FOR = Duration.ofHours(12);

  private static final Duration THANKS_FOR = Duration.ofDays(7);
  private static final int MOST_THANKS = 10;

  /** Three beats of a supervisor's socket. */
  private static final Duration BESIDE_FOR = Duration.ofSeconds(60);

  private static final String BESIDE_NOW = "d:{peers}:beside";
  private static final String DEBRIEF = "debrief";

  /** Of fewer an average would say something about each. */
  private static final int ENOUGH = 5;

  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  private static final RedisScript BESIDE = script("beside");
  private static final RedisScript THANK = script("thank");

  private final RedisLink link;
  private final RedisWriter writer;
  private final RedisHours hours;
  private final Clock clock;
  private final RedisAsking asked;
  private final RedisAsking toTalkOver;

  RedisCare(RedisLink link, RedisWriter writer, RedisHours hours, Clock clock) {
    this.link = link;
    this.writer = writer;
    this.hours = hours;
    this.clock = clock;
    this.asked = new RedisAsking(link, writer, clock, "d:{peers}:asked", ASKED_FOR);
    this.toTalkOver = new RedisAsking(link, writer, clock, "d:{peers}:debriefs", ASKED_FOR);
  }

  /** What came of saying that one has seen something. */
  public sealed interface Seeing {

    /** Nobody had before. */
    record Yours() implements Seeing {}

    /** Somebody had. */
    record Taken(String by) implements Seeing {}

    /** It was taken back, or asked for anew. */
    record Gone() implements Seeing {}
  }

  /** A supervisor said thank you. */
  public record Thanks(Instant at, String by) {}

  private static RedisScript script(String name) {
    return RedisScript.of(RedisCare.class, "/lua/duty/" + name + ".lua");
  }

  /** A peer asks for something, in the place of what they asked for before; null takes it back. */
  Mono<Void> ask(String peer, Asked.@Nullable What what) {
    return asked.ask(peer, what == null ? "" : what.code());
  }

  /** A supervisor who is beside a peer. */
  public record Beside(String id, String name) {}

  /**
   * A supervisor is beside a peer from now on, for as long as {@link #stillBeside} is said.
   *
   * @return empty, or the name of another who is
   */
  public Mono<Optional<String>> beside(String peer, String supervisor, String name) {
    return beside("on", peer, supervisor, name)
        .map(answer ->
            text(answer.getFirst()).equals("taken")
                ? Optional.of(text(answer.get(1)))
                : Optional.empty());
  }

  /** A supervisor is beside a peer no more. */
  public Mono<Void> besideNoMore(String peer, String supervisor) {
    return beside("off", peer, supervisor, "").then();
  }

  /** A supervisor is there, for all whom they are beside. */
  public Mono<Void> stillBeside(String supervisor) {
    return beside("still", "", supervisor, "").then();
  }

  private Mono<List<Object>> beside(String what, String peer, String supervisor, String name) {
    return BESIDE.run(
        link,
        List.of(BESIDE_NOW),
        bytes(what),
        bytes(peer),
        bytes(supervisor),
        bytes(name),
        bytes(BESIDE_FOR.toMillis()));
  }

  /** Who is beside a peer. */
  public Mono<Beside> besideOf(String peer) {
    return link.commands()
        .flatMap(redis -> redis.hget(BESIDE_NOW, peer))
        .flatMap(stored -> Mono.justOrEmpty(holding(stored)));
  }

  /** Who is beside whom now, by the ids of the peers. */
  public Mono<Map<String, Beside>> besides() {
    return link.commands()
        .flatMapMany(redis -> redis.hgetall(BESIDE_NOW))
        .flatMap(field ->
            Mono.justOrEmpty(holding(field.getValue()).map(by -> Map.entry(field.getKey(), by))))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private Optional<Beside> holding(byte[] stored) {
    String[] parts = text(stored).split("\\|", 3);
    return Long.parseLong(parts[0]) > clock.millis()
        ? Optional.of(new Beside(parts[1], parts[2]))
        : Optional.empty();
  }

  /** What a peer asked for, seen or not. */
  Mono<Asked> askedBy(String peer) {
    return asked.by(peer).map(RedisCare::asked);
  }

  /** What nobody has seen yet, the oldest first. */
  public Flux<Asked> waiting() {
    return asked.all().filter(wish -> wish.by() == null).map(RedisCare::asked);
  }

  /** A supervisor has seen what a peer asked for in that millisecond. */
  public Mono<Seeing> seen(String peer, long at, String supervisor) {
    return asked.seen(peer, at, supervisor);
  }

  /** A supervisor thanks a peer. */
  public Mono<Void> thank(String peer, String supervisor) {
    return writer
        .run(
            THANK,
            List.of(thanks(peer)),
            bytes(supervisor),
            bytes(MOST_THANKS),
            bytes(THANKS_FOR.toMillis()))
        .then();
  }

  /** The last thanks, the latest first. */
  Flux<Thanks> thanksTo(String peer) {
    return link.commands()
        .flatMapMany(redis -> redis.lrange(thanks(peer), 0, -1))
        .map(stored -> {
          String[] parts = text(stored).split("\\|", 2);
          return new Thanks(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1]);
        });
  }

  /**
   * A conversation that was hard is over, and somebody should talk it over with its peer.
   *
   * @param peer their id
   * @param at since when, to the millisecond
   */
  public record Debrief(String peer, Instant at) {}

  /** Somebody should talk with a peer from now on; twice is the same while nobody has. */
  Mono<Void> debrief(String peer) {
    return toTalkOver.ask(peer, DEBRIEF);
  }

  /** What nobody has talked over with this peer yet. */
  Mono<Debrief> debriefOf(String peer) {
    return toTalkOver.by(peer).filter(wish -> wish.by() == null).map(RedisCare::due);
  }

  /** What nobody has talked over yet, the oldest first. */
  public Flux<Debrief> debriefs() {
    return toTalkOver.all().filter(wish -> wish.by() == null).map(RedisCare::due);
  }

  /** A supervisor has talked with a peer over what was hard since that millisecond. */
  public Mono<Seeing> debriefed(String peer, long at, String supervisor) {
    return toTalkOver.seen(peer, at, supervisor);
  }

  /** How a peer says they are tonight, from 1 to 5: for themselves, and for the average. */
  Mono<Void> is(String peer, int how) {
    String key = tonight();
    return link.commands()
        .flatMap(redis ->
            redis
                .hset(key, peer, bytes(how))
                .then(redis.pexpire(key, Duration.ofDays(1).toMillis())))
        .then();
  }

  /** What a peer said. */
  Mono<Integer> saidBy(String peer) {
    return link.commands()
        .flatMap(redis -> redis.hget(tonight(), peer))
        .map(how -> Math.toIntExact(number(how)));
  }

  /** What all of them said tonight, as one whole number; empty where too few did. */
  public Mono<Integer> saidByAll() {
    return link.commands()
        .flatMap(redis -> redis.hvals(tonight()).map(RedisScript::number).collectList())
        .filter(all -> all.size() >= ENOUGH)
        .map(all ->
            (int) Math.round(all.stream().mapToLong(Long::longValue).average().orElseThrow()));
  }

  /** How long a peer has been at it. */
  public Mono<Stretch> stretch(String peer) {
    return hours.stretch(peer);
  }

  private static Debrief due(Wish wish) {
    return new Debrief(wish.peer(), wish.at());
  }

  private static Asked asked(Wish wish) {
    return new Asked(wish.peer(), Asked.What.of(wish.what()).orElseThrow(), wish.at(), wish.by());
  }

  /** A night lasts from noon to noon, in UTC. */
  private String tonight() {
    Instant evening = clock.instant().minus(HALF_A_DAY);
    return "d:{peers}:how:" + LocalDate.ofInstant(evening, ZoneOffset.UTC);
  }

  private static String thanks(String peer) {
    return "d:{" + peer + "}:thanks";
  }
}
