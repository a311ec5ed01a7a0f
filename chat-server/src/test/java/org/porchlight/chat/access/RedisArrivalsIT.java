package org.porchlight.chat.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.redis.RedisLink;
import org.porchlight.testservers.TestRedis;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.web.ErrorResponseException;
import reactor.core.publisher.Flux;

/** Who has work to do before a pass, on a real Redis, in a minute that no other test knows. */
class RedisArrivalsIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int USUAL = 5;
  private static final String ADMITTED = "admitted";

  private final LettuceConnectionFactory connections =
      new LettuceConnectionFactory(
          LettuceConnectionFactory.createRedisConfiguration(TestRedis.uri()));
  private final ReactiveStringRedisTemplate redis = new ReactiveStringRedisTemplate(started());
  private final RedisLink link = RedisLink.to(TestRedis.uri());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Clock minute =
      Clock.fixed(
          Instant.EPOCH.plus(Duration.ofMinutes(ThreadLocalRandom.current().nextInt(20_000_000))),
          ZoneOffset.UTC);
  private final RedisArrivals arrivals = later(Duration.ZERO);
  private final String connection = Tokens.random(256);

  @AfterEach
  void end() {
    connections.destroy();
    link.close();
  }

  @Test
  @DisplayName("G19: as many as usual come as they are, also at once; more have work to do")
  void load() {
    long admitted =
        Objects.requireNonNull(
            Flux.range(0, 3 * USUAL)
                .flatMap(each -> arrivals.admit("", null).thenReturn(1).onErrorReturn(0))
                .filter(each -> each == 1)
                .count()
                .block(SOON));
    assertThat(admitted).isEqualTo(USUAL);
    assertThat(asked(arrivals, "").numbers()).isEqualTo(Work.LEAST);
    assertThat(come(later(Duration.ofMinutes(1)), "", null)).isEqualTo(ADMITTED);
    assertThat(counted("asked")).isEqualTo(2 * USUAL + 1);
  }

  @Test
  @DisplayName("G19: the more come all the same, the harder it gets, up to what is bearable")
  void harder() {
    fill();
    int before = Work.LEAST;
    for (int times = 1; times <= 10; times++) {
      for (int n = 0; n < USUAL; n++) {
        Work.Asked asked = asked(arrivals, "");
        assertThat(asked.numbers()).isBetween(before, Work.MOST);
        before = asked.numbers();
        assertThat(come(later(Work.WAIT), "", new Work.Shown(asked.challenge(), null)))
            .isEqualTo(ADMITTED);
      }
    }
  }

  @Test
  @DisplayName("G19: work is good once, on whatever node it is shown, and however often at once")
  void once() {
    fill();
    Work.Asked asked = asked(arrivals, "");
    var shown = new Work.Shown(asked.challenge(), WorkTest.solve(asked));
    RedisArrivals other = later(Duration.ofSeconds(2));
    long admitted =
        Objects.requireNonNull(
            Flux.range(0, 8)
                .flatMap(each -> other.admit("", shown).thenReturn(1).onErrorReturn(0))
                .filter(each -> each == 1)
                .count()
                .block(SOON));
    assertThat(admitted).isEqualTo(1);
    assertThat(come(arrivals, "", shown)).isEqualTo("work_used");
    assertThat(come(later(Work.WAIT), "", new Work.Shown(asked.challenge(), null)))
        .isEqualTo("work_used");
    assertThat(counted("solved")).isEqualTo(1);
    assertThat(counted("refused")).isEqualTo(9);
    Duration left =
        Objects.requireNonNull(redis.getExpire(Keys.usedWork(asked.salt())).block(SOON));
    assertThat(left).isPositive().isLessThanOrEqualTo(Work.GOOD_FOR);
  }

  @Test
  @DisplayName("G19: who cannot do it waits; too early, too late and wrong are told as such")
  void waiting() {
    fill();
    Work.Asked asked = asked(arrivals, "");
    var nothing = new Work.Shown(asked.challenge(), null);
    assertThat(come(arrivals, "", nothing)).isEqualTo("work_early");
    assertThat(come(arrivals, "", new Work.Shown(asked.challenge(), -1L))).isEqualTo("work_wrong");
    assertThat(come(arrivals, "", new Work.Shown("?", 1L))).isEqualTo("work_garbled");
    String forged = new Work(new byte[] {1}).ask(1, minute.instant()).challenge();
    assertThat(come(arrivals, "", new Work.Shown(forged, 0L))).isEqualTo("work_forged");
    assertThat(come(later(Work.GOOD_FOR), "", nothing)).isEqualTo("work_expired");
    // None of that used it up.
    assertThat(come(later(Work.WAIT), "", nothing)).isEqualTo(ADMITTED);
    assertThat(counted("waited")).isEqualTo(1);
  }

  @Test
  @DisplayName("G19: where very many came from there is work, and nowhere else")
  void many() {
    for (int n = 0; n < RedisArrivals.MANY; n++) {
      assertThat(come(later(Duration.ofMinutes(n % 100)), connection, null)).isEqualTo(ADMITTED);
    }
    RedisArrivals calm = later(Duration.ofMinutes(101));
    Work.Asked asked = asked(calm, connection);
    assertThat(come(calm, Tokens.random(256), null)).isEqualTo(ADMITTED);
    assertThat(come(calm, "", null)).isEqualTo(ADMITTED);
    assertThat(come(calm, connection, new Work.Shown(asked.challenge(), WorkTest.solve(asked))))
        .isEqualTo(ADMITTED);
  }

  @Test
  @DisplayName("G19: each who was blocked makes it harder from there; what was lifted does not")
  void misuse() {
    for (String person : new String[] {"one", "two"}) {
      redis
          .opsForValue()
          .set(Keys.connectionOf(connection + person), connection, Duration.ofMinutes(1))
          .block(SOON);
    }
    assertThat(come(arrivals, connection, null)).isEqualTo(ADMITTED);
    arrivals.blocked(connection + "one").block(SOON);
    arrivals.blocked(connection + "one").block(SOON);
    assertThat(asked(arrivals, connection).numbers()).isEqualTo(Work.LEAST);
    arrivals.blocked(connection + "two").block(SOON);
    assertThat(asked(arrivals, connection).numbers()).isEqualTo(2 * Work.LEAST);
    arrivals.lifted(connection + "one").block(SOON);
    arrivals.lifted(connection + "two").block(SOON);
    assertThat(come(arrivals, connection, null)).isEqualTo(ADMITTED);
    // Of whoever came from nowhere that is known, nothing is remembered.
    arrivals.blocked(connection + "three").block(SOON);
  }

  @Test
  @DisplayName("What has a code in it ends with the day")
  void endsWithTheDay() {
    Clock evening = Clock.fixed(Instant.parse("2026-11-27T23:59:00Z"), ZoneOffset.UTC);
    assertThat(RedisArrivals.restOfTheDay(evening)).isEqualTo(Duration.ofMinutes(1));
    Clock midnight = Clock.offset(evening, Duration.ofMinutes(1));
    assertThat(RedisArrivals.restOfTheDay(midnight)).isEqualTo(Duration.ofDays(1));
  }

  private void fill() {
    for (int n = 0; n < USUAL; n++) {
      assertThat(come(arrivals, "", null)).isEqualTo(ADMITTED);
    }
  }

  /** The same house, so much later. */
  private RedisArrivals later(Duration later) {
    Clock then = Clock.offset(minute, later);
    return new RedisArrivals(redis, link, new Work(new byte[32]), USUAL, then, meters);
  }

  private double counted(String outcome) {
    return meters.get("passes.worked").tag("outcome", outcome).counter().count();
  }

  private static String come(RedisArrivals arrivals, String from, Work.@Nullable Shown shown) {
    Throwable refused = catchThrowable(() -> arrivals.admit(from, shown).block(SOON));
    return refused == null ? ADMITTED : String.valueOf(properties(refused).get("reason"));
  }

  private static Work.Asked asked(RedisArrivals arrivals, String from) {
    Throwable refused = catchThrowable(() -> arrivals.admit(from, null).block(SOON));
    assertThat(properties(refused)).containsEntry("reason", "work_needed");
    assertThat(((ErrorResponseException) refused).getStatusCode().value()).isEqualTo(401);
    return (Work.Asked) Objects.requireNonNull(properties(refused).get("work"));
  }

  private static Map<String, Object> properties(Throwable refused) {
    assertThat(refused).isInstanceOf(ErrorResponseException.class);
    return Objects.requireNonNull(((ErrorResponseException) refused).getBody().getProperties());
  }

  private LettuceConnectionFactory started() {
    connections.start();
    return connections;
  }
}
