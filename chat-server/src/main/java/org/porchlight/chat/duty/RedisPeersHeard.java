package org.porchlight.chat.duty;

import static org.porchlight.redis.RedisScript.bytes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** When the page of each peer was heard of last, on whichever node, and since when it is gone. */
final class RedisPeersHeard {
  /** Two beats and some: one may be late. */
  private static final Duration SILENT = Duration.ofSeconds(45);

  private static final Duration FORGET = Duration.ofHours(12);
  private static final RedisScript HEARD = script("heard");
  private static final RedisScript GONE = script("gone");
  private static final RedisScript SILENT_NOW = script("silent");

  private final RedisLink link;

  RedisPeersHeard(RedisLink link) {
    this.link = link;
  }

  private static RedisScript script(String name) {
    return RedisScript.of(RedisPeersHeard.class, "/lua/duty/" + name + ".lua");
  }

  Mono<Void> heard(String peer) {
    return HEARD.run(link, List.of(heard(), gone()), bytes(peer)).then();
  }

  Mono<Void> gone(String peer) {
    return GONE.run(link, List.of(gone()), bytes(peer)).then();
  }

  /** Peers whose node must have died, each of them once. */
  Flux<String> silent() {
    return SILENT_NOW
        .run(link, List.of(heard(), gone()), bytes(SILENT.toMillis()), bytes(FORGET.toMillis()))
        .flatMapIterable(peers -> peers)
        .map(RedisScript::text);
  }

  /** Since when the page of a peer is gone, empty when it is there. */
  Mono<Instant> goneSince(String peer) {
    return link.commands()
        .flatMap(redis -> redis.zscore(gone(), bytes(peer)))
        .map(since -> Instant.ofEpochMilli(since.longValue()));
  }

  /** All whose page is gone. */
  Flux<String> allGone() {
    return link.commands()
        .flatMap(redis -> redis.zrange(gone(), 0, -1).collectList())
        // Whole: what is asked about each goes over the same link.
        .flatMapIterable(peers -> peers)
        .map(RedisScript::text);
  }

  /** All who had a page tonight, whether or not it is there. */
  Flux<String> everybody() {
    return link.commands()
        .flatMap(redis ->
            Flux.concat(redis.zrange(heard(), 0, -1), redis.zrange(gone(), 0, -1)).collectList())
        // Whole: what is asked about each goes over the same link.
        .flatMapIterable(peers -> peers)
        .map(RedisScript::text)
        .distinct();
  }

  static String heard() {
    return "d:{peers}:heard";
  }

  static String gone() {
    return "d:{peers}:gone";
  }
}
