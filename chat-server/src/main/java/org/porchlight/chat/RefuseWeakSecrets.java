package org.porchlight.chat;

import java.util.Arrays;
import java.util.Set;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * A deployment does not start on a store that whoever reaches it can open. On this machine's own
 * loopback it may, because nobody else reaches that.
 */
final class RefuseWeakSecrets implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
  private static final int SHORTEST = 16;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent prepared) {
    check(prepared.getEnvironment());
  }

  /**
   * Looks at the addresses and passwords of both stores.
   *
   * @throws IllegalStateException when a password is missing or shorter than 16 characters
   */
  static void check(Environment environment) {
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
    boolean here = Arrays.stream(hosts.split(",")).allMatch(RefuseWeakSecrets::isLoopback);
    if (password.length() < SHORTEST && !here) {
      throw new IllegalStateException(
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
