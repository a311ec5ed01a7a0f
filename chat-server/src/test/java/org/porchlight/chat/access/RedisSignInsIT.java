package org.porchlight.chat.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.access.RedisThrottle.Guessing;
import org.porchlight.chat.access.SignIns.Use;
import org.porchlight.redis.RedisLink;
import org.porchlight.testservers.TestRedis;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How long sign-ins last and how long guessing waits, on a real Redis and a clock that can be set.
 */
class RedisSignInsIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final LettuceConnectionFactory connections =
      new LettuceConnectionFactory(
          LettuceConnectionFactory.createRedisConfiguration(TestRedis.uri()));
  private final String person = Tokens.random(128);
  private final SettableClock clock = new SettableClock();
  private final ReactiveStringRedisTemplate redis = new ReactiveStringRedisTemplate(started());
  private final RedisLink link = RedisLink.to(TestRedis.uri());
  private final RedisSignIns signIns =
      new RedisSignIns(
          redis,
          link,
          new RedisAccessEvents(redis),
          new SignInSettings(Duration.ofMinutes(15), Duration.ofHours(12), Duration.ofMinutes(5)),
          clock);
  private final RedisThrottle throttle = new RedisThrottle(redis, clock);
  private final Visitor.Staff staff = staff("phone");

  @BeforeEach
  void signIn() {
    signIns.begin(staff, false).block(SOON);
  }

  @AfterEach
  void end() {
    connections.destroy();
    link.close();
  }

  @Test
  @DisplayName("Fifteen minutes without an act end a sign-in; looking at it is no act")
  void idle() {
    clock.forward(Duration.ofMinutes(14));
    assertThat(isIn(Use.NONE)).isTrue();
    clock.forward(Duration.ofMinutes(2));
    assertThat(isIn(Use.NONE)).isFalse();
    assertThat(isIn(Use.ACT)).isFalse();
  }

  @Test
  @DisplayName("Acts keep it, for twelve hours and no longer")
  void longest() {
    for (int minutes = 0; minutes < 12 * 60; minutes += 10) {
      assertThat(isIn(Use.ACT)).isTrue();
      clock.forward(Duration.ofMinutes(10));
    }
    assertThat(isIn(Use.ACT)).isTrue();
    clock.forward(Duration.ofSeconds(1));
    assertThat(isIn(Use.ACT)).isFalse();
  }

  @Test
  @DisplayName("Nothing ends in the middle of a conversation, and nothing right after it")
  void conversation() {
    for (int minutes = 0; minutes < 13 * 60; minutes += 20) {
      clock.forward(Duration.ofMinutes(20));
      assertThat(isIn(Use.CONVERSATION)).isTrue();
    }
    clock.forward(Duration.ofMinutes(1));
    assertThat(isIn(Use.NONE)).isTrue();
    clock.forward(Duration.ofMinutes(2));
    assertThat(isIn(Use.NONE)).as("thirteen hours, and no conversation any more").isFalse();
  }

  @Test
  @DisplayName("Demo accounts do not end by being idle")
  void demo() {
    signIns.begin(staff, true).block(SOON);
    clock.forward(Duration.ofHours(3));
    assertThat(isIn(Use.NONE)).isTrue();
    assertThat(signIns.isProved(staff).block(SOON)).isTrue();
    clock.forward(Duration.ofHours(10));
    assertThat(isIn(Use.NONE)).isFalse();
  }

  @Test
  @DisplayName("A code is fresh for five minutes, and again after another")
  void proved() {
    assertThat(signIns.isProved(staff).block(SOON)).isTrue();
    clock.forward(Duration.ofMinutes(6));
    assertThat(signIns.isProved(staff).block(SOON)).isFalse();
    signIns.proved(staff).block(SOON);
    assertThat(signIns.isProved(staff).block(SOON)).isTrue();
    assertThat(signIns.isProved(staff("elsewhere")).block(SOON)).isFalse();
    signIns.proved(staff("elsewhere")).block(SOON);
    assertThat(signIns.isProved(staff("elsewhere")).block(SOON)).isFalse();
  }

  @Test
  @DisplayName("Each of several can be ended, once, and the bell says which")
  void ended() {
    Visitor.Staff laptop = staff("laptop");
    clock.forward(Duration.ofMinutes(1));
    signIns.begin(laptop, false).block(SOON);
    assertThat(listed()).containsExactly("laptop", "phone");
    Mono<AccessEvent> bell =
        new RedisAccessEvents(redis)
            .events()
            .filter(new AccessEvent.SignedOut("phone")::equals)
            .next();
    var heard = bell.toFuture();
    // The channel is listened to a moment later.
    Mono.delay(Duration.ofMillis(300)).block(SOON);
    assertThat(signIns.end(staff.id(), "phone").block(SOON)).isTrue();
    assertThat(heard).succeedsWithin(SOON);
    assertThat(signIns.end(staff.id(), "phone").block(SOON)).isFalse();
    assertThat(listed()).containsExactly("laptop");
    assertThat(isIn(Use.CONVERSATION)).isFalse();
  }

  @Test
  @DisplayName("After five tries each waits twice as long, up to a minute and no longer")
  void waits() {
    String login = Tokens.random(64);
    for (int n = 0; n < 5; n++) {
      assertThat(attempt(login)).isZero();
    }
    long before = 0;
    for (int n = 0; n < 12; n++) {
      long wait = attempt(login).toMillis();
      assertThat(wait).isBetween(Math.max(1000, before), 60_000L);
      assertThat(attempt(login).toMillis()).as("asking does not lengthen it").isEqualTo(wait);
      clock.forward(Duration.ofMillis(wait));
      assertThat(attempt(login)).isZero();
      before = wait;
    }
    assertThat(before).isEqualTo(60_000);
    throttle.succeeded(Guessing.PASSWORD, login).block(SOON);
    assertThat(attempt(login)).isZero();
    assertThat(attempt(Tokens.random(64))).as("another login").isZero();
  }

  @Test
  @DisplayName("Many tries at once are many tries")
  void atOnce() {
    String login = Tokens.random(64);
    long through =
        Objects.requireNonNull(
            Flux.range(0, 50)
                .flatMap(n -> throttle.attempt(Guessing.PASSWORD, login), 50)
                .filter(Duration::isZero)
                .count()
                .block(SOON));
    assertThat(through).isEqualTo(5);
  }

  @Test
  @DisplayName("C41: after five tries of words each waits a minute")
  void words() {
    String pass = Tokens.random(64);
    for (int n = 0; n < 5; n++) {
      assertThat(words(pass)).isZero();
    }
    for (int n = 0; n < 3; n++) {
      assertThat(words(pass)).isEqualTo(Duration.ofMinutes(1));
      clock.forward(Duration.ofMinutes(1));
      assertThat(words(pass)).isZero();
    }
    throttle.succeeded(Guessing.WORDS, pass).block(SOON);
    assertThat(words(pass)).isZero();
  }

  private Duration words(String pass) {
    return Objects.requireNonNull(throttle.attempt(Guessing.WORDS, pass).block(SOON));
  }

  private Duration attempt(String login) {
    return Objects.requireNonNull(throttle.attempt(Guessing.PASSWORD, login).block(SOON));
  }

  private boolean isIn(Use use) {
    return Objects.requireNonNull(signIns.isIn(staff, use).block(SOON));
  }

  private List<String> listed() {
    return Objects.requireNonNull(signIns.of(staff.id()).block(SOON)).stream()
        .map(RedisSignIns.SignedIn::id)
        .toList();
  }

  private Visitor.Staff staff(String session) {
    return new Visitor.Staff(person, Role.PEER, "Noa", session, Set.of("en"), Set.of());
  }

  private LettuceConnectionFactory started() {
    connections.start();
    return connections;
  }

  private static final class SettableClock extends Clock {
    private Instant now = Instant.parse("2026-01-31T22:00:00Z");

    void forward(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
