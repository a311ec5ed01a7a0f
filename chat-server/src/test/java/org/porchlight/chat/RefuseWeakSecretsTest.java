package org.porchlight.chat;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class RefuseWeakSecretsTest {
  private static final String LONG = "VGj8RCf7DVDhyQcA5oxp7uOX1ax5IwVP";

  @ParameterizedTest
  @CsvSource({
    "redis://redis:6379, postgres:5432, " + LONG,
    "redis://:@redis:6379, postgres:5432, " + LONG,
    "redis://:porchlight@redis:6379/0, postgres:5432, " + LONG,
    "redis://someone:short@redis:6379, postgres:5432, " + LONG,
    "'redis://127.0.0.1:6379,redis:6379', postgres:5432, " + LONG,
    "redis://:" + LONG + "@redis:6379, postgres:5432, ''",
    "redis://:" + LONG + "@redis:6379, postgres:5432, postgres",
  })
  void aStoreThatAnybodyCanOpenIsRefused(String redis, String database, String password) {
    assertThatThrownBy(() -> check(redis, database, password))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected: 16")
        .hasMessageNotContaining("short");
  }

  @ParameterizedTest
  @CsvSource({
    "redis://:" + LONG + "@redis:6379, postgres:5432, " + LONG,
    "rediss://someone:" + LONG + "@redis.example.org:6379/1?timeout=5s, postgres:5432, " + LONG,
    "redis://localhost:6379, 127.0.0.1:5432, ''",
    "redis://[::1]:6379, localhost, postgres",
  })
  void aStoreWithAGoodPasswordOrOnLoopbackIsTaken(String redis, String database, String password) {
    assertThatCode(() -> check(redis, database, password)).doesNotThrowAnyException();
  }

  private static void check(String redis, String database, String password) {
    var environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "test",
                Map.of(
                    "REDIS",
                    redis,
                    "porchlight.redis.url",
                    "${REDIS}",
                    "spring.r2dbc.url",
                    "r2dbc:postgresql://" + database + "/porchlight",
                    "spring.r2dbc.password",
                    password)));
    RefuseWeakSecrets.check(environment);
  }
}
