package org.porchlight.chat.duty;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.duty.RedisCare.Seeing;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What peers ask for, one thing each, and which one of several who see it came first. */
final class RedisAsking {
  private static final RedisScript ASK = script("ask");
  private static final RedisScript SEEN = script("seen");

  private final RedisLink link;
  private final RedisWriter writer;
  private final Clock clock;
  private final String key;
  private final Duration kept;

  /**
   * What is asked for in one place.
   *
   * @param kept after so long nobody asks for it any more
   */
  RedisAsking(RedisLink link, RedisWriter writer, Clock clock, String key, Duration kept) {
    this.link = link;
    this.writer = writer;
    this.clock = clock;
    this.key = key;
    this.kept = kept;
  }

  /**
   * A peer asked for something.
   *
   * @param peer their id
   * @param at when, to the millisecond
   * @param by the name of who has seen it, null while nobody has
   */
  record Wish(String peer, String what, Instant at, @Nullable String by) {}

  private static RedisScript script(String name) {
    return RedisScript.of(RedisAsking.class, "/lua/duty/" + name + ".lua");
  }

  /** A peer asks, in the place of what they asked for before; empty takes it back. */
  Mono<Void> ask(String peer, String what) {
    return writer.run(ASK, List.of(key), bytes(peer), bytes(what), bytes(kept.toMillis())).then();
  }

  /** What a peer asked for, seen or not. */
  Mono<Wish> by(String peer) {
    return link.commands()
        .flatMap(redis -> redis.hget(key, peer))
        .map(stored -> wish(peer, text(stored)))
        .filter(this::isOfNow);
  }

  /** All, seen or not, the oldest first. */
  Flux<Wish> all() {
    return link.commands()
        .flatMap(redis ->
            redis
                .hgetall(key)
                .map(field -> wish(field.getKey(), text(field.getValue())))
                .collectSortedList((one, other) -> one.at().compareTo(other.at())))
        .flatMapIterable(all -> all)
        .filter(this::isOfNow);
  }

  /** Somebody has seen what a peer asked for in that millisecond. */
  Mono<Seeing> seen(String peer, long at, String by) {
    return writer
        .run(SEEN, List.of(key), bytes(peer), bytes(at), bytes(by))
        .map(answer ->
            switch (text(answer.getFirst())) {
              case "yours" -> new Seeing.Yours();
              case "taken" -> new Seeing.Taken(text(answer.get(1)));
              default -> new Seeing.Gone();
            });
  }

  private boolean isOfNow(Wish wish) {
    return wish.at().plus(kept).isAfter(clock.instant());
  }

  private static Wish wish(String peer, String stored) {
    String[] parts = stored.split("\\|", 3);
    return new Wish(
        peer,
        parts[0],
        Instant.ofEpochMilli(Long.parseLong(parts[1])),
        parts[2].isEmpty() ? null : parts[2]);
  }
}
