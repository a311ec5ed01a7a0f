package org.porchlight.chat.access;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.security.crypto.password.PasswordEncoder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The accounts that the one-machine default starts with, so that a newcomer can live through a
 * night. The main class makes them there and nowhere else.
 */
public final class DemoAccounts {
  private final PostgresStaff staff;
  private final PasswordEncoder passwords;
  private final Clock clock;

  DemoAccounts(PostgresStaff staff, PasswordEncoder passwords, Clock clock) {
    this.staff = staff;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * Makes {@code peer}, {@code supervisor}, {@code coordinator} and {@code clinician}, and peers
   * {@code peer2} to {@code peerN} for harnesses, or gives them these passwords.
   *
   * @param passwordOf the password for a login
   * @param peers how many peers, at least 1
   */
  public Mono<Void> create(UnaryOperator<String> passwordOf, int peers) {
    return Flux.range(2, Math.max(0, peers - 1))
        .map(n -> new Demo("peer" + n, "Robin " + n, Role.PEER))
        .startWith(
            new Demo("peer", "Robin", Role.PEER),
            new Demo("supervisor", "Sam", Role.SUPERVISOR),
            new Demo("coordinator", "Alex", Role.COORDINATOR),
            new Demo("clinician", "Dana", Role.CLINICIAN))
        .concatMap(demo -> save(demo, passwordOf.apply(demo.login())))
        .then();
  }

  private Mono<Void> save(Demo demo, String password) {
    return Mono.fromCallable(() -> passwords.encode(password))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(hash ->
            staff.saveDemo(
                demo.login(),
                demo.name(),
                demo.role(),
                hash,
                Set.of("en"),
                // So that the demo peer is offered whoever comes.
                Set.copyOf(Topics.KNOWN),
                certification()));
  }

  /** So that the demo peer can be brought to whoever comes. */
  private Certification certification() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return new Certification("independent", true, today, today.plusYears(1));
  }

  private record Demo(String login, String name, Role role) {}
}
