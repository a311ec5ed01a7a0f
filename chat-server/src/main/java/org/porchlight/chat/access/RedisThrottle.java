package org.porchlight.chat.access;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;

/**
 * Slows guessing down. What is counted is what is guessed at, never an address, so a shared network
 * is never locked out; and the wait between tries grows to a longest one and no further, so
 * somebody who guesses cannot keep the owner out for good.
 */
final class RedisThrottle {
  private static final int UNHINDERED = 5;
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final RedisScript<Long> TRY =
      RedisScript.of(new ClassPathResource("lua/access/try.lua"), Long.class);
  private static final RedisScript<Long> UNTRY =
      RedisScript.of(new ClassPathResource("lua/access/untry.lua"), Long.class);

  private final ReactiveStringRedisTemplate redis;
  private final Clock clock;

  RedisThrottle(ReactiveStringRedisTemplate redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  /** What is guessed at, and how long a wait is at first and may become. */
  enum Guessing {
    /** A password: anybody can try, so the owner must not wait long. */
    PASSWORD(Duration.ofSeconds(1), Duration.ofMinutes(1)),
    /** A code: only who has the password gets here, and a code is short. */
    CODE(Duration.ofSeconds(1), Duration.ofMinutes(15)),
    /** Come-back words, which are nobody's until they are right: a minute each time. */
    WORDS(Duration.ofMinutes(1), Duration.ofMinutes(1));

    private final Duration shortest;
    private final Duration longest;

    Guessing(Duration shortest, Duration longest) {
      this.shortest = shortest;
      this.longest = longest;
    }
  }

  /** Zero when a try may be made, which counts it; else how long to wait. */
  Mono<Duration> attempt(Guessing guessing, String at) {
    return redis
        .execute(
            TRY,
            List.of(key(guessing, at)),
            List.of(
                Long.toString(clock.millis()),
                Integer.toString(UNHINDERED),
                Long.toString(guessing.longest.toMillis()),
                Long.toString(REMEMBERED.toMillis()),
                Long.toString(guessing.shortest.toMillis())))
        .next()
        .map(Duration::ofMillis);
  }

  /** It was right: nothing is remembered. */
  Mono<Void> succeeded(Guessing guessing, String at) {
    return redis.delete(key(guessing, at)).then();
  }

  /** It was right, so this try was none; those before it, which were wrong, still count. */
  Mono<Void> uncounted(Guessing guessing, String at) {
    return redis.execute(UNTRY, List.of(key(guessing, at)), List.of()).then();
  }

  private static String key(Guessing guessing, String at) {
    return switch (guessing) {
      case PASSWORD -> Keys.passwordTries(at);
      case CODE -> Keys.codeTries(at);
      case WORDS -> Keys.wordTries(at);
    };
  }
}
