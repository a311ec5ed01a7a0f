package org.porchlight.chat;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.porchlight.chat.sealing.KeyFile;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class RefuseSettingsTest {
  private static final String LONG = "VGj8RCf7DVDhyQcA5oxp7uOX1ax5IwVP";

  @TempDir private Path folder;

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
        .isInstanceOf(SettingRefused.class)
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DATABASE_USERNAME",
        "DATABASE_PASSWORD",
        "PORCHLIGHT_KEY_FILE",
        "PORCHLIGHT_ORIGINS"
      })
  void whatIsMissingIsNamed(String name) {
    Map<String, Object> settings = settings("redis://localhost", "localhost", LONG);
    settings.remove(name);
    assertThatThrownBy(() -> check(settings))
        .isInstanceOf(SettingRefused.class)
        .hasMessageStartingWith(name + ": not set (expected: ");
  }

  @Test
  void aKeyFileWithoutAKeyIsRefused() throws IOException {
    Map<String, Object> settings = settings("redis://localhost", "localhost", LONG);
    Files.writeString(folder.resolve("key"), "c2hvcnQ=");
    assertThatThrownBy(() -> check(settings))
        .isInstanceOf(SettingRefused.class)
        .hasMessageContaining("holds 5 bytes (expected: 32)");
  }

  @ParameterizedTest
  @CsvSource({
    "redis://localhost, r2dbc:postgresql://localhost/porchlight, DATABASE_URL",
    "redis://localhost, postgresql://me:secret@localhost/porchlight, DATABASE_URL",
    "localhost:6379, postgresql://localhost/porchlight, REDIS_URL",
    "redis-sentinel://localhost, postgresql://localhost/porchlight, REDIS_URL",
  })
  void anAddressOfAnotherKindIsRefused(String redis, String database, String name) {
    assertThatThrownBy(() -> new Deployment.External(redis, database).properties())
        .isInstanceOf(SettingRefused.class)
        .hasMessageStartingWith(name)
        .hasMessageNotContaining("secret");
  }

  @Test
  void oneStoreWithoutTheOtherIsRefused() {
    assertThatThrownBy(() -> Deployment.from(Map.of("REDIS_URL", "redis://localhost")))
        .isInstanceOf(SettingRefused.class);
  }

  private void check(String redis, String database, String password) {
    check(settings(redis, database, password));
  }

  private static void check(Map<String, Object> settings) {
    var environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
    RefuseSettings.check(environment);
  }

  private Map<String, Object> settings(String redis, String database, String password) {
    Path key = folder.resolve("key");
    KeyFile.createIfMissing(key);
    return new HashMap<>(
        Map.of(
            "REDIS",
            redis,
            "porchlight.redis.url",
            "${REDIS}",
            "spring.r2dbc.url",
            "r2dbc:postgresql://" + database + "/porchlight",
            "spring.r2dbc.password",
            password,
            "DATABASE_USERNAME",
            "porchlight",
            "DATABASE_PASSWORD",
            "in the environment",
            "PORCHLIGHT_KEY_FILE",
            key.toString(),
            "PORCHLIGHT_ORIGINS",
            "https://chat.example.org"));
  }
}
