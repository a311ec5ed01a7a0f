package org.porchlight.chat.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Passes in Redis. */
final class RedisSeekerPasses implements SeekerPasses {
  /** Idle 30 minutes, 12 hours at most (after ASVS 5.0, 7.3). */
  private static final Duration IDLE = Duration.ofMinutes(30);

  private static final Duration AT_MOST = Duration.ofHours(12);
  private static final int TOKEN_BITS = 256;
  private static final int ID_BITS = 128;
  private static final int LONGEST_TOKEN = 100;

  private static final RedisScript<String> ENTER =
      RedisScript.of(new ClassPathResource("lua/access/enter.lua"), String.class);
  private static final RedisScript<Long> VACATE =
      RedisScript.of(new ClassPathResource("lua/access/vacate.lua"), Long.class);
  private static final RedisScript<Long> TOUCH =
      RedisScript.of(new ClassPathResource("lua/access/touch.lua"), Long.class);

  private final ReactiveStringRedisTemplate redis;
  private final Clock clock;

  RedisSeekerPasses(ReactiveStringRedisTemplate redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  @Override
  public Mono<IssuedPass> issue(String ageBand, String language, String region) {
    String token = Tokens.random(TOKEN_BITS);
    String key = Keys.pass(Tokens.hash(token));
    Instant until = clock.instant().plus(AT_MOST);
    Map<String, String> pass =
        Map.of(
            "id",
            Tokens.random(ID_BITS),
            "name",
            Aliases.random(),
            "ageBand",
            ageBand,
            "language",
            language,
            "region",
            region,
            "until",
            Long.toString(until.toEpochMilli()));
    return redis
        .opsForHash()
        .putAll(key, pass)
        .then(redis.expire(key, IDLE))
        .thenReturn(new IssuedPass(token, until));
  }

  @Override
  public Mono<Visitor.Seeker> recognise(String token) {
    if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
      return Mono.empty();
    }
    String hash = Tokens.hash(token);
    return redis
        .<String, String>opsForHash()
        .entries(Keys.pass(hash))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue)
        .filter(pass -> pass.containsKey("id"))
        .map(pass -> seeker(hash, pass))
        .flatMap(seeker -> touch(seeker).thenReturn(seeker));
  }

  @Override
  public Mono<Void> touch(Visitor.Seeker seeker) {
    return run(TOUCH, seeker, Long.toString(IDLE.toMillis())).then();
  }

  @Override
  public Mono<Void> end(Visitor.Seeker seeker) {
    return redis.delete(Keys.pass(seeker.pass())).then();
  }

  @Override
  public Mono<String> enter(Visitor.Seeker seeker, String place) {
    return run(ENTER, seeker, place).next();
  }

  @Override
  public Mono<String> place(Visitor.Seeker seeker) {
    return redis.<String, String>opsForHash().get(Keys.pass(seeker.pass()), "place");
  }

  @Override
  public Mono<Void> vacate(Visitor.Seeker seeker, String place) {
    return run(VACATE, seeker, place).then();
  }

  private <T> Flux<T> run(RedisScript<T> script, Visitor.Seeker seeker, String argument) {
    return redis.execute(script, List.of(Keys.pass(seeker.pass())), List.of(argument));
  }

  private static Visitor.Seeker seeker(String hash, Map<String, String> pass) {
    return new Visitor.Seeker(
        pass.getOrDefault("id", ""),
        hash,
        pass.getOrDefault("name", ""),
        pass.getOrDefault("ageBand", ""),
        pass.getOrDefault("language", ""),
        pass.getOrDefault("region", ""));
  }
}
