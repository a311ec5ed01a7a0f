package org.porchlight.matching.redis;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * That a line moved, for everyone in it. A line moves with every match and everyone in it would
 * look for their place, so news is passed on at most so often that about {@value #TOLD_A_SECOND}
 * look in a second, each at a moment of their own: a short line hears at once, and a very long one
 * costs no more.
 */
final class RedisLines {
  private static final int TOLD_A_SECOND = 1_000;
  private static final Duration SOONEST = Duration.ofMillis(100);

  private final RedisPool pool;
  private final Map<String, News> lines = new ConcurrentHashMap<>();

  RedisLines(RedisPool pool) {
    this.pool = pool;
  }

  private record News(Flux<String> latest, AtomicInteger listeners) {}

  /** The latest news of a language's line, now and then. */
  Flux<String> of(String language) {
    return Flux.defer(() -> {
      News news = lines.computeIfAbsent(language, this::news);
      news.listeners().incrementAndGet();
      return news.latest()
          .onBackpressureLatest()
          .concatMap(what -> inTurn(what, news.listeners()), 1)
          .doFinally(ended -> news.listeners().decrementAndGet());
    });
  }

  private News news(String language) {
    AtomicInteger listeners = new AtomicInteger();
    Flux<String> latest =
        pool.bell(pool.keys().lineBell(language))
            .filter(what -> !what.equals(RedisPool.LOOK))
            .sample(Mono.defer(() -> Mono.delay(round(listeners))).repeat())
            .share();
    return new News(latest, listeners);
  }

  private static Mono<String> inTurn(String what, AtomicInteger listeners) {
    Duration round = round(listeners);
    return round.equals(SOONEST)
        ? Mono.just(what)
        : Mono.delay(Duration.ofMillis(ThreadLocalRandom.current().nextLong(round.toMillis())))
            .thenReturn(what);
  }

  /** The time in which everybody hears once. */
  private static Duration round(AtomicInteger listeners) {
    Duration needed =
        Duration.ofMillis(listeners.get() * Duration.ofSeconds(1).toMillis() / TOLD_A_SECOND);
    return needed.compareTo(SOONEST) > 0 ? needed : SOONEST;
  }
}
