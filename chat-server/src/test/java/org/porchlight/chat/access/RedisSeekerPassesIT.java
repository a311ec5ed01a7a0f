package org.porchlight.chat.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.redis.Durability;
import org.porchlight.redis.RedisLink;
import org.porchlight.testservers.TestRedis;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** Passes where the server that is read from was replaced, and does not know it yet. */
class RedisSeekerPassesIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final LettuceConnectionFactory behind =
      new LettuceConnectionFactory(
          LettuceConnectionFactory.createRedisConfiguration(TestRedis.uri() + "/9"));
  private final RedisLink link = RedisLink.to(TestRedis.uri());
  private final RedisSeekerPasses passes =
      new RedisSeekerPasses(
          new ReactiveStringRedisTemplate(started()),
          link,
          link.writer(Durability.L1),
          Clock.systemUTC());

  @AfterEach
  void end() {
    behind.destroy();
    link.close();
  }

  @Test
  @DisplayName("A pass that was issued is good, and its place is known")
  void recognised() {
    IssuedPass issued = Objects.requireNonNull(passes.issue("a18", "en", "us", "").block(SOON));
    Visitor.Seeker seeker =
        Objects.requireNonNull(passes.recognise(issued.token()).block(SOON), "the pass");
    assertThat(seeker.language()).isEqualTo("en");
    assertThat(passes.place(seeker).blockOptional(SOON)).isEmpty();
    passes.enter(seeker, "a place").block(SOON);
    assertThat(passes.place(seeker).block(SOON)).isEqualTo("a place");
    assertThat(passes.recognise("never issued").blockOptional(SOON)).isEmpty();
  }

  @Test
  @DisplayName("C190: where somebody says to be stays with their pass, and brings none back")
  void moved() {
    IssuedPass issued = Objects.requireNonNull(passes.issue("a18", "en", "", "").block(SOON));
    Visitor.Seeker seeker =
        Objects.requireNonNull(passes.recognise(issued.token()).block(SOON), "the pass");
    passes.moved(seeker.in("uk")).block(SOON);
    assertThat(passes.recognise(issued.token()).map(Visitor.Seeker::region).block(SOON))
        .isEqualTo("uk");
    Visitor.Seeker gone = new Visitor.Seeker("nobody", "never issued", "", "a18", "en", "");
    passes.moved(gone.in("ie")).block(SOON);
    assertThat(passes.recognise("never issued").blockOptional(SOON)).isEmpty();
  }

  private LettuceConnectionFactory started() {
    behind.afterPropertiesSet();
    behind.start();
    return behind;
  }
}
