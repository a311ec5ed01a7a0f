package org.porchlight.matching.redis;

import io.lettuce.core.Consumer;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAutoClaimArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.porchlight.redis.RedisScript;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A stream that is consumed at least once, by one group. It is read when its bell rings, and now
 * and then for a bell that was lost and for what others left unfinished.
 */
final class RedisOutbox {
  private static final int READ_AT_ONCE = 64;
  private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(1);

  private final RedisPool pool;
  private final String stream;
  private final String bell;
  private final String group;

  RedisOutbox(RedisPool pool, String stream, String bell, String group) {
    this.pool = pool;
    this.stream = stream;
    this.bell = bell;
    this.group = group;
  }

  /** An entry. */
  record Entry(String id, Map<String, String> body) {}

  String group() {
    return group;
  }

  Flux<Entry> entries(String consumer, Duration redeliverAfter) {
    Flux<Boolean> bells = pool.bell(bell).map(rung -> false).onBackpressureLatest();
    Flux<Boolean> ticks =
        Flux.interval(Duration.ZERO, AT_LEAST_EVERY).onBackpressureDrop().map(tick -> true);
    return create()
        .thenMany(
            Flux.merge(bells, ticks)
                .onBackpressureLatest()
                .concatMap(
                    tick ->
                        tick
                            ? abandoned(consumer, redeliverAfter).concatWith(fresh(consumer))
                            : fresh(consumer),
                    1));
  }

  Mono<Void> acknowledge(String entry) {
    return pool.redis()
        .flatMap(redis -> redis.xack(stream, group, entry).then(redis.xdel(stream, entry)))
        .then();
  }

  private Mono<String> create() {
    return pool.redis()
        .flatMap(redis ->
            redis.xgroupCreate(
                XReadArgs.StreamOffset.from(stream, "0"),
                group,
                XGroupCreateArgs.Builder.mkstream()))
        .onErrorResume(RedisBusyException.class, there -> Mono.just("there"));
  }

  private Flux<Entry> abandoned(String consumer, Duration redeliverAfter) {
    var whatIsOld =
        XAutoClaimArgs.Builder.<String>xautoclaim(
                Consumer.from(group, consumer), redeliverAfter, "0-0")
            .count(READ_AT_ONCE);
    return pool.redis()
        .flatMap(redis -> redis.xautoclaim(stream, whatIsOld))
        .flatMapIterable(claimed -> claimed.getMessages())
        .map(RedisOutbox::entry);
  }

  /** Until there is nothing more. */
  private Flux<Entry> fresh(String consumer) {
    Mono<List<Entry>> next =
        pool.redis()
            .flatMapMany(redis ->
                redis.xreadgroup(
                    Consumer.from(group, consumer),
                    XReadArgs.Builder.count(READ_AT_ONCE),
                    XReadArgs.StreamOffset.lastConsumed(stream)))
            .map(RedisOutbox::entry)
            .collectList();
    return next.repeat().takeWhile(entries -> !entries.isEmpty()).flatMapIterable(all -> all, 1);
  }

  private static Entry entry(StreamMessage<String, byte[]> message) {
    Map<String, String> body = new HashMap<>();
    message.getBody().forEach((name, value) -> body.put(name, RedisScript.text(value)));
    return new Entry(message.getId(), body);
  }
}
