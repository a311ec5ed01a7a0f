package org.porchlight.chat.access;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.number;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.web.ErrorResponseException;
import reactor.core.publisher.Mono;

/**
 * Who gets a pass at once, and whose browser works for it first: everybody, while many more come
 * than usual, and whoever comes from where somebody was blocked today or very many came from.
 * Nobody is turned away. What is known of a connection is a code, and gone when the day (UTC) ends.
 */
final class RedisArrivals {
  /** Passes a day. Behind one code may be a school, a shelter, or many phones of one provider. */
  static final int MANY = 200;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final RedisScript KNOCK = script("knock");
  private static final RedisScript MISUSED = script("misused");

  private final ReactiveStringRedisTemplate redis;
  private final RedisLink link;
  private final Work work;
  private final int usual;
  private final Clock clock;
  private final Counter asked;
  private final Counter solved;
  private final Counter waited;
  private final Counter refused;

  RedisArrivals(
      ReactiveStringRedisTemplate redis,
      RedisLink link,
      Work work,
      int usual,
      Clock clock,
      MeterRegistry meters) {
    this.redis = redis;
    this.link = link;
    this.work = work;
    this.usual = usual;
    this.clock = clock;
    this.asked = meters.counter("passes.worked", "outcome", "asked");
    this.solved = meters.counter("passes.worked", "outcome", "solved");
    this.waited = meters.counter("passes.worked", "outcome", "waited");
    this.refused = meters.counter("passes.worked", "outcome", "refused");
  }

  /**
   * Completes when a pass may be given, and counts it; else an error with the refusal to answer
   * with.
   *
   * @param connection its code, empty when it is not known
   * @param shown the work that was done, null when none was
   */
  Mono<Void> admit(String connection, Work.@Nullable Shown shown) {
    Mono<Void> judged = shown == null ? asItIs(connection) : worked(shown);
    return judged.then(Mono.defer(() -> count(connection)));
  }

  /** Somebody was blocked: where they came from, the next ones have work to do. */
  Mono<Void> blocked(String person) {
    return cameFrom(person)
        .flatMap(connection ->
            MISUSED.run(
                link,
                List.of(Keys.blockedFrom(connection)),
                bytes(person),
                bytes(restOfTheDay().toMillis())))
        .then();
  }

  /** The block was not right, so it counts for nothing. */
  Mono<Void> lifted(String person) {
    return cameFrom(person)
        .flatMap(connection -> redis.opsForSet().remove(Keys.blockedFrom(connection), person))
        .then();
  }

  private Mono<String> cameFrom(String person) {
    return redis.opsForValue().get(Keys.connectionOf(person));
  }

  private Mono<Void> asItIs(String connection) {
    return misuse(connection)
        .flatMap(misuse -> {
          int free = misuse == 0 ? usual : 0;
          return knock(thisMinute(), free, MINUTE)
              .flatMap(before -> before < free ? Mono.empty() : askFor(before / usual, misuse));
        });
  }

  private Mono<Void> askFor(long load, long misuse) {
    asked.increment();
    int numbers = Work.numbers(Work.steps(load) + misuse);
    ErrorResponseException refusal =
        Refusals.unauthorized("Some work first, or a wait of 15 seconds.");
    refusal.getBody().setProperty("reason", "work_needed");
    refusal.getBody().setProperty("work", work.ask(numbers, clock.instant()));
    return Mono.error(refusal);
  }

  private Mono<Void> worked(Work.Shown shown) {
    return switch (work.check(shown, clock.instant())) {
      case Work.Answer.No no -> Mono.error(refusal(no.why()));
      case Work.Answer.Good good ->
          redis
              .opsForValue()
              .setIfAbsent(Keys.usedWork(good.salt()), "", Work.GOOD_FOR)
              .flatMap(first ->
                  first
                      ? knock(thisMinute(), Long.MAX_VALUE, MINUTE)
                      : Mono.error(refusal(Work.Refused.WORK_USED)))
              .doOnNext(counted -> (shown.number() == null ? waited : solved).increment())
              .then();
    };
  }

  private ErrorResponseException refusal(Work.Refused why) {
    refused.increment();
    return Refusals.because(Refusals.badRequest("This work is not good."), why.wire());
  }

  /** How many steps harder it is from there than for others. */
  private Mono<Long> misuse(String connection) {
    if (connection.isEmpty()) {
      return Mono.just(0L);
    }
    Mono<Long> passes =
        redis
            .opsForValue()
            .get(Keys.passesFrom(connection))
            .map(Long::parseLong)
            .defaultIfEmpty(0L);
    return redis
        .opsForSet()
        .size(Keys.blockedFrom(connection))
        .zipWith(passes, (blocks, taken) -> blocks + Work.steps(taken / MANY));
  }

  private Mono<Void> count(String connection) {
    return connection.isEmpty()
        ? Mono.empty()
        : knock(Keys.passesFrom(connection), Long.MAX_VALUE, restOfTheDay()).then();
  }

  private Mono<Long> knock(String counter, long most, Duration life) {
    return KNOCK
        .run(link, List.of(counter), bytes(most), bytes(life.toMillis()))
        .map(answer -> number(answer.getFirst()));
  }

  private String thisMinute() {
    return Keys.arrivals(clock.millis() / MINUTE.toMillis());
  }

  private Duration restOfTheDay() {
    return restOfTheDay(clock);
  }

  /** How long a code of now may be kept. */
  static Duration restOfTheDay(Clock clock) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return Duration.between(now, today.plusDays(1).atStartOfDay(ZoneOffset.UTC));
  }

  private static RedisScript script(String name) {
    return RedisScript.of(RedisArrivals.class, "/lua/access/" + name + ".lua");
  }
}
