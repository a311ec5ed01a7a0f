package org.porchlight.chat.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.porchlight.chat.pretend.PretendStaff.reason;

import io.lettuce.core.RedisClient;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.porchlight.chat.access.Topics;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.testservers.TestRedis;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What coordinators set for the house, and what the door, the pages and the archive make of it. */
class HouseIT {
  private static final String CANARY = "canary-numbat-in-the-house";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Its own: other tests rely on what is configured. */
  private static final RunningServer server =
      RunningServer.with(ExitCheck.class, () -> new ExitCheck(HouseIT::site));

  private static @Nullable PretendStaff second;

  private final Night night = new Night(server);

  /** Of every other name there is nothing anywhere. */
  private static Mono<ExitCheck.Page> site(URI site) {
    return "maps.example".equals(site.getHost())
        ? Mono.just(new ExitCheck.Page(200, null, "Where things are"))
        : Mono.error(new UnknownHostException("nowhere"));
  }

  /** One for all tests: a third coordinator would wait for a second one's yes. */
  private static PretendStaff second() {
    if (second == null) {
      second = PretendStaff.invited(server, "coordinator").browser();
    }
    return second;
  }

  @AfterEach
  void asItWas() {
    night.close();
    Map<String, Object> configured = wanted();
    configured.putAll(
        Map.of(
            "zone",
            "UTC",
            "hours",
            List.of(),
            "requireSupervisor",
            false,
            "days",
            7,
            "flagDays",
            30,
            "minAge",
            18,
            "topics",
            Topics.KNOWN));
    assertThat(post(coordinator(), configured).statusCode()).isEqualTo(204);
    nameAndItemsAsTheyWere();
  }

  private static void nameAndItemsAsTheyWere() {
    JsonNode now = JSON.readTree(coordinator().get("/api/staff/look").body());
    if (now.path("version").asInt() > 0) {
      Map<String, Object> back =
          Map.of(
              "version",
              now.path("version").asInt(),
              "name",
              "Porchlight",
              "title",
              "Porchlight",
              "questions",
              List.of("upset", "hope", "alone", "next", "heard"),
              "exits",
              Map.of());
      assertThat(lookAs(back).statusCode()).isEqualTo(204);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("G18: before anybody has changed anything, what is configured holds")
  void configured() {
    try (RunningServer other =
        RunningServer.start(
            "porchlight.opening.zone=Europe/Madrid",
            "porchlight.opening.hours=sat+sun 18:00-04:00",
            "porchlight.matching.require-supervisor=true",
            "porchlight.access.minimum-age=16")) {
      JsonNode house = JSON.readTree(other.staff("coordinator").get("/api/staff/house").body());
      assertThat(house.path("version").asInt()).isZero();
      assertThat(house.path("zone").asString()).isEqualTo("Europe/Madrid");
      assertThat(spans(house)).containsExactly("sat 18:00-04:00", "sun 18:00-04:00");
      assertThat(house.path("requireSupervisor").asBoolean()).isTrue();
      assertThat(house.path("days").asInt()).isEqualTo(7);
      assertThat(house.path("flagDays").asInt()).isEqualTo(30);
      assertThat(house.path("minAge").asInt()).isEqualTo(16);
      assertThat(house.path("changes").size()).isZero();
      assertThat(startOf(other).path("minAge").asInt()).isEqualTo(16);
      assertThat(startOf(other).path("noticeVersion").asInt()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("C43, G18: words lead to a chat no longer than the house keeps it")
  void words() {
    change(Map.of("days", 2));
    String pass = arrive(server, house().path("notice").asInt(), "a18").body();
    PretendClient seeker = night.seeker(JSON.readTree(pass).path("token").stringValue());
    Night.Pair pair = night.pair(seeker, night.peer("peer"));
    Object[] ask = {"conversation", pair.conversation(), "language", "en"};
    seeker.send("words", ask).await("words");
    try (RedisClient client = RedisClient.create(TestRedis.uri());
        var redis = client.connect()) {
      assertThat(redis.sync().ttl("b:{" + pair.conversation() + "}"))
          .isBetween(1L, Duration.ofDays(2).toSeconds());
    }
  }

  @Test
  @DisplayName("G18, G1: the notice says what was changed, and who read another one is asked again")
  void notice() {
    int before = house().path("notice").asInt();
    int version = house().path("version").asInt();
    change(Map.of("days", 3, "flagDays", 14));

    JsonNode now = house();
    assertThat(now.path("version").asInt()).isEqualTo(version + 1);
    assertThat(now.path("notice").asInt()).isEqualTo(before + 1);
    assertThat(now.path("changes").path(0).path("by").asString()).isEqualTo("Alex");
    assertThat(now.path("changes").path(0).path("at").asLong())
        .isCloseTo(System.currentTimeMillis(), Offset.offset(60_000L));
    assertThat(now.path("changes").size()).isBetween(1, 10);
    assertThat(startOf(server).path("days").asInt()).isEqualTo(3);
    assertThat(startOf(server).path("flagDays").asInt()).isEqualTo(14);
    assertThat(startOf(server).path("noticeVersion").asInt()).isEqualTo(before + 1);
    assertThat(PretendStaff.atTheDoor(server).get("/privacy").body())
        .contains("kept for 3 days after it closes", "kept for 14 days");
    assertThat(server.audited("house.change")).isPositive();

    HttpResponse<String> old = arrive(server, before, "a18");
    assertThat(reason(old, 400)).isEqualTo("notice_changed");
    JsonNode notice = JSON.readTree(old.body()).path("notice");
    assertThat(notice.path("noticeVersion").asInt()).isEqualTo(before + 1);
    assertThat(notice.path("days").asInt()).isEqualTo(3);
    assertThat(notice.path("flagDays").asInt()).isEqualTo(14);
    assertThat(notice.path("minAge").asInt()).isEqualTo(18);
    assertThat(reason(arrive(server, before + 2, "a18"), 400)).isEqualTo("notice_changed");
    assertThat(arrive(server, before + 1, "a18").statusCode()).isEqualTo(201);
  }

  @Test
  @DisplayName("G18: other hours are no other notice, and the same again is no change")
  void noOtherNotice() {
    int notice = house().path("notice").asInt();
    change(Map.of("hours", List.of("mon 20:00-02:00")));
    JsonNode now = house();
    assertThat(now.path("notice").asInt()).isEqualTo(notice);
    change(Map.of());
    assertThat(house().path("version")).isEqualTo(now.path("version"));
  }

  @Test
  @DisplayName("G18: of two who save, one is told that somebody was first, and nothing is lost")
  void twoSave() {
    PretendStaff second = second();
    Map<String, Object> mine = wanted();
    Map<String, Object> theirs = wanted();
    mine.put("days", 2);
    theirs.put("flagDays", 21);
    assertThat(post(coordinator(), mine).statusCode()).isEqualTo(204);
    assertThat(reason(post(second, theirs), 409)).isEqualTo("changed");
    assertThat(house().path("days").asInt()).isEqualTo(2);
    assertThat(house().path("flagDays").asInt()).isEqualTo(30);
  }

  @Test
  @DisplayName("G43: seekers read the name of the house, and are asked what it asks, at once")
  void nameTitleAndItems() {
    String seeker = PretendStaff.atTheDoor(server).get("/").body();
    assertThat(seeker).contains("<title>Porchlight</title>").contains(">Porchlight</span>");
    assertThat(startOf(server).path("questions")).hasSize(5);
    int seen = lookNow().path("version").asInt();
    long before = server.audited("house.look");
    Map<String, Object> wanted =
        Map.of(
            "version", seen, "name", "Night & Day", "title", "Notes", "questions", List.of("hope"));
    assertThat(lookAs(wanted).statusCode()).isEqualTo(204);
    String named = PretendStaff.atTheDoor(server).get("/").body();
    assertThat(named).contains("<title>Notes</title>").contains(">Night &amp; Day</span>");
    assertThat(startOf(server).path("questions").path(0).asString()).isEqualTo("hope");
    assertThat(startOf(server).path("questions")).hasSize(1);
    assertThat(server.audited("house.look")).isEqualTo(before + 1);

    assertThat(reason(lookAs(wanted), 409)).isEqualTo("changed");
    Map<String, Object> again = new HashMap<>(wanted);
    again.put("version", seen + 1);
    assertThat(lookAs(again).statusCode()).isEqualTo(204);
    assertThat(server.audited("house.look")).isEqualTo(before + 1);
    for (Map.Entry<String, Object> wrong :
        Map.<String, Object>of(
                "version",
                -1,
                "name",
                "n".repeat(25),
                "title",
                "<b>",
                "questions",
                List.of("blood"))
            .entrySet()) {
      Map<String, Object> bad = new HashMap<>(wanted);
      bad.put("version", seen + 1);
      bad.put(wrong.getKey(), wrong.getValue());
      assertThat(reason(lookAs(bad), 400)).isEqualTo(wrong.getKey());
    }
  }

  @Test
  @DisplayName("G180: Quick exit leads where the house says, region by region, at once")
  void exitSites() {
    Map<String, Object> wanted = exits(Map.of("us", "https://maps.example/", "uk", " "));
    assertThat(lookAs(wanted).statusCode()).isEqualTo(204);
    assertThat(lookNow().path("exits").path("us").asString()).isEqualTo("https://maps.example/");
    assertThat(lookNow().path("exits").has("uk")).isFalse();
    assertThat(startOf(server).path("exitSites").path("us").asString())
        .isEqualTo("https://maps.example/");
    assertThat(startOf(server).path("exitSites").path("uk").asString())
        .isEqualTo("https://www.bbc.co.uk/weather");
    assertThat(frontPage()).contains("Quick exit opens maps.example and");
    assertThat(PretendStaff.atTheDoor(server).get("/leave").headers().firstValue("Location"))
        .hasValue("https://maps.example/");

    Map<String, Object> older = exits(Map.of());
    older.remove("exits");
    older.put("title", "Notes");
    assertThat(lookAs(older).statusCode()).isEqualTo(204);
    assertThat(lookNow().path("exits").has("us")).isTrue();
    for (Map<String, String> bad :
        List.of(
            Map.of("us", "http://maps.example/"),
            Map.of("us", "https://10.0.0.1/"),
            Map.of("us", "https://maps.example/?near=me"),
            Map.of("atlantis", "https://maps.example/"))) {
      assertThat(reason(lookAs(exits(bad)), 400)).isEqualTo("exits");
    }
  }

  @Test
  @DisplayName("G180: the audit has where it leads only where it is sealed")
  void exitsAreSealed() throws SQLException {
    long before = server.audited("house.look");
    assertThat(lookAs(exits(Map.of("us", "https://sealed.example/"))).statusCode()).isEqualTo(204);
    assertThat(server.audited("house.look")).isEqualTo(before + 1);
    try (var connection =
            DriverManager.getConnection(
                server.database().jdbcUrl(),
                server.database().username(),
                server.database().password());
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    """
                    SELECT detail, position('sealed.example'::bytea in reason),
                      concat(who, act, about, detail)
                    FROM audit.chain WHERE act = 'house.look' ORDER BY seq DESC LIMIT 1
                    """)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).endsWith(", exits");
      assertThat(rows.getInt(2)).isZero();
      assertThat(rows.getString(3)).doesNotContain("sealed.example");
    }
    assertThat(coordinator().get("/api/staff/audit").body()).contains("https://sealed.example/");
  }

  @Test
  @DisplayName("G180: who has sites looked at again and again waits, and it is not written down")
  void exitLooksAreFew() {
    PretendStaff second = second();
    String site = JSON.writeValueAsString(Map.of("site", "https://maps.example/"));
    long before = server.audited("house.exit_look");
    int looked = 0;
    HttpResponse<String> answer = second.post("/api/staff/look/exit", site);
    // A minute may begin in between, and only one.
    while (answer.statusCode() == 200 && looked < 2 * ExitTurns.MOST_OF_ONE) {
      looked++;
      answer = second.post("/api/staff/look/exit", site);
    }
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
    assertThat(server.audited("house.exit_look")).isEqualTo(before + looked);
  }

  @Test
  @DisplayName("G180: a site is looked at only by its name, and one that is nowhere is away")
  void exitLook() {
    long before = server.audited("house.exit_look");
    for (String bad :
        List.of("", "http://maps.example/", "https://127.0.0.1/", "https://localhost/")) {
      assertThat(reason(lookAt(bad), 400)).isEqualTo("site");
    }
    assertThat(server.audited("house.exit_look")).isEqualTo(before);
    HttpResponse<String> nowhere = lookAt("https://nowhere.invalid/");
    assertThat(nowhere.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(nowhere.body()).path("found").asString()).isEqualTo("away");
    assertThat(server.audited("house.exit_look")).isEqualTo(before + 1);
    assertThat(JSON.readTree(lookAt("https://maps.example/").body()).path("found").asString())
        .isEqualTo("ok");
  }

  private static HttpResponse<String> lookAt(String site) {
    return coordinator()
        .post("/api/staff/look/exit", JSON.writeValueAsString(Map.of("site", site)));
  }

  private static Map<String, Object> exits(Map<String, String> exits) {
    JsonNode now = lookNow();
    return new HashMap<>(
        Map.of(
            "version",
            now.path("version").asInt(),
            "name",
            now.path("name").asString(),
            "title",
            now.path("title").asString(),
            "questions",
            List.of("upset", "hope", "alone", "next", "heard"),
            "exits",
            exits));
  }

  private static JsonNode lookNow() {
    return JSON.readTree(coordinator().get("/api/staff/look").body());
  }

  private static HttpResponse<String> lookAs(Map<String, Object> wanted) {
    return coordinator().post("/api/staff/look", JSON.writeValueAsString(wanted));
  }

  @Test
  @DisplayName("G18: the door follows the house, and who waits is told")
  void door() {
    night.doorKeeper();
    PretendClient seeker = night.seeker(pass());
    assertThat(look().path("state").asString()).isEqualTo("open");
    noSupervisorIsHere();
    change(Map.of("requireSupervisor", true));
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(look().path("state").asString()).isEqualTo("no_supervisor"));
    seeker.await("door", door -> door.path("state").asString().equals("no_supervisor"));
    seeker.send("join", "language", "en");
    assertThat(seeker.await("refused").path("reason").asString()).isEqualTo("door_closed");
    change(Map.of("requireSupervisor", false));
    assertThat(look().path("state").asString()).isEqualTo("open");
    seeker.await("door", door -> door.path("state").asString().equals("open"));
  }

  /** One of another test, whose page closed a moment ago, counts as there for a while. */
  private static void noSupervisorIsHere() {
    try (RedisClient client = RedisClient.create(TestRedis.uri());
        var redis = client.connect()) {
      redis.sync().del("f:{board}:here");
    }
  }

  @Test
  @DisplayName("G18: the front page promises a supervisor only where the door needs one")
  void supervised() {
    change(Map.of("requireSupervisor", true));
    assertThat(frontPage()).contains("A supervisor is on shift");
    change(Map.of("requireSupervisor", false));
    assertThat(frontPage()).contains("Peers are trained").doesNotContain("A supervisor is on");
  }

  @Test
  @DisplayName("G18, G8: hours are told by a closed door, and open nothing")
  void hours() {
    await().untilAsserted(() -> assertThat(look().path("state").asString()).isEqualTo("no_peer"));
    assertThat(look().has("opensAt")).isFalse();
    String inTwoDays =
        Instant.now()
            .atZone(ZoneOffset.UTC)
            .getDayOfWeek()
            .plus(2)
            .name()
            .substring(0, 3)
            .toLowerCase(Locale.ROOT);
    change(Map.of("hours", List.of(inTwoDays + " 20:00-23:00")));
    assertThat(look().path("opensAt").asLong()).isGreaterThan(System.currentTimeMillis());
    change(Map.of("hours", List.of("mon 00:00-00:00", "tue 00:00-00:00", "wed 00:00-00:00")));
    assertThat(look().path("state").asString()).isEqualTo("no_peer");
  }

  @Test
  @DisplayName("G8, A9: twenty minutes before the hours end it is told, and nothing closes by it")
  void closing() {
    night.doorKeeper();
    PretendClient seeker = night.seeker(pass());
    ZonedDateTime end =
        Instant.now().atZone(ZoneOffset.UTC).plusMinutes(10).withSecond(0).withNano(0);
    ZonedDateTime begin = end.minusHours(2);
    String day = begin.getDayOfWeek().name().substring(0, 3).toLowerCase(Locale.ROOT);
    change(Map.of("hours", List.of(day + " " + begin.toLocalTime() + "-" + end.toLocalTime())));
    assertThat(look().path("closesAt").asLong()).isEqualTo(end.toInstant().toEpochMilli());
    JsonNode door = seeker.await("door", told -> told.has("closesAt"));
    assertThat(door.path("state").asString()).isEqualTo("open");
    assertThat(door.path("closesAt").asLong()).isEqualTo(end.toInstant().toEpochMilli());
    seeker.send("join", "language", "en").await("place");
    change(Map.of("hours", List.of()));
    assertThat(look().has("closesAt")).isFalse();
    seeker.await("door", told -> !told.has("closesAt"));
  }

  @Test
  @DisplayName("G18: 16 and 17 may come in where somebody answers for it, and not without")
  void under18() {
    Map<String, Object> young = wanted();
    young.put("minAge", 16);
    assertThat(reason(post(coordinator(), young), 400)).isEqualTo("lead");
    change(Map.of("minAge", 16, "lead", "Noor", "policy", "https://house.example/under-18"));
    assertThat(house().path("lead").asString()).isEqualTo("Noor");
    assertThat(startOf(server).path("minAge").asInt()).isEqualTo(16);
    assertThat(startOf(server).has("lead")).isFalse();
    assertThat(arrive(server, house().path("notice").asInt(), "a16").statusCode()).isEqualTo(201);

    change(Map.of("minAge", 18));
    assertThat(house().has("lead")).isFalse();
    assertThat(arrive(server, house().path("notice").asInt(), "a16").statusCode()).isEqualTo(403);
  }

  @Test
  @DisplayName("C180: switched off, 16 and 17 in line read what is for the young, and all stay")
  void switchedOff() {
    night.doorKeeper();
    change(Map.of("minAge", 16, "lead", "Noor", "policy", "https://house.example/under-18"));
    Night.Pair pair = night.pair(night.seeker(passInAustralia("a16")), night.peer("peer"));
    String pass = passInAustralia("a16");
    PretendClient young = night.seeker(pass);
    young.send("join", "language", "en").await("place");
    PretendClient adult = night.seeker(passInAustralia("a18"));
    adult.send("join", "language", "en").await("place");
    young.settle();
    assertThat(young.unread()).doesNotContain("support");

    change(Map.of("minAge", 18));
    JsonNode lines = young.await("support").path("lines");
    assertThat(lines.path(1).path("value").asString()).isEqualTo("1800 55 1800");
    young.send("join", "language", "en").await("place");
    young.settle();
    assertThat(young.unread()).doesNotContain("support");
    young.send("note", "text", "").await("place");
    adult.settle();
    assertThat(adult.unread()).doesNotContain("support", "left");
    pair.seekerSays("Good that you are there.");
    pair.seeker().settle();
    assertThat(pair.seeker().unread()).doesNotContain("support", "closed");

    // Whoever was away in that moment reads it when they are back.
    PretendClient again = night.seeker(pass);
    again.await("support");
    again.send("note", "text", "").await("place");
  }

  private static String passInAustralia(String ageBand) {
    String body =
        PretendStaff.atTheDoor(server)
            .post(
                "/api/seekers",
                JSON.writeValueAsString(
                    Map.of(
                        "noticeVersion",
                        house().path("notice").asInt(),
                        "ageBand",
                        ageBand,
                        "language",
                        "en",
                        "region",
                        "au")))
            .body();
    return Objects.requireNonNull(JSON.readTree(body).path("token").stringValue());
  }

  @Test
  @DisplayName("G18: nobody's chat is kept longer than any notice since they came has said")
  void promised() {
    House house = server.bean(House.class);
    Instant before = Instant.now().minusSeconds(3_600);
    change(Map.of("days", 1, "flagDays", 8));
    change(Map.of("days", 6, "flagDays", 20));
    assertThat(house.promisedSince(before).block(SOON)).isEqualTo(new Retention(1, 8));
    assertThat(house.promisedSince(Instant.now().plusSeconds(60)).block(SOON))
        .isEqualTo(new Retention(6, 20));
  }

  @Test
  @DisplayName("G18: a topic taken away is offered to nobody new, and who chose it is still served")
  void topics() {
    night.doorKeeper();
    PretendClient seeker = night.seeker(pass());
    seeker.send("join", "language", "en");
    seeker.await("place");
    seeker.send("about", "topics", List.of("grief"), "wants", "lived");
    seeker.await("place", place -> strings(place.path("topics")).contains("grief"));
    assertThat(strings(startOf(server).path("topics"))).isEqualTo(Topics.KNOWN);
    assertThat(strings(house().path("knownTopics"))).isEqualTo(Topics.KNOWN);

    change(Map.of("topics", List.of("just-talk", "work")));
    assertThat(strings(house().path("topics"))).containsExactly("work", "just-talk");
    assertThat(strings(startOf(server).path("topics"))).containsExactly("work", "just-talk");
    seeker.settle();
    seeker.forget("place");
    seeker.send("about", "topics", List.of("grief", "work"), "wants", "anyone");
    seeker.await("place", place -> strings(place.path("topics")).contains("grief"));
    JsonNode people = JSON.readTree(coordinator().get("/api/staff/people").body()).path("people");
    assertThat(people.valueStream().flatMap(person -> strings(person.path("topics")).stream()))
        .contains("grief");
  }

  @Test
  @DisplayName("G18: there is a topic at least, and none that the pages have no words for")
  void malformedTopics() {
    for (List<String> topics : List.of(List.<String>of(), List.of("work", CANARY))) {
      Map<String, Object> wanted = wanted();
      wanted.put("topics", topics);
      HttpResponse<String> answer = post(coordinator(), wanted);
      assertThat(reason(answer, 400)).isEqualTo("topics");
      assertThat(answer.body()).doesNotContain(CANARY);
    }
  }

  @Test
  @DisplayName(
      "G18: who leads safeguarding is told to supervisors on their board, and else to none")
  void safeguarding() {
    PretendClient sam = night.supervisor();
    assertThat(sam.send("board").await("board").has("safeguarding")).isFalse();
    change(Map.of("minAge", 16, "lead", "Ana", "policy", "Our under-18 policy"));
    sam.forget("board");
    JsonNode safeguarding = sam.send("board").await("board").path("safeguarding");
    assertThat(safeguarding.path("lead").asString()).isEqualTo("Ana");
    assertThat(safeguarding.path("policy").asString()).isEqualTo("Our under-18 policy");
    assertThat(PretendStaff.atTheDoor(server).get("/").body()).doesNotContain("Our under-18");

    change(Map.of("minAge", 18));
    sam.forget("board");
    assertThat(sam.send("board").await("board").has("safeguarding")).isFalse();
  }

  @Test
  @DisplayName("G18: who is on call is told to supervisors on their board, and to no seeker")
  void onCall() {
    PretendClient sam = night.supervisor();
    assertThat(sam.send("board").await("board").has("onCall")).isFalse();
    long changed = server.audited("house.change");
    change(Map.of("onCall", "Noor", "onCallPhone", "+34 600 123 456"));
    assertThat(server.audited("house.change")).isEqualTo(changed + 1);
    assertThat(house().path("onCall").asString()).isEqualTo("Noor");
    sam.forget("board");
    JsonNode onCall = sam.send("board").await("board").path("onCall");
    assertThat(onCall.path("name").asString()).isEqualTo("Noor");
    assertThat(onCall.path("phone").asString()).isEqualTo("+34 600 123 456");
    assertThat(PretendStaff.atTheDoor(server).get("/").body()).doesNotContain("600 123 456");

    Map<String, Object> wanted = wanted();
    wanted.put("onCall", "Noor");
    wanted.put("onCallPhone", CANARY);
    HttpResponse<String> answer = post(coordinator(), wanted);
    assertThat(reason(answer, 400)).isEqualTo("onCallPhone");
    assertThat(answer.body()).doesNotContain(CANARY);
    wanted.put("onCall", "");
    wanted.put("onCallPhone", "112");
    assertThat(reason(post(coordinator(), wanted), 400)).isEqualTo("onCall");

    change(Map.of());
    assertThat(house().has("onCall")).isFalse();
    sam.forget("board");
    assertThat(sam.send("board").await("board").has("onCall")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zone|canary-numbat-in-the-house",
        "days|0",
        "days|8",
        "flagDays|6",
        "flagDays|31",
        "minAge|17",
        "version|-1"
      })
  @DisplayName("G18: what cannot be is a problem document that names the field, without an echo")
  void malformed(String field, String value) {
    JsonNode before = house();
    Map<String, Object> wanted = wanted();
    wanted.put(field, value.matches("-?\\d+") ? (Object) Integer.valueOf(value) : value);
    HttpResponse<String> answer = post(coordinator(), wanted);
    assertThat(reason(answer, 400)).isEqualTo(field);
    assertThat(answer.body()).doesNotContain(CANARY);
    wanted.put(field, List.of(CANARY));
    assertThat(post(coordinator(), wanted).statusCode()).isEqualTo(400);
    assertThat(house()).isEqualTo(before);
  }

  @Test
  @DisplayName("G18: hours and names that cannot be are refused like that too")
  void malformedWords() {
    Map<String, Object> wanted = wanted();
    wanted.put("hours", List.of("mon 20:00-02:00", CANARY));
    HttpResponse<String> answer = post(coordinator(), wanted);
    assertThat(reason(answer, 400)).isEqualTo("hours");
    assertThat(answer.body()).doesNotContain(CANARY);
    wanted = wanted();
    wanted.putAll(Map.of("minAge", 16, "lead", "Noor", "policy", "<" + CANARY));
    answer = post(coordinator(), wanted);
    assertThat(reason(answer, 400)).isEqualTo("policy");
    assertThat(answer.body()).doesNotContain(CANARY);
  }

  @Test
  @DisplayName("G18: another node has the same after reading anew, and looks when a page is ahead")
  void anotherNode() {
    try (RunningServer other = server.anotherNode()) {
      change(Map.of("days", 5));
      int notice = house().path("notice").asInt();
      assertThat(arrive(other, notice, "a18").statusCode()).isEqualTo(201);
      other.bean(House.class).refresh().block(SOON);
      assertThat(other.bean(House.class).now()).isEqualTo(server.bean(House.class).now());
      assertThat(startOf(other).path("days").asInt()).isEqualTo(5);
    }
  }

  private static PretendStaff coordinator() {
    return server.staff("coordinator");
  }

  private static JsonNode house() {
    return JSON.readTree(coordinator().get("/api/staff/house").body());
  }

  private static List<String> spans(JsonNode house) {
    return strings(house.path("hours"));
  }

  private static List<String> strings(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  /** What holds, as it would be sent again. */
  private static Map<String, Object> wanted() {
    JsonNode now = house();
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("version", now.path("version").asInt());
    wanted.put("zone", now.path("zone").asString());
    wanted.put("hours", spans(now));
    wanted.put("requireSupervisor", now.path("requireSupervisor").asBoolean());
    wanted.put("days", now.path("days").asInt());
    wanted.put("flagDays", now.path("flagDays").asInt());
    wanted.put("minAge", now.path("minAge").asInt());
    wanted.put("topics", strings(now.path("topics")));
    return wanted;
  }

  private static void change(Map<String, Object> what) {
    Map<String, Object> wanted = wanted();
    wanted.putAll(what);
    assertThat(post(coordinator(), wanted).statusCode()).isEqualTo(204);
  }

  private static HttpResponse<String> post(PretendStaff by, Map<String, Object> wanted) {
    return by.post("/api/staff/house", JSON.writeValueAsString(wanted));
  }

  private static HttpResponse<String> arrive(RunningServer at, int notice, String ageBand) {
    return PretendStaff.atTheDoor(at)
        .post(
            "/api/seekers",
            JSON.writeValueAsString(
                Map.of("noticeVersion", notice, "ageBand", ageBand, "language", "en")));
  }

  private static String pass() {
    String body = arrive(server, house().path("notice").asInt(), "a18").body();
    return Objects.requireNonNull(JSON.readTree(body).path("token").stringValue());
  }

  private static JsonNode look() {
    return JSON.readTree(PretendStaff.atTheDoor(server).get("/api/door?language=en").body());
  }

  private static String frontPage() {
    return PretendStaff.atTheDoor(server).get("/").body();
  }

  /** What the page was served with. */
  private static JsonNode startOf(RunningServer of) {
    String page = PretendStaff.atTheDoor(of).get("/").body();
    String start = "id=\"start\">";
    return JSON.readTree(
        page.substring(
            page.indexOf(start) + start.length(), page.indexOf("</script>", page.indexOf(start))));
  }
}
