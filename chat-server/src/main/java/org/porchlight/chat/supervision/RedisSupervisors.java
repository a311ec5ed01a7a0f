package org.porchlight.chat.supervision;

import java.time.Duration;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The supervisors who are there, on whichever node. Each holds a lease that their socket renews, so
 * that those of a node that died are not counted for long.
 */
@Component
class RedisSupervisors {
  /** Three beats of a socket; see {@link Supervision#BEAT}. */
  private static final Duration LEASE = Supervision.BEAT.multipliedBy(3);

  /** A page that is loaded anew must not close the door on everybody in between. */
  private static final Duration RELOADED_WITHIN = Duration.ofSeconds(4);

  private static final RedisScript<Long> BEAT =
      RedisScript.of(new ClassPathResource("lua/supervision/beat.lua"), Long.class);
  private static final RedisScript<Long> PRESENT =
      RedisScript.of(new ClassPathResource("lua/supervision/present.lua"), Long.class);

  private final ReactiveStringRedisTemplate redis;

  RedisSupervisors(ReactiveStringRedisTemplate redis) {
    this.redis = redis;
  }

  Mono<Void> beat(String supervisor) {
    return lease(supervisor, LEASE);
  }

  Mono<Void> gone(String supervisor) {
    return lease(supervisor, RELOADED_WITHIN);
  }

  private Mono<Void> lease(String supervisor, Duration time) {
    return redis
        .execute(BEAT, List.of(here()), List.of(supervisor, Long.toString(time.toMillis())))
        .then();
  }

  Mono<Integer> present() {
    return redis.execute(PRESENT, List.of(here())).next().map(Long::intValue);
  }

  static String here() {
    return "f:{board}:here";
  }
}
