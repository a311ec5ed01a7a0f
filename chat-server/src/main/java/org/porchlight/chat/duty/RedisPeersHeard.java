package org.porchlight.chat.duty;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** When the page of each peer was heard of last, on whichever node, and since when it is gone. */
final class RedisPeersHeard {
  /** Two beats and some: one may be late. */
  private static final Duration SILENT = Duration.ofSeconds(45);

  private static final Duration FORGET = Duration.ofHours(12);
  private static final RedisScript<Long> HEARD = script("heard", Long.class);
  private static final RedisScript<Long> GONE = script("gone", Long.class);
  private static final RedisScript<List<String>> SILENT_NOW = list("silent");

  private final ReactiveStringRedisTemplate redis;

  RedisPeersHeard(ReactiveStringRedisTemplate redis) {
    this.redis = redis;
  }

  private static <T> RedisScript<T> script(String name, Class<T> answer) {
    return RedisScript.of(new ClassPathResource("lua/duty/" + name + ".lua"), answer);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // a script's answer has no type of its own
  private static RedisScript<List<String>> list(String name) {
    return (RedisScript) script(name, List.class);
  }

  Mono<Void> heard(String peer) {
    return redis.execute(HEARD, List.of(heard(), gone()), List.of(peer)).then();
  }

  Mono<Void> gone(String peer) {
    return redis.execute(GONE, List.of(gone()), List.of(peer)).then();
  }

  /** Peers whose node must have died, each of them once. */
  Flux<String> silent() {
    return redis
        .execute(
            SILENT_NOW,
            List.of(heard(), gone()),
            List.of(Long.toString(SILENT.toMillis()), Long.toString(FORGET.toMillis())))
        .flatMapIterable(peers -> peers);
  }

  /** Since when the page of a peer is gone, empty when it is there. */
  Mono<Instant> goneSince(String peer) {
    return redis
        .opsForZSet()
        .score(gone(), peer)
        .map(since -> Instant.ofEpochMilli(since.longValue()));
  }

  /** All whose page is gone. */
  Flux<String> allGone() {
    return redis.opsForZSet().range(gone(), Range.unbounded());
  }

  static String heard() {
    return "d:{peers}:heard";
  }

  static String gone() {
    return "d:{peers}:gone";
  }
}
