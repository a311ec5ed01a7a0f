package org.porchlight.chat.duty;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.number;

import io.lettuce.core.KeyValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import reactor.core.publisher.Mono;

/**
 * How long peers have been on duty this week. It is counted from one beat of their page to the
 * next, so a node or a page that dies counts nothing after its last beat.
 */
final class RedisHours {
  /** Two beats of a page and a little: what is further apart may hold time that was not. */
  static final Duration CLOSE = Duration.ofSeconds(45);

  /** Longer than any week lasts; none but this one is kept. */
  private static final Duration KEPT = Duration.ofDays(8);

  private static final RedisScript HOURS = RedisScript.of(RedisHours.class, "/lua/duty/hours.lua");

  private final RedisLink link;

  RedisHours(RedisLink link) {
    this.link = link;
  }

  /** A peer is on duty now, or not. What cannot be counted is left out and holds nothing up. */
  Mono<Void> count(String peer, boolean on) {
    return run(peer, on ? "on" : "off").then().onErrorComplete();
  }

  /** How long this week, up to the last look. */
  Mono<Duration> thisWeek(String peer) {
    return run(peer, "look").map(answer -> Duration.ofMillis(number(answer.getFirst())));
  }

  /** A breather begins, is longer now, or ends. What cannot be kept holds nothing up. */
  Mono<Void> rests(String peer, Instant until) {
    return HOURS
        .run(
            link,
            List.of(key(peer)),
            bytes("rest"),
            bytes(CLOSE.toMillis()),
            bytes(KEPT.toMillis()),
            bytes(until.toEpochMilli()))
        .then()
        .onErrorComplete();
  }

  /** Since when a peer is on duty, and until when they rested last; of both what is known. */
  Mono<Stretch> stretch(String peer) {
    return link.commands()
        .flatMap(redis -> redis.hmget(key(peer), "since", "rested").collectList())
        .map(found -> new Stretch(time(found.getFirst()), time(found.getLast())));
  }

  private static @Nullable Instant time(KeyValue<String, byte[]> field) {
    return field.hasValue() ? Instant.ofEpochMilli(number(field.getValue())) : null;
  }

  private Mono<List<Object>> run(String peer, String what) {
    return HOURS.run(
        link, List.of(key(peer)), bytes(what), bytes(CLOSE.toMillis()), bytes(KEPT.toMillis()));
  }

  static String key(String peer) {
    return "d:{" + peer + "}:hours";
  }
}
