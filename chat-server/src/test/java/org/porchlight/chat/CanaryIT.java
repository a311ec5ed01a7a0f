package org.porchlight.chat;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.access.SeekerPasses;
import org.porchlight.chat.access.TabKeys;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.chat.protocol.FrameCodec;
import org.porchlight.testservers.TestPostgres;
import org.porchlight.testservers.TestRedis;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * After a night with odd words, tokens and passwords in it, none of them is found anywhere: not in
 * what was logged at any level, not in the metrics, not in Redis nor the file it writes, not in
 * PostgreSQL.
 */
class CanaryIT {
  /** Where something was found: that it was there is what a finding tells, not the rest. */
  private record Sink(String name, String content) {}

  /** Its own: the management port of another may have gone with the first server that closed. */
  private static final RunningServer server = RunningServer.start();

  private final Night night = new Night(server);
  private final Map<String, String> canaries = new LinkedHashMap<>();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();

  @BeforeEach
  void listenToEverything() {
    Logger root = logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    logged.setContext(logging);
    logged.start();
    root.addAppender(logged);
    logging.getLogger("org.porchlight").setLevel(Level.TRACE);
  }

  @AfterEach
  void stopListening() {
    try (night) {
      logging.getLogger("org.porchlight").setLevel(null);
      logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(logged);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("P10 and the law of the house: no text, token or password is in any sink")
  void nothingLeaks() {
    liveThroughANight();
    List<Sink> sinks = new ArrayList<>();
    sinks.add(new Sink("log", log()));
    sinks.add(new Sink("metrics", metrics()));
    sinks.addAll(redis());
    sinks.addAll(appendOnlyFiles());
    sinks.addAll(postgres());

    assertThat(sinks).extracting(Sink::name).contains("log", "metrics", "hash", "stream", "staff");
    List<String> found =
        canaries.entrySet().stream()
            .flatMap(canary ->
                sinks.stream()
                    .filter(sink -> holds(sink.content(), canary.getValue()))
                    .map(sink -> canary.getKey() + " in " + sink.name()))
            .distinct()
            .toList();
    assertThat(found).isEmpty();
  }

  @Test
  @DisplayName("The search finds what is there, so that finding nothing means something")
  void theSearchFinds() {
    Pair pair = night.pair(night.peer("peer2"));
    pair.seekerSays("Good evening.");
    LoggerFactory.getLogger("org.porchlight.chat.socket").debug("{}", pair.conversation());
    assertThat(holds(log(), pair.conversation())).isTrue();
    assertThat(redis()).anyMatch(sink -> holds(sink.content(), pair.conversation()));
    assertThat(postgres()).anyMatch(sink -> holds(sink.content(), pair.conversation()));
    assertThat(holds("x " + base64("quokka") + " x", "quokka")).isTrue();
  }

  @Test
  @DisplayName("What carries words prints their length, never the words")
  void nothingPrintsWords() {
    String words = canary("words", "wombat-behind-the-wardrobe");
    String id = PretendClient.newId();
    FrameCodec codec = new FrameCodec();
    for (String frame :
        List.of(
            "{\"type\":\"say\",\"conversation\":\"%s\",\"id\":\"%s\",\"text\":\"%s\"}",
            "{\"type\":\"check\",\"conversation\":\"%s\",\"id\":\"%s\",\"text\":\"%s\"}",
            "{\"type\":\"watch\",\"conversation\":\"%s\",\"x\":\"%s\",\"reason\":\"%s\"}",
            "{\"type\":\"join\",\"a\":\"%s\",\"b\":\"%s\",\"language\":\"en\",\"note\":\"%s\"}",
            "{\"type\":\"release\",\"flag\":\"%s\",\"b\":\"%s\",\"send\":false,\"word\":\"%s\"}",
            "{\"type\":\"resolve\",\"flag\":\"%s\",\"b\":\"%s\",\"verdict\":\"right\",\"note\":\"%s\"}",
            "{\"type\":\"note\",\"a\":\"%s\",\"b\":\"%s\",\"text\":\"%s\"}",
            "{\"type\":\"join\",\"a\":\"%s\",\"b\":\"%s\",\"language\":\"en\",\"words\":\"%s\"}",
            "{\"type\":\"back\",\"a\":\"%s\",\"b\":\"%s\",\"words\":\"%s\"}",
            "{\"type\":\"go-in\",\"a\":\"%s\",\"b\":\"%s\",\"words\":\"%s\"}",
            "{\"type\":\"forget\",\"a\":\"%s\",\"b\":\"%s\",\"words\":\"%s\"}",
            "{\"type\":\"card\",\"words\":\"%s\",\"b\":\"%s\",\"show\":true,\"text\":\"%s\"}",
            "{\"type\":\"card\",\"words\":\"%s\",\"b\":\"%s\",\"show\":true,\"text\":\"\",\"plan\":[\"%s\"]}",
            "{\"type\":\"keep\",\"conversation\":\"%s\",\"b\":\"%s\",\"language\":\"en\",\"show\":true,\"text\":\"%s\"}",
            "{\"type\":\"keep\",\"conversation\":\"%s\",\"b\":\"%s\",\"language\":\"en\",\"show\":true,\"text\":\"\",\"plan\":[\"%s\"]}",
            "{\"type\":\"hand-over\",\"conversation\":\"%s\",\"id\":\"%s\",\"why\":\"shift\",\"note\":\"%s\"}",
            "{\"type\":\"contact-share\",\"conversation\":\"%s\",\"b\":\"%s\",\"consent\":\"ask\",\"place\":\"%s\"}",
            "{\"type\":\"hello\",\"a\":\"%s\",\"b\":\"%s\",\"token\":\"%s\"}",
            "{\"type\":\"hello\",\"a\":\"%s\",\"b\":\"%s\",\"ticket\":\"%s\"}")) {
      var decoded = codec.decode(frame.formatted(id, id, words));
      assertThat(decoded).isInstanceOf(FrameCodec.Decoded.Good.class);
      assertThat(decoded.toString()).doesNotContain(words);
    }
  }

  private void liveThroughANight() {
    String token = canary("a seeker's token", night.token());
    var pass = server.bean(SeekerPasses.class).recognise(token).blockOptional().orElseThrow();
    canary("a tab's key", server.bean(TabKeys.class).of(pass));
    String password = canary("a password", RunningServer.PASSWORD);
    String wrong = canary("a wrong password", "numbat-under-the-stairs");
    PretendStaff browser = PretendStaff.signIn(server, "peer", password);
    PretendStaff.atTheDoor(server).trySignIn("peer", wrong);
    browser.cookies().forEach((name, value) -> canary("the cookie " + name, value));
    String ticket = canary("a socket ticket", browser.ticket());

    night.doorKeeper();
    PretendClient seeker = night.seeker(token);
    String note = canary("a note", "I keep thinking about the bandicoot-in-the-attic");
    seeker.send("join", "language", "en", "note", note).await("place");
    String replaced = canary("a replaced note", "I am suicidal like a dugong-on-the-roof");
    seeker.send("note", "text", replaced).await("place");
    seeker.send("note", "text", note).await("place");
    PretendClient peer = night.stranger().send("hello", "ticket", ticket);
    canary("the key of a peer's tab", peer.next("welcome").path("tabKey").asString());
    PretendClient supervisor = night.supervisor();
    supervisor.send("board").await("board");
    Pair pair = night.pair(seeker, peer);

    pair.seekerSays(canary("a message", "the kookaburra-over-the-sink does not sleep"));
    pair.seekerSays(canary("a worrying message", "I want to die, said the thylacine-by-the-door"));
    pair.peerSays(canary("an answer", "Tell me of the cassowary-in-the-garden"));
    String advice = canary("advice", "You should stop taking your pills, numbly-grey-echidna");
    Object[] words = {
      "conversation", pair.conversation(), "id", PretendClient.newId(), "text", advice
    };
    peer.send("check", words).await("hint");
    peer.send("say", words).await("hint");
    Object[] sure = Arrays.copyOf(words, 8);
    sure[6] = "sure";
    sure[7] = true;
    peer.send("say", sure).await("kept");
    supervisor.send("watch", "conversation", pair.conversation());
    supervisor.await("caught-up");
    clinicianComes(pair, supervisor);
    String over = canary("a note for the next peer", "Say hello from the quoll-on-the-landing");
    peer.send(
        "hand-over",
        "conversation",
        pair.conversation(),
        "id",
        PretendClient.newId(),
        "why",
        "shift",
        "note",
        over);
    seeker.await("stepped", step -> step.path("note").asString().equals(over));
    shareHowToBeReached(seeker, supervisor, pair.conversation());
    for (boolean send : new boolean[] {true, false}) {
      sure[3] = PretendClient.newId();
      sure[5] = canary("a withheld message " + send, "add me on whatsapp, tiny-bilby-" + send);
      peer.send("say", sure).await("withheld");
      String flag =
          supervisor
              .await("flag", raised -> raised.path("quote").asString().equals(sure[5]))
              .path("flag")
              .stringValue();
      if (send) {
        supervisor.send("release", "flag", flag, "send", true);
        peer.await("kept");
      } else {
        String word = canary("a supervisor's word", "Not like this, said the potoroo-up-the-tree");
        supervisor.send("release", "flag", flag, "send", false, "word", word);
        peer.await("returned");
      }
      Object[] closed = {
        "flag",
        flag,
        "verdict",
        "right",
        "outcome",
        "abuse",
        "note",
        canary("a closing note " + send, "Told them about the sugar-glider-" + send)
      };
      supervisor.send("resolve", closed);
      supervisor.await("flag-changed");
    }

    // One that somebody has by now, and one that still waits for whoever comes.
    PretendStaff sam = server.staff("supervisor");
    String had = canary("a note of a shift", "Look after the pademelon-at-the-gate");
    sam.post("/api/staff/shift", "{\"note\":\"" + had + "\"}");
    JsonNode left = left(sam, had);
    String having =
        "{\"from\":\"%s\",\"id\":\"%s\"}"
            .formatted(left.path("from").path("id").asString(), left.path("id").asString());
    assertThat(server.staff("coordinator").post("/api/staff/shift/have", having).statusCode())
        .isEqualTo(204);
    String waits = canary("a note that waits", "The rest is with the wobbegong-in-the-bath");
    sam.post("/api/staff/shift", "{\"note\":\"" + waits + "\"}");
    left(sam, waits);
    String feedback = canary("feedback for a peer", "You stayed with the bilby-in-the-hallway");
    JsonNode given = JsonMapper.shared().readTree(sam.get("/api/staff/feedback/given").body());
    String to = given.path("peers").path(0).path("id").asString();
    sam.post("/api/staff/feedback", "{\"to\":\"" + to + "\",\"text\":\"" + feedback + "\"}");
    String growth = canary("a note to oneself", "I waited for the quoll-on-the-stairs");
    assertThat(
            server
                .staff("peer5")
                .post("/api/staff/growth", "{\"text\":\"" + growth + "\"}")
                .statusCode())
        .isEqualTo(204);

    // Broken things have words in them as well.
    String broken = canary("a broken frame", "platypus-behind-the-boiler");
    seeker.sendText("{\"type\":\"say\",\"text\":\"" + broken + "\"").await("refused");
    seeker.send(broken).await("refused");
    seeker.send("say", "conversation", broken, "id", broken, "text", broken).await("refused");
    seeker.send("contact-share", "conversation", broken, "phone", broken).await("refused");
    PretendClient stranger = night.stranger().send("hello", "token", broken);
    assertThat(stranger.closeCode()).isEqualTo(4401);
    browser.post("/api/seekers", "{\"ageBand\":\"" + broken + "\"}");
    browser.post("/api/seekers", "{" + broken);
    browser.post(
        "/api/seekers",
        "{\"noticeVersion\":1,\"ageBand\":\"a18\",\"language\":\"en\","
            + "\"work\":{\"challenge\":\""
            + broken
            + "\"}}");
    browser.post("/api/seekers/exit", "{\"token\":\"" + broken + "\"}");
    sam.post("/api/staff/shift", "{\"note\":\"" + broken);
    sam.post("/api/staff/shift/have", "{\"from\":\"" + broken + "\",\"id\":\"" + broken + "\"}");
    browser.post("/csp", "{\"csp-report\":\"" + broken + "\"}");
    browser.get("/api/" + broken + "?token=" + broken);
    JsonNode inside =
        seeker.send("words", "conversation", pair.conversation(), "language", "es").await("words");
    String inWords = canary("the words of a chat", spaced(inside));
    JsonNode newPass = night.seeker().send("go-in", "words", inWords).await("pass");
    canary("the token of who came back in", newPass.path("token").stringValue());
    seeker.send("end", "conversation", pair.conversation()).await("closed");
    comeBack(seeker, pair.conversation(), broken);
  }

  /** With four words, and a card and a plan that go to a peer; then words that open nothing. */
  private void comeBack(PretendClient seeker, String conversation, String broken) {
    String card = canary("a card", "Ask about the wallaby-in-the-wardrobe, please");
    String step = canary("a step of a plan", "Walk as far as the echidna-on-the-corner");
    JsonNode kept =
        seeker
            .send(
                "keep",
                "conversation",
                conversation,
                "language",
                "en",
                "text",
                card,
                "plan",
                List.of(step),
                "show",
                true)
            .await("words");
    String words = canary("come-back words", spaced(kept));
    PretendClient back = night.seeker();
    back.send("back", "words", words).await("thread");
    String other = canary("another card", "Ask about the numbat-under-the-bridge, please");
    List<String> plan = List.of(canary("another step", "Feed the potoroo-behind-the-shed"));
    back.send("card", "words", words, "text", other, "plan", plan, "show", true).await("thread");
    PretendClient peer = night.peer("peer2");
    Pair again = night.pair(back, peer, "language", "en", "words", words, "share", true);
    peer.await("card");
    Object[] together = {
      "conversation",
      again.conversation(),
      "id",
      PretendClient.newId(),
      "n",
      0,
      "plan",
      List.of(canary("a step written together", "Wave to the quoll-in-the-chimney"))
    };
    peer.send("plan", together);
    back.await("plan", now -> now.path("n").asInt() == 1);
    back.send("card", "words", words, "text", other, "plan", plan, "show", false).settle();
    back.send("end", "conversation", again.conversation()).await("closed");
    peer.await("closed");
    Object[] wrapUp = {
      "conversation",
      again.conversation(),
      "id",
      PretendClient.newId(),
      "next",
      canary("a word for the next person", "Evenings are the bettong-in-the-basket")
    };
    peer.send("wrap-up", wrapUp).await("next");
    back.send("next", "conversation", again.conversation()).await("next");
    Object[] lastWord = {
      "conversation",
      again.conversation(),
      "id",
      PretendClient.newId(),
      "text",
      canary("one thing to know", "Thank the bilby-at-the-window for me")
    };
    back.send("last-word", lastWord).await("last-word");
    back.send("back", "words", broken).await("refused");
    back.send("forget", "words", broken + " " + words).await("refused");
  }

  private void clinicianComes(Pair pair, PretendClient supervisor) {
    PretendClient clinician = night.clinician();
    clinician.send("duty", "on", true).await("duty");
    String who =
        supervisor
            .send("clinicians")
            .await("clinicians")
            .path("clinicians")
            .path(0)
            .path("id")
            .asString();
    String where = pair.conversation();
    supervisor.send("offer-clinician", "conversation", where, "clinician", who);
    int n = pair.seeker().await("stepped").path("n").asInt();
    pair.seeker().send("reply", "conversation", where, "yes", true, "n", n);
    clinician.await("consents", consents -> consents.toString().contains(where));
    clinician.send("join-in", "conversation", where).await("opened");
    String text = canary("a clinician's message", "I am here, by the lyrebird-in-the-larder");
    clinician
        .send("say", "conversation", where, "id", PretendClient.newId(), "text", text)
        .await("kept");
  }

  /** What is taken back first, and then what stays until the end. */
  private void shareHowToBeReached(PretendClient seeker, PretendClient supervisor, String where) {
    supervisor.send("join-in", "conversation", where);
    supervisor.await("stepped", step -> step.path("step").asString().equals("joined"));
    supervisor.send("contact-offer", "conversation", where);
    seeker.await("contact");
    share(seeker, where, "0199-woylie-on-the-wire", "By the dunnart-below-the-bridge");
    supervisor.await("contact", card -> card.path("n").asInt() == 2);
    seeker.send("contact-keep", "conversation", where);
    supervisor.await("contact", card -> card.path("n").asInt() == 3);
    share(seeker, where, "0199-boodie-in-the-burrow", "At the antechinus-under-the-arch");
    supervisor.await("contact", card -> card.path("n").asInt() == 4);
    supervisor.send("contact-open", "conversation", where).await("contact-opened");
    supervisor.send("contact-pass", "conversation", where, "to", "emergency");
    supervisor.await("contact", card -> card.path("state").asString().equals("confirming"));
  }

  private void share(PretendClient seeker, String where, String phone, String place) {
    seeker.send(
        "contact-share",
        "conversation",
        where,
        "phone",
        canary("the phone number " + phone.length(), phone),
        "place",
        canary("the place " + place.length(), place),
        "consent",
        "life");
  }

  private static String spaced(JsonNode frame) {
    return frame
        .path("words")
        .valueStream()
        .map(JsonNode::asString)
        .collect(Collectors.joining(" "));
  }

  /** What somebody left, once its note can be read. */
  private static JsonNode left(PretendStaff reader, String note) {
    return JsonMapper.shared()
        .readTree(reader.get("/api/staff/shift").body())
        .path("left")
        .valueStream()
        .filter(each -> each.path("note").asString().equals(note))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the note is not there"));
  }

  private String canary(String what, String value) {
    canaries.put(what, value);
    return value;
  }

  /** As it is, and as it would be if somebody had only wrapped it. */
  private static boolean holds(String content, String canary) {
    String rare = canary.length() > 24 && canary.contains("-") ? rarest(canary) : canary;
    return content.contains(rare)
        || content.contains(base64(canary))
        || content.contains(URLEncoder.encode(canary, StandardCharsets.UTF_8));
  }

  /** The word nobody would write by chance, so that a part of a text is found as well. */
  private static String rarest(String canary) {
    return Arrays.stream(canary.split(" "))
        .filter(word -> word.contains("-"))
        .findFirst()
        .orElse(canary);
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String log() {
    return List.copyOf(logged.list).stream().map(CanaryIT::print).collect(Collectors.joining("\n"));
  }

  private static String print(ILoggingEvent event) {
    StringBuilder text = new StringBuilder(event.getLoggerName());
    text.append(' ').append(event.getFormattedMessage()).append(event.getMDCPropertyMap());
    for (IThrowableProxy cause = event.getThrowableProxy();
        cause != null;
        cause = cause.getCause()) {
      text.append(' ').append(cause.getClassName()).append(' ').append(cause.getMessage());
    }
    return text.toString();
  }

  private String metrics() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(server.management("/actuator/prometheus")).build();
      String metrics = client.send(request, BodyHandlers.ofString()).body();
      assertThat(metrics).contains("passes_issued");
      return metrics;
    } catch (IOException failed) {
      throw new AssertionError("metrics could not be read", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /** Every key with all it holds, read byte for byte. */
  private static List<Sink> redis() {
    List<Sink> sinks = new ArrayList<>();
    try (RedisClient client = RedisClient.create(TestRedis.uri());
        var connection = client.connect(new StringCodec(StandardCharsets.ISO_8859_1))) {
      RedisCommands<String, String> redis = connection.sync();
      ScanCursor cursor = ScanCursor.INITIAL;
      do {
        KeyScanCursor<String> keys = redis.scan(cursor, ScanArgs.Builder.limit(500));
        for (String key : keys.getKeys()) {
          String type = redis.type(key);
          String content =
              switch (type) {
                case "string" -> redis.get(key);
                case "hash" -> redis.hgetall(key).toString();
                case "set" -> redis.smembers(key).toString();
                case "zset" -> redis.zrange(key, 0, -1).toString();
                case "list" -> redis.lrange(key, 0, -1).toString();
                case "stream" ->
                    redis.xrange(key, Range.unbounded()).stream()
                        .map(entry -> entry.getId() + entry.getBody())
                        .collect(Collectors.joining());
                case "none" -> "";
                default -> throw new AssertionError("a type nobody searches: " + type);
              };
          sinks.add(new Sink(type, key + " " + content));
        }
        cursor = keys;
      } while (!cursor.isFinished());
    }
    return sinks;
  }

  /** What Redis wrote down of every command, also of keys that are gone by now. */
  /** Only of an embedded Redis: the file of one in a container is not for us to read. */
  private static List<Sink> appendOnlyFiles() {
    try (RedisClient client = RedisClient.create(TestRedis.uri());
        var connection = client.connect()) {
      Path folder = Path.of(connection.sync().configGet("dir").get("dir"), "appendonlydir");
      if (!Files.isDirectory(folder)) {
        System.out.println("CanaryIT cannot read the append-only file of a Redis in a container.");
        return List.of();
      }
      try (var files = Files.list(folder)) {
        List<Sink> sinks = new ArrayList<>();
        for (Path file : files.toList()) {
          sinks.add(new Sink("aof", Files.readString(file, StandardCharsets.ISO_8859_1)));
        }
        assertThat(sinks).anyMatch(sink -> holds(sink.content(), "XADD"));
        return sinks;
      }
    } catch (IOException failed) {
      throw new AssertionError("the append-only file could not be read", failed);
    }
  }

  /** Every table, every column, as text. */
  private List<Sink> postgres() {
    TestPostgres.Database database = server.database();
    List<Sink> sinks = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
        var tables =
            connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        String table = tables.getString("TABLE_NAME");
        try (var statement = connection.createStatement();
            ResultSet rows =
                statement.executeQuery("SELECT t::text AS line FROM \"" + table + "\" t")) {
          StringBuilder content = new StringBuilder();
          while (rows.next()) {
            content.append(rows.getString("line")).append('\n');
          }
          sinks.add(new Sink(table, content.toString()));
        }
      }
    } catch (SQLException failed) {
      throw new AssertionError("the database could not be read", failed);
    }
    return sinks;
  }
}
