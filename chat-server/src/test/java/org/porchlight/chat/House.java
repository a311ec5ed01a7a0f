package org.porchlight.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.porchlight.chat.access.DemoAccounts;
import org.porchlight.chat.sealing.KeyFile;
import org.porchlight.embedded.EmbeddedRedis;
import org.porchlight.testservers.TestPostgres;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * The whole service on a free port, empty but for the demo accounts, in which {@code
 * web-client/e2e/run} plays stories in real browsers. A browser that is missing and cannot be
 * installed fails the story.
 */
final class House implements AutoCloseable {
  private static final String PASSWORD = "a password for tonight";
  private static final int MOST_MINUTES = 10;
  private static final int LISTEN_MILLIS = 200;

  /** How a run ends in which nothing failed but a browser that stopped drawing. */
  private static final int NO_FRAME = 3;

  /** Of its own: the loops of the other tests' server would do what this one is watched for. */
  private EmbeddedRedis redis;

  private boolean redisRuns = true;

  private final ConfigurableApplicationContext server;
  private final String url;

  private House(EmbeddedRedis redis, ConfigurableApplicationContext server, String url) {
    this.redis = redis;
    this.server = server;
    this.url = url;
  }

  /** Starts one; its files lie in the folder. */
  static House open(Path folder) throws IOException {
    int port = freePort();
    String url = "http://localhost:" + port;
    Path keyFile = folder.resolve("key");
    KeyFile.createIfMissing(keyFile);
    EmbeddedRedis redis = EmbeddedRedis.start(folder.resolve("redis"), true);
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
            Map.entry("porchlight.setup.required", "false"),
            Map.entry("porchlight.matching.pool", "night")));
    application.addInitializers(House::ownLoops);
    var server = application.run("--server.port=" + port, "--management.server.port=0");
    server.getBean(DemoAccounts.class).create(login -> PASSWORD, 2).block();
    return new House(redis, server, url);
  }

  /**
   * A context that closes takes the shared event loops along, and another house may be open. Loops
   * of its own end at once: the two seconds that Spring leaves them are for requests on their way.
   */
  private static void ownLoops(ConfigurableApplicationContext context) {
    var loops = new ReactorResourceFactory();
    loops.setUseGlobalResources(false);
    loops.setShutdownQuietPeriod(Duration.ZERO);
    ((GenericApplicationContext) context).registerBean(ReactorResourceFactory.class, () -> loops);
  }

  /** Plays a story to its end; one that fails fails the test, with what it told. */
  void play(String story) throws IOException, InterruptedException {
    assertThat(playOnce(story)).as("the browser draws to the end of the story %s", story).isTrue();
  }

  /**
   * Plays a story to its end; one that fails fails the test, with what it told.
   *
   * @return false where the browser stopped drawing, which says nothing about the story
   */
  boolean playOnce(String story) throws IOException, InterruptedException {
    var command = new ProcessBuilder("../web-client/e2e/run", story);
    command.environment().put("PORCHLIGHT_URL", url);
    command.environment().put("PORCHLIGHT_DEMO_PASSWORD", PASSWORD);
    Path told = Files.createTempFile("story-", ".log");
    Process playing = command.redirectErrorStream(true).redirectOutput(told.toFile()).start();
    long last = System.nanoTime() + TimeUnit.MINUTES.toNanos(MOST_MINUTES);
    boolean ended = false;
    while (!ended && System.nanoTime() < last) {
      ended = playing.waitFor(LISTEN_MILLIS, TimeUnit.MILLISECONDS);
      doWithRedis(soFar(told));
    }
    String output = soFar(told);
    assertThat(ended).as("the story %s ends:%n%s", story, output).isTrue();
    if (playing.exitValue() == NO_FRAME) {
      System.out.printf("the browser stopped drawing in the story %s:%n%s", story, output);
      return false;
    }
    assertThat(playing.exitValue()).as("the story %s:%n%s", story, output).isZero();
    return true;
  }

  /** A character that is half written must not fail the story. */
  private static String soFar(Path told) throws IOException {
    return new String(Files.readAllBytes(told), StandardCharsets.UTF_8);
  }

  /** Redis stops and starts where the story says so. */
  private void doWithRedis(String output) {
    boolean wanted = output.lastIndexOf("[redis start]") >= output.lastIndexOf("[redis stop]");
    if (wanted && !redisRuns) {
      redis = redis.again();
    } else if (!wanted && redisRuns) {
      redis.close();
    }
    redisRuns = wanted;
  }

  @Override
  public void close() {
    server.close();
    redis.close();
  }

  /** The pages' origin has to be known before the server starts, so port 0 is asked for here. */
  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
