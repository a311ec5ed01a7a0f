package org.porchlight.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.chat.sealing.KeyFile;
import org.porchlight.embedded.EmbeddedRedis;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** What stays when a store goes, and that it comes back by itself. */
class DegradedIT {
  private static final Duration PAUSE = Duration.ofSeconds(8);
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
  private static final String NOBODY = "127.0.0.1:1";
  private static final String ARRIVAL =
      "{\"noticeVersion\":1,\"ageBand\":\"a18\",\"language\":\"en\"}";

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  @DisplayName("started with both stores away, the pages and the crisis lines are served")
  void coldStart(@TempDir Path folder) throws Exception {
    Path keyFile = folder.resolve("key");
    KeyFile.createIfMissing(keyFile);
    var application = new SpringApplication(ChatServerApplication.class);
    application.setRegisterShutdownHook(false);
    application.setDefaultProperties(
        Map.of(
            "spring.data.redis.url",
            "redis://:a-long-password-of-the-tests@" + NOBODY,
            "spring.r2dbc.url",
            "r2dbc:postgresql://" + NOBODY + "/none",
            "spring.r2dbc.username",
            "nobody",
            "spring.r2dbc.password",
            "a-long-password-of-the-tests",
            "spring.flyway.url",
            "jdbc:postgresql://" + NOBODY + "/none",
            "spring.flyway.user",
            "nobody",
            "spring.flyway.password",
            "a-long-password-of-the-tests",
            "porchlight.key-file",
            keyFile.toString(),
            "porchlight.socket.origins",
            RunningServer.ORIGIN,
            "porchlight.matching.engine-inside",
            "true"));
    try (ConfigurableApplicationContext context =
        application.run("--server.port=0", "--management.server.port=0")) {
      URI root =
          URI.create(
              "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
      for (String page : new String[] {"/", "/desk"}) {
        HttpResponse<String> answer = get(root.resolve(page));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("988");
      }
      assertThat(arrive(root).statusCode()).isEqualTo(503);
      assertThat(arrive(root).body()).doesNotContain("Exception").doesNotContain("127.0.0.1");
    }
  }

  @Test
  @DisplayName("P1 while Redis is away nothing is kept; once it is back the same id is, once")
  void redisGoesAndComesBack(@TempDir Path folder) throws Exception {
    EmbeddedRedis redis = EmbeddedRedis.start(folder, true);
    try (RunningServer server = RunningServer.start("spring.data.redis.url=" + redis.uri());
        Night night = new Night(server)) {
      Night.Pair pair = night.pair(night.peer("peer"));
      pair.seekerSays("before");
      redis.close();

      String id = PretendClient.newId();
      say(pair, id);
      pair.seeker().await("pending", pending -> pending.path("id").asString().equals(id));
      assertThat(get(server.http("/")).body()).contains("988");
      assertThat(arrive(server.http("/")).statusCode()).isEqualTo(503);
      HttpResponse<String> staff = get(server.http("/api/staff/me"));
      assertThat(staff.statusCode()).isEqualTo(503);
      assertThat(staff.body()).contains("Not just now").doesNotContain("Exception");

      redis = redis.again();
      keptAtLast(pair, id);
      // Redis began another history with its restart, so everybody reads anew; nothing was lost.
      JsonNode reset = pair.peer().await("reset");
      assertThat(reset.path("head").asInt()).isBetween(1, 2);
      pair.peer()
          .send(
              "resume",
              "conversation",
              pair.conversation(),
              "epoch",
              reset.path("epoch").stringValue(),
              "after",
              0);
      pair.peer().await("said", said -> said.path("seq").asInt() == 1);
      pair.peer().await("said", said -> said.path("id").asString().equals(id));
    } finally {
      redis.close();
    }
  }

  @Test
  @DisplayName("P1 a Redis that takes nothing more, or answers nobody, keeps nothing by mistake")
  void redisIsFullAndThenPaused(@TempDir Path folder) throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start(folder, true);
        RunningServer server = RunningServer.start("spring.data.redis.url=" + redis.uri());
        Night night = new Night(server)) {
      Night.Pair pair = night.pair(night.peer("peer"));
      pair.seekerSays("before");

      on(redis, commands -> commands.configSet("maxmemory", "1"));
      String full = PretendClient.newId();
      say(pair, full);
      pair.seeker().await("pending", pending -> pending.path("id").asString().equals(full));
      assertThat(get(server.http("/")).body()).contains("988");
      on(redis, commands -> commands.configSet("maxmemory", "0"));
      keptAtLast(pair, full);

      String paused = PretendClient.newId();
      on(redis, commands -> commands.clientPause(PAUSE.toMillis()));
      say(pair, paused);
      assertThat(pair.seeker().awaitAny("kept", "pending").path("type").asString())
          .isEqualTo("pending");
      keptAtLast(pair, paused);

      // Without the replicas that it wants it reads, and writes nothing: no session either.
      PretendStaff peer = PretendStaff.signIn(server, "peer2", RunningServer.PASSWORD);
      on(redis, commands -> commands.configSet("min-replicas-to-write", "1"));
      HttpResponse<String> ticket = peer.post("/api/staff/socket-ticket", "");
      assertThat(ticket.statusCode()).isEqualTo(503);
      assertThat(ticket.headers().firstValue("Content-Type")).contains("application/problem+json");
      on(redis, commands -> commands.configSet("min-replicas-to-write", "0"));
      assertThat(peer.ticket()).isNotEmpty();

      // Each of them once, in the order in which they were written.
      pair.peer().await("said", said -> said.path("id").asString().equals(full));
      pair.peer().await("said", said -> said.path("id").asString().equals(paused));
      PretendClient again = night.peer("peer");
      again.send("resume", "conversation", pair.conversation(), "epoch", pair.epoch(), "after", 0);
      assertThat(again.await("caught-up").path("head").asInt()).isEqualTo(3);
    }
  }

  private static void on(EmbeddedRedis redis, Consumer<RedisCommands<String, String>> what) {
    RedisClient client = RedisClient.create(redis.uri());
    try (var connection = client.connect()) {
      what.accept(connection.sync());
    } finally {
      client.shutdown();
    }
  }

  /** The client repeats the id until it is told that it is kept. */
  private static void keptAtLast(Night.Pair pair, String id) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          say(pair, id);
          return pair.seeker().awaitAny("kept", "pending").path("type").asString().equals("kept");
        });
  }

  @Test
  @DisplayName("a question to PostgreSQL is given up when it takes too long")
  void postgresIsSlow() {
    DatabaseClient database = RunningServer.shared().bean(DatabaseClient.class);
    String longest =
        database.sql("SHOW statement_timeout").mapValue(String.class).one().block(TEN_SECONDS);
    assertThat(longest).isEqualTo("5s");
    assertThatThrownBy(
            () -> database.sql("SELECT pg_sleep(30)").fetch().one().block(Duration.ofSeconds(15)))
        .isInstanceOf(DataAccessException.class);
  }

  private static void say(Night.Pair pair, String id) {
    pair.seeker()
        .send("say", "conversation", pair.conversation(), "id", id, "text", "while it was away");
  }

  private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri)
            .header("Cookie", "__Host-porchlight=of-a-sign-in-that-cannot-be-looked-up")
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> arrive(URI root) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(root.resolve("/api/seekers"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(ARRIVAL))
            .build(),
        BodyHandlers.ofString());
  }
}
