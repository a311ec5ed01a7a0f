package org.porchlight.chat.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Set;
import org.porchlight.chat.access.RedisThrottle.Guessing;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.ErrorResponseException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Checks a login, a password and a code. An unknown login takes as long as a wrong password, waits
 * like it, and is answered like it. Only who has the password is told that a code is needed; that
 * theirs was wrong is written down, because somebody may have found out a password.
 */
final class RedisSignIn {
  private static final int LONGEST = 200;

  private final PostgresStaff staff;
  private final PasswordEncoder passwords;
  private final RedisThrottle throttle;
  private final RedisCodes codes;
  private final Audit audit;
  private final Counter in;
  private final Counter refused;
  private final Counter throttled;
  private final String nobodysHash;

  RedisSignIn(
      PostgresStaff staff,
      PasswordEncoder passwords,
      RedisThrottle throttle,
      RedisCodes codes,
      Audit audit,
      MeterRegistry meters) {
    this.staff = staff;
    this.passwords = passwords;
    this.throttle = throttle;
    this.codes = codes;
    this.audit = audit;
    this.in = meters.counter("signins.tried", "outcome", "in");
    this.refused = meters.counter("signins.tried", "outcome", "refused");
    this.throttled = meters.counter("signins.tried", "outcome", "throttled");
    this.nobodysHash = passwords.encode(Tokens.random(128));
  }

  /**
   * The account, or an error with the refusal to answer with.
   *
   * @param code of the authenticator app or a recovery code; empty when there is none
   */
  Mono<PostgresStaff.Account> check(String login, String password, String code) {
    String name = login.strip().toLowerCase(Locale.ROOT);
    if (name.isEmpty()
        || name.length() > LONGEST
        || password.length() > LONGEST
        || code.length() > LONGEST) {
      return Mono.error(wrong());
    }
    return throttle
        .attempt(Guessing.PASSWORD, name)
        .flatMap(wait -> wait.isZero() ? staff.find(name) : Mono.error(Refusals.tooManyTries(wait)))
        .defaultIfEmpty(nobody())
        .flatMap(account -> verify(account, password))
        .flatMap(account -> verifyCode(account, code))
        .delayUntil(account -> throttle.succeeded(Guessing.PASSWORD, name))
        .doOnNext(account -> in.increment())
        .doOnError(ErrorResponseException.class, this::count);
  }

  private Mono<PostgresStaff.Account> verify(PostgresStaff.Account account, String password) {
    return Mono.fromCallable(() -> passwords.matches(password, account.passwordHash()))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(
            right -> right && !account.id().isEmpty() ? Mono.just(account) : Mono.error(wrong()));
  }

  private Mono<PostgresStaff.Account> verifyCode(PostgresStaff.Account account, String code) {
    byte[] secret = account.secret();
    if (account.demo()) {
      return Mono.just(account);
    }
    if (secret == null || code.isBlank()) {
      return Mono.error(codeRefused("A code of your app is needed too.", "code_needed"));
    }
    return codes
        .isRight(account.id(), secret, code)
        .flatMap(right ->
            right
                ? Mono.just(account)
                : audit
                    .record(Act.of(account.id(), "staff.code-refused", account.id()))
                    .then(
                        Mono.<PostgresStaff.Account>error(
                            codeRefused("That code is not good, or was used.", "code_wrong"))));
  }

  private void count(ErrorResponseException refusal) {
    boolean waits = refusal.getStatusCode().value() == Refusals.TOO_MANY;
    (waits ? throttled : refused).increment();
  }

  private PostgresStaff.Account nobody() {
    return new PostgresStaff.Account(
        "", "", Role.PEER, nobodysHash, Set.of(), Set.of(), false, null);
  }

  private static RuntimeException wrong() {
    return Refusals.unauthorized("That login and password don't go together.");
  }

  private static RuntimeException codeRefused(String detail, String reason) {
    return Refusals.because(Refusals.unauthorized(detail), reason);
  }
}
