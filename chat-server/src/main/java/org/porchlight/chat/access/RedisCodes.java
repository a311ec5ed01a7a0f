package org.porchlight.chat.access;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import org.porchlight.chat.access.RedisThrottle.Guessing;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;

/** Checks the second factor of an account; a code of the app and a recovery code are good once. */
final class RedisCodes {
  private static final Duration USED_FOR = Duration.ofMinutes(3);
  private static final int DIGITS = 6;

  private final PostgresStaff staff;
  private final SecondFactors factors;
  private final RedisThrottle throttle;
  private final ReactiveStringRedisTemplate redis;
  private final Clock clock;

  RedisCodes(
      PostgresStaff staff,
      SecondFactors factors,
      RedisThrottle throttle,
      ReactiveStringRedisTemplate redis,
      Clock clock) {
    this.staff = staff;
    this.factors = factors;
    this.throttle = throttle;
    this.redis = redis;
    this.clock = clock;
  }

  /** Whether a code of the app, or a recovery code, is right; an error after too many. */
  Mono<Boolean> isRight(String id, byte[] secret, String typed) {
    String code = typed.replace(" ", "");
    return guarded(
        id,
        code.matches("[0-9]{" + DIGITS + "}")
            ? isOfTheApp(id, secret, code)
            : staff.useRecoveryCode(id, factors.digest(code)));
  }

  /** Whether a code of the app is right; an error after too many. */
  Mono<Boolean> isRightFromTheApp(String id, byte[] secret, String typed) {
    return guarded(id, isOfTheApp(id, secret, typed.replace(" ", "")));
  }

  private Mono<Boolean> guarded(String id, Mono<Boolean> check) {
    return throttle
        .attempt(Guessing.CODE, id)
        .flatMap(wait -> wait.isZero() ? check : Mono.error(Refusals.tooManyTries(wait)))
        .delayUntil(right -> right ? throttle.succeeded(Guessing.CODE, id) : Mono.empty());
  }

  private Mono<Boolean> isOfTheApp(String id, byte[] secret, String code) {
    return Mono.defer(() -> {
      OptionalLong step = factors.step(secret, id, code, clock.instant());
      return step.isEmpty()
          ? Mono.just(false)
          : redis.opsForValue().setIfAbsent(Keys.usedCode(id, step.getAsLong()), "", USED_FOR);
    });
  }
}
