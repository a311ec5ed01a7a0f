package org.porchlight.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.porchlight.chat.access.DemoAccounts;
import org.porchlight.chat.sealing.KeyFile;
import org.porchlight.embedded.EmbeddedRedis;
import org.porchlight.testservers.TestPostgres;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole service, lived through in real browsers: {@code web-client/e2e/run} plays its stories
 * against a server on a free port, one after the other, because the first needs an empty house. A
 * browser that is missing and cannot be installed fails this.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NightIT {
  private static final String PASSWORD = "a password for tonight";
  private static final int MOST_MINUTES = 10;

  /** Of its own: the loops of the other tests' server would do what this one is watched for. */
  private EmbeddedRedis redis;

  private ConfigurableApplicationContext server;
  private String url;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    int port = freePort();
    url = "http://localhost:" + port;
    Path keyFile = folder.resolve("key");
    KeyFile.createIfMissing(keyFile);
    redis = EmbeddedRedis.start(folder.resolve("redis"), true);
    TestPostgres.Database database = TestPostgres.database();
    var application = new SpringApplication(ChatServerApplication.class);
    application.setDefaultProperties(
        Map.ofEntries(
            Map.entry("spring.data.redis.url", redis.uri()),
            Map.entry("spring.r2dbc.url", database.r2dbcUrl()),
            Map.entry("spring.r2dbc.username", database.username()),
            Map.entry("spring.r2dbc.password", database.password()),
            Map.entry("spring.flyway.url", database.jdbcUrl()),
            Map.entry("spring.flyway.user", database.username()),
            Map.entry("spring.flyway.password", database.password()),
            Map.entry("porchlight.key-file", keyFile.toString()),
            Map.entry("porchlight.socket.origins", url),
            Map.entry("porchlight.matching.engine-inside", "true"),
            Map.entry("porchlight.matching.pool", "night")));
    server = application.run("--server.port=" + port, "--management.server.port=0");
    server.getBean(DemoAccounts.class).create(login -> PASSWORD, 1).block();
  }

  @AfterAll
  void stop() {
    server.close();
    redis.close();
  }

  @Test
  @Order(1)
  @DisplayName("R11 nobody waits for no one, and those who wait are told who comes and goes")
  void door() throws Exception {
    assertThat(play("door")).isZero();
  }

  @Test
  @Order(2)
  @DisplayName("a seeker, a peer and a supervisor live through a night, each in a browser")
  void night() throws Exception {
    assertThat(play("night")).isZero();
  }

  @Test
  @Order(3)
  @DisplayName("C8 leaving leaves nothing behind, by button, by keys and without JavaScript")
  void leaving() throws Exception {
    assertThat(play("leaving")).isZero();
  }

  @Test
  @DisplayName("C12 what waits for a supervisor is given back with a word, or let go once")
  void release() throws Exception {
    assertThat(play("release")).isZero();
  }

  @Test
  @DisplayName("C13, C14, C15 a flag is judged and closed, a seeker raises one, a peer is guided")
  void verdict() throws Exception {
    assertThat(play("verdict")).isZero();
  }

  private int play(String... stories) throws IOException, InterruptedException {
    var command = new ProcessBuilder();
    command.command().addAll(List.of("../web-client/e2e/run"));
    command.command().addAll(List.of(stories));
    command.environment().put("PORCHLIGHT_URL", url);
    command.environment().put("PORCHLIGHT_DEMO_PASSWORD", PASSWORD);
    Process playing = command.inheritIO().start();
    assertThat(playing.waitFor(MOST_MINUTES, TimeUnit.MINUTES)).as("the stories end").isTrue();
    return playing.exitValue();
  }

  /** The pages' origin has to be known before the server starts, so port 0 is asked for here. */
  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
