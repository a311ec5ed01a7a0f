package org.porchlight.chat.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.security.crypto.password.PasswordEncoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Checks a login and a password. An unknown login takes as long as a wrong password. After ten
 * wrong ones in ten minutes that login waits; what is counted is the login, never an address, so a
 * shared network is never locked out.
 */
final class RedisSignIn {
  private static final int MOST_FAILURES = 10;
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int LONGEST = 200;

  private final PostgresStaff staff;
  private final PasswordEncoder passwords;
  private final ReactiveStringRedisTemplate redis;
  private final Counter in;
  private final Counter refused;
  private final Counter throttled;
  private final String nobodysHash;

  RedisSignIn(
      PostgresStaff staff,
      PasswordEncoder passwords,
      ReactiveStringRedisTemplate redis,
      MeterRegistry meters) {
    this.staff = staff;
    this.passwords = passwords;
    this.redis = redis;
    this.in = meters.counter("signins.tried", "outcome", "in");
    this.refused = meters.counter("signins.tried", "outcome", "refused");
    this.throttled = meters.counter("signins.tried", "outcome", "throttled");
    this.nobodysHash = passwords.encode(Tokens.random(128));
  }

  /** The account, or an error with the refusal to answer with. */
  Mono<PostgresStaff.Account> check(String login, String password) {
    String name = login.strip().toLowerCase(Locale.ROOT);
    if (name.isEmpty() || name.length() > LONGEST || password.length() > LONGEST) {
      return Mono.error(wrong());
    }
    return redis
        .opsForValue()
        .get(Keys.failures(name))
        .map(Integer::parseInt)
        .defaultIfEmpty(0)
        .flatMap(failures -> failures >= MOST_FAILURES ? Mono.error(tooMany()) : Mono.just(name))
        .flatMap(staff::find)
        .defaultIfEmpty(nobody())
        .flatMap(account -> verify(account, name, password));
  }

  private Mono<PostgresStaff.Account> verify(
      PostgresStaff.Account account, String login, String password) {
    return Mono.fromCallable(() -> passwords.matches(password, account.passwordHash()))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(right ->
            right && !account.id().isEmpty()
                ? succeeded(account, login)
                : failed(login).then(Mono.error(wrong())));
  }

  private Mono<PostgresStaff.Account> succeeded(PostgresStaff.Account account, String login) {
    in.increment();
    return redis.delete(Keys.failures(login)).thenReturn(account);
  }

  private Mono<Void> failed(String login) {
    refused.increment();
    String key = Keys.failures(login);
    return redis.opsForValue().increment(key).then(redis.expire(key, WINDOW)).then();
  }

  private PostgresStaff.Account nobody() {
    return new PostgresStaff.Account(
        "", "", Role.PEER, nobodysHash, java.util.Set.of(), java.util.Set.of());
  }

  private static RuntimeException wrong() {
    return Refusals.unauthorized("That login and password don't go together.");
  }

  private RuntimeException tooMany() {
    throttled.increment();
    return Refusals.tooManyTries(WINDOW.toSeconds());
  }
}
