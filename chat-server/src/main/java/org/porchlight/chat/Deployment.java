package org.porchlight.chat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.sealing.KeyFile;
import org.porchlight.embedded.EmbeddedPostgres;
import org.porchlight.embedded.OneMachine;

/** Where the stores are, and so what kind of service this is. */
sealed interface Deployment {
  int DEFAULT_PORT = 8080;
  int DEFAULT_MANAGEMENT_PORT = 8081;

  /** Both stores named: a deployment. One of the two: a mistake that must not start a third. */
  static Deployment from(Map<String, String> environment) {
    String redis = environment.get("REDIS_URL");
    String database = environment.get("DATABASE_URL");
    if ((redis == null) != (database == null)) {
      throw new SettingRefused(
          "REDIS_URL and DATABASE_URL: one is set (expected: both, or neither for one machine)");
    }
    return redis == null || database == null
        ? OnOneMachine.from(environment)
        : new External(redis, database);
  }

  /**
   * Stores that somebody else runs. Credentials and the key file come from {@code
   * DATABASE_USERNAME}, {@code DATABASE_PASSWORD}, {@code PORCHLIGHT_KEY_FILE} and {@code
   * PORCHLIGHT_ORIGINS}; without a key file the start is refused.
   *
   * @param redis see {@link RedisAddress}
   * @param database {@code postgresql://host:port/name}
   */
  record External(String redis, String database) implements Deployment {
    public External {
      // Whoever signs in is set apart from the address, because addresses are printed.
      if (!database.startsWith("postgresql://") || database.contains("@")) {
        throw new SettingRefused("DATABASE_URL: expected postgresql://host:port/name, and no user");
      }
    }

    Map<String, Object> properties() {
      Map<String, Object> properties = new HashMap<>(RedisAddress.settings(redis));
      properties.put("spring.r2dbc.url", "r2dbc:" + database);
      properties.put("spring.r2dbc.username", "${DATABASE_USERNAME}");
      properties.put("spring.r2dbc.password", "${DATABASE_PASSWORD}");
      properties.put("spring.flyway.url", "jdbc:" + database);
      properties.put("spring.flyway.user", "${DATABASE_USERNAME}");
      properties.put("spring.flyway.password", "${DATABASE_PASSWORD}");
      properties.put("porchlight.key-file", "${PORCHLIGHT_KEY_FILE}");
      properties.put("porchlight.socket.origins", "${PORCHLIGHT_ORIGINS}");
      return properties;
    }

    @Override
    public String toString() {
      return "External";
    }
  }

  /**
   * Everything on this machine, on embedded servers.
   *
   * @param data where their data lies
   * @param port of the pages
   * @param managementPort of health and metrics
   * @param demoPassword what the demo accounts are signed in with, or null to generate them
   * @param demoPeers how many demo peers, at least 1
   */
  record OnOneMachine(
      Path data, int port, int managementPort, @Nullable String demoPassword, int demoPeers)
      implements Deployment {
    static OnOneMachine from(Map<String, String> environment) {
      return new OnOneMachine(
          Path.of(environment.getOrDefault("PORCHLIGHT_DATA", "data")).toAbsolutePath(),
          number(environment, "PORCHLIGHT_PORT", DEFAULT_PORT),
          number(environment, "PORCHLIGHT_MANAGEMENT_PORT", DEFAULT_MANAGEMENT_PORT),
          environment.get("PORCHLIGHT_DEMO_PASSWORD"),
          number(environment, "PORCHLIGHT_DEMO_PEERS", 1));
    }

    String seekerPage() {
      return "http://localhost:" + port + "/";
    }

    /** The settings of a command that looks into the service while it runs. */
    Map<String, Object> commandProperties() {
      var postgres =
          EmbeddedPostgres.running(data.resolve("postgres"))
              .orElseThrow(() ->
                  new SettingRefused(
                      "nothing runs in " + data + " (expected: the service, started before)"));
      Map<String, Object> properties = ownProperties();
      properties.put("spring.r2dbc.url", postgres.r2dbcUrl());
      properties.put("spring.r2dbc.username", postgres.username());
      properties.put("spring.r2dbc.password", postgres.password());
      return properties;
    }

    /** What does not depend on the servers. */
    private Map<String, Object> ownProperties() {
      Map<String, Object> properties = new HashMap<>();
      // Somebody who tries it out is not asked to set a house up first.
      properties.put("porchlight.setup.required", "false");
      properties.put("porchlight.key-file", keyFile().toString());
      properties.put(
          "porchlight.audit.checkpoint-file", data.resolve("audit-checkpoints").toString());
      properties.put(
          "porchlight.socket.origins",
          "http://localhost:%d,http://127.0.0.1:%d".formatted(port, port));
      return properties;
    }

    private Path keyFile() {
      return data.resolve("keys").resolve("key-encryption-key");
    }

    Map<String, Object> properties(OneMachine servers) {
      KeyFile.createIfMissing(keyFile());
      Map<String, Object> properties = ownProperties();
      properties.put("spring.data.redis.url", servers.redis().uri());
      properties.put("spring.r2dbc.url", servers.postgres().r2dbcUrl());
      properties.put("spring.r2dbc.username", servers.postgres().username());
      properties.put("spring.r2dbc.password", servers.postgres().password());
      properties.put("spring.flyway.url", servers.postgres().jdbcUrl());
      properties.put("spring.flyway.user", servers.postgres().username());
      properties.put("spring.flyway.password", servers.postgres().password());
      properties.put("porchlight.matching.engine-inside", "true");
      return properties;
    }

    @Override
    public String toString() {
      return "OnOneMachine[data=" + data + ", port=" + port + "]";
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
      String value = environment.get(name);
      try {
        return value == null ? otherwise : Integer.parseInt(value);
      } catch (NumberFormatException _) {
        throw new SettingRefused(name + ": " + value + " (expected: a number)");
      }
    }
  }
}
