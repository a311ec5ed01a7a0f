package org.porchlight.chat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.porchlight.chat.sealing.KeyFile;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * A deployment says what is wrong with its settings before it opens anything. It does not start on
 * a store that whoever reaches it can open. On this machine's own loopback it may, because nobody
 * else reaches that.
 */
final class RefuseSettings implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
  private static final int SHORTEST = 16;
  private static final Map<String, String> NEEDED =
      new TreeMap<>(
          Map.of(
              "DATABASE_USERNAME", "who signs in to PostgreSQL",
              "DATABASE_PASSWORD", "with which password",
              "PORCHLIGHT_KEY_FILE", "a file with 32 random bytes in base64; see deploy/secrets",
              "PORCHLIGHT_ORIGINS", "where the pages are, as https://chat.example.org"));
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent prepared) {
    check(prepared.getEnvironment());
  }

  /**
   * Looks at what has to be set, at the key, and at the addresses and passwords of both stores.
   *
   * @throws SettingRefused when one is missing, when the key file holds no key, or when a password
   *     is shorter than 16 characters
   */
  static void check(Environment environment) {
    NEEDED.forEach((name, expected) -> {
      if (environment.getProperty(name, "").isBlank()) {
        throw new SettingRefused(name + ": not set (expected: " + expected + ")");
      }
    });
    try {
      KeyFile.read(Path.of(environment.getRequiredProperty("PORCHLIGHT_KEY_FILE")));
    } catch (IllegalStateException unusable) {
      throw new SettingRefused("PORCHLIGHT_KEY_FILE: " + unusable.getMessage());
    }
    checkStores(environment);
  }

  private static void checkStores(Environment environment) {
    String redis = authority(environment.getRequiredProperty("porchlight.redis.url"));
    int at = redis.lastIndexOf('@');
    String user = redis.substring(0, Math.max(at, 0));
    check("Redis", redis.substring(at + 1), user.substring(user.indexOf(':') + 1));
    check(
        "PostgreSQL",
        authority(environment.getRequiredProperty("spring.r2dbc.url")),
        environment.getProperty("spring.r2dbc.password", ""));
  }

  private static void check(String store, String hosts, String password) {
    boolean here = Arrays.stream(hosts.split(",")).allMatch(RefuseSettings::isLoopback);
    if (password.length() < SHORTEST && !here) {
      throw new SettingRefused(
          "%s: its password has %d characters (expected: %d or more, at random; see deploy/secrets)"
              .formatted(store, password.length(), SHORTEST));
    }
  }

  private static boolean isLoopback(String host) {
    return LOOPBACK.contains(host.replaceFirst(":[0-9]+$", ""));
  }

  /** {@code user:password@host:port,host:port} of an address. */
  private static String authority(String address) {
    String rest = address.substring(address.indexOf("//") + 2);
    return rest.replaceFirst("[/?#].*", "");
  }
}
