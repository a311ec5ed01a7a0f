package org.porchlight.chat.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.porchlight.chat.pretend.PretendStaff.reason;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.embedded.EmbeddedPostgres;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The crisis lines that coordinators keep, and what seekers see of them. */
class CrisisLinesIT {
  private static final String CANARY = "canary-potoroo-on-the-line";
  private static final String SOURCE = "https://line.example/contact";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String TODAY = LocalDate.now(ZoneOffset.UTC).toString();

  /** Its own: other tests read the lines that ship. */
  private static final RunningServer server = RunningServer.start();

  private static PretendStaff second = PretendStaff.atTheDoor(server);

  @BeforeAll
  static void twoOfThem() {
    assertThat(house(coordinator()).path("alone").asBoolean()).isTrue();
    second = PretendStaff.invited(server, "coordinator").browser();
    assertThat(house(coordinator()).path("alone").asBoolean()).isFalse();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("G14: until somebody touches a region, the lines that ship stand there")
  void shipped() {
    JsonNode emergency = line("nz", "111");
    assertThat(emergency.path("version").asInt()).isZero();
    assertThat(emergency.path("checkedOn").asString()).isEqualTo("2026-11-01");
    assertThat(emergency.has("checkedBy")).isFalse();
    assertThat(onThePage("nz")).containsExactly("111", "1737", "1737");
  }

  @Test
  @DisplayName("G14: a check is today's and somebody's, and the others of the region stay")
  void check() {
    JsonNode before = line("es", "024");
    assertThat(post(coordinator(), "check", asSeen("es", before)).statusCode()).isEqualTo(204);
    JsonNode after = line("es", "024");
    assertThat(after.path("checkedOn").asString()).isEqualTo(TODAY);
    assertThat(after.path("checkedBy").asString()).isEqualTo("Alex");
    assertThat(after.path("due").asBoolean()).isFalse();
    assertThat(onThePage("es")).containsExactly("112", "024");
    assertThat(page("es").valueStream().map(each -> each.path("checkedOn").asString()))
        .containsExactly("2026-11-01", TODAY);
    assertThat(server.audited("lines.check")).isPositive();

    assertThat(reason(post(second, "check", asSeen("es", before)), 409)).isEqualTo("changed");
  }

  @Test
  @DisplayName("resources.md 6: another number waits for a second person, who cannot be the first")
  void secondPerson() {
    JsonNode old = line("ie", "116 123");
    Map<String, Object> change = asSeen("ie", old);
    change.put("line", text("Samaritans", "talk", "116 124"));
    assertThat(post(coordinator(), "change", change).statusCode()).isEqualTo(204);
    assertThat(onThePage("ie")).containsExactly("116 123");
    assertThat(reason(post(second, "change", change), 409)).isEqualTo("waiting");

    JsonNode waiting = region("ie").path("waiting").path(0);
    assertThat(waiting.path("replaces")).isEqualTo(old.path("id"));
    assertThat(waiting.path("madeBy").asString()).isEqualTo("Alex");
    assertThat(waiting.path("mine").asBoolean()).isTrue();
    Map<String, Object> decided = asSeen("ie", waiting);
    assertThat(reason(post(coordinator(), "confirm", decided), 409)).isEqualTo("own_change");
    assertThat(onThePage("ie")).containsExactly("116 123");

    assertThat(post(second, "confirm", decided).statusCode()).isEqualTo(204);
    assertThat(onThePage("ie")).containsExactly("116 124");
    JsonNode now = line("ie", "116 124");
    assertThat(now.path("id")).isEqualTo(old.path("id"));
    assertThat(now.path("source").asString()).isEqualTo(SOURCE);
    assertThat(now.path("checkedOn").asString()).isEqualTo(TODAY);
    assertThat(reason(post(second, "confirm", decided), 410)).isEqualTo("gone");
    assertThat(server.audited("lines.confirm")).isPositive();
  }

  @Test
  @DisplayName("G14: a new line waits too, and is taken back, or confirmed and taken away again")
  void addAndRemove() {
    Map<String, Object> add =
        new HashMap<>(Map.of("region", "mx", "line", text("Emergencias", "emergency", "911")));
    assertThat(post(coordinator(), "add", add).statusCode()).isEqualTo(204);
    assertThat(onThePage("mx")).containsExactly("800 911 2000");
    Map<String, Object> first = asSeen("mx", region("mx").path("waiting").path(0));
    assertThat(post(coordinator(), "withdraw", first).statusCode()).isEqualTo(204);
    assertThat(reason(post(second, "confirm", first), 410)).isEqualTo("gone");

    assertThat(post(coordinator(), "add", add).statusCode()).isEqualTo(204);
    Map<String, Object> again = asSeen("mx", region("mx").path("waiting").path(0));
    assertThat(post(second, "confirm", again).statusCode()).isEqualTo(204);
    // Emergency comes first, wherever it was added.
    assertThat(onThePage("mx")).containsExactly("911", "800 911 2000");
    assertThat(post(coordinator(), "remove", asSeen("mx", line("mx", "911"))).statusCode())
        .isEqualTo(204);
    assertThat(onThePage("mx")).containsExactly("800 911 2000");

    lastIsRemoved(add);
  }

  /** G251: it does not come back as it shipped, and the region is offered again with another. */
  private static void lastIsRemoved(Map<String, Object> add) {
    Map<String, Object> only = asSeen("mx", line("mx", "800 911 2000"));
    assertThat(post(coordinator(), "remove", only).statusCode()).isEqualTo(204);
    assertThat(region("mx").path("lines")).isEmpty();
    CrisisLines lines = server.bean(CrisisLines.class);
    lines.refresh().block();
    assertThat(lines.regions()).extracting(Region::id).doesNotContain("mx").contains("elsewhere");
    assertThat(lines.has("mx")).as("somebody may have chosen it before").isTrue();
    assertThat(lines.of("mx")).isEqualTo(lines.of("elsewhere"));
    assertThat(plain("")).doesNotContain("800 911 2000");

    assertThat(post(coordinator(), "add", add).statusCode()).isEqualTo(204);
    Map<String, Object> another = asSeen("mx", region("mx").path("waiting").path(0));
    assertThat(post(second, "confirm", another).statusCode()).isEqualTo(204);
    assertThat(onThePage("mx")).containsExactly("911");
  }

  @Test
  @DisplayName("G170: a line that ships for young people says so, and so does one that is added")
  void forWhom() {
    assertThat(line("au", "1800 55 1800").path("audience").asString()).isEqualTo("youth");
    assertThat(line("au", "13 11 14").has("audience")).isFalse();
    assertThat(audiences("au")).containsExactly("", "", "youth", "");

    for (String whom : List.of("adult", "all")) {
      Map<String, String> text = new HashMap<>(text("For " + whom, "chat", SOURCE));
      text.put("audience", whom);
      Map<String, Object> add = Map.of("region", "elsewhere", "line", text);
      assertThat(post(coordinator(), "add", add).statusCode()).isEqualTo(204);
      JsonNode waiting = region("elsewhere").path("waiting").path(0);
      assertThat(waiting.path("audience").asString(""))
          .isEqualTo(whom.equals("adult") ? "adult" : "");
      assertThat(post(second, "confirm", asSeen("elsewhere", waiting)).statusCode()).isEqualTo(204);
    }
    // Before the page that ships for it, which is no line.
    assertThat(audiences("elsewhere")).containsExactly("adult", "", "");

    JsonNode adults = region("elsewhere").path("lines").path(1);
    Map<String, Object> change = asSeen("elsewhere", adults);
    Map<String, String> text = new HashMap<>(text("For the young", "chat", SOURCE));
    text.put("audience", "youth");
    change.put("line", text);
    assertThat(post(coordinator(), "change", change).statusCode()).isEqualTo(204);
    Map<String, Object> waiting = asSeen("elsewhere", region("elsewhere").path("waiting").path(0));
    assertThat(post(second, "confirm", waiting).statusCode()).isEqualTo(204);
    assertThat(audiences("elsewhere")).containsExactly("youth", "", "");
  }

  @Test
  @DisplayName("G190: a line says in which languages it answers, and what else there is to know")
  void inWhichLanguages() {
    JsonNode talk = page("us").path(1);
    assertThat(talk.path("languages").valueStream().map(JsonNode::asString))
        .containsExactly("en", "es");
    assertThat(talk.path("note").path("es").asString()).isEqualTo("Para español, marca 2");
    assertThat(line("us", "911").has("languages")).isFalse();
    assertThat(line("us", "911").has("note")).isFalse();

    Map<String, Object> change = asSeen("nz", line("nz", "1737"));
    Map<String, Object> text = new HashMap<>(text("1737", "talk", "1737"));
    text.put("languages", List.of("mi", "en"));
    text.put("note", Map.of("en", " Say hello to a person ", "es", " "));
    change.put("line", text);
    assertThat(post(coordinator(), "change", change).statusCode()).isEqualTo(204);
    JsonNode waiting = region("nz").path("waiting").path(0);
    assertThat(waiting.path("note").path("en").asString()).isEqualTo("Say hello to a person");
    assertThat(waiting.path("note").has("es")).isFalse();
    Map<String, Object> decided = asSeen("nz", waiting);
    assertThat(post(second, "confirm", decided).statusCode()).isEqualTo(204);
    JsonNode shown = page("nz").path(1);
    assertThat(shown.path("languages").valueStream().map(JsonNode::asString))
        .containsExactly("mi", "en");
    assertThat(shown.path("note").path("en").asString()).isEqualTo("Say hello to a person");
    assertThat(shown.path("note").has("es")).isFalse();
    assertThat(plain("")).contains("Say hello to a person");
    assertThat(plain("?lang=es")).doesNotContain("Say hello to a person");

    Map<String, Object> back = asSeen("nz", line("nz", "1737"));
    text.put("languages", List.of());
    text.put("note", Map.of());
    back.put("line", text);
    assertThat(post(coordinator(), "change", back).statusCode()).isEqualTo(204);
    decided = asSeen("nz", region("nz").path("waiting").path(0));
    assertThat(post(second, "confirm", decided).statusCode()).isEqualTo(204);
    assertThat(page("nz").path(1).has("languages")).isFalse();
    assertThat(page("nz").path(1).has("note")).isFalse();
  }

  @Test
  @DisplayName("G190: of each kind, what answers in the language of a page comes first on it")
  void inThePagesLanguage() {
    var spanish = answering("1", "chat", List.of("es"));
    var english = answering("2", "chat", List.of("en"));
    var unknown = answering("3", "chat", null);
    var emergency = answering("4", "emergency", List.of("en"));
    var region = new Region("x", "X", List.of(emergency, spanish, unknown, english));
    assertThat(CrisisLines.onPage(region, "es"))
        .containsExactly(emergency, spanish, unknown, english);
    assertThat(CrisisLines.onPage(region, "en"))
        .containsExactly(emergency, english, unknown, spanish);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "languages|canary-potoroo-on-the-line",
        "languages|en en",
        "languages|en qq",
        "languages|ar ca cy de en es eu fr ga gl it mi pt",
        "note|<i>canary-potoroo-on-the-line",
        "note|canary-potoroo-on-the-line, and so on and so forth, until it is more than eighty.",
      })
  @DisplayName("G190: languages and a note that cannot be are refused by name, without an echo")
  void malformedLanguages(String field, String given) {
    Map<String, Object> line = new HashMap<>(text("A", "talk", "911"));
    line.put(field, field.equals("note") ? Map.of("es", given) : List.of(given.split(" ", -1)));
    HttpResponse<String> answer = post(coordinator(), "add", Map.of("region", "au", "line", line));
    assertThat(reason(answer, 400)).isEqualTo(field);
    assertThat(answer.body()).doesNotContain(CANARY);
  }

  @Test
  @DisplayName("G25: whoever tried a line says what came of it, and the line shows the last time")
  void called() {
    JsonNode line = line("uk", "116 123");
    assertThat(line.has("lastCall")).isFalse();
    Map<String, Object> call = asSeen("uk", line);
    call.put("outcome", "nobody");
    assertThat(post(coordinator(), "called", call).statusCode()).isEqualTo(204);
    call.put("outcome", "waited");
    assertThat(post(second, "called", call).statusCode()).isEqualTo(204);

    JsonNode after = line("uk", "116 123");
    assertThat(after.path("version")).as("it is no check").isEqualTo(line.path("version"));
    assertThat(after.path("checkedOn")).isEqualTo(line.path("checkedOn"));
    assertThat(after.path("lastCall").path("outcome").asString()).isEqualTo("waited");
    assertThat(after.path("lastCall").path("by").asString()).isEqualTo("Noa");
    assertThat(after.path("lastCall").path("at").asLong()).isPositive();
    JsonNode log = JSON.readTree(coordinator().get("/api/staff/lines/calls").body()).path("calls");
    assertThat(log.size()).isEqualTo(2);
    assertThat(log.path(1).path("by").asString()).isEqualTo("Alex");
    assertThat(log.path(1).path("outcome").asString()).isEqualTo("nobody");
    assertThat(log.path(1).path("region").asString()).isEqualTo("uk");
    assertThat(log.path(1).path("value").asString()).isEqualTo("116 123");
    assertThat(server.audited("lines.call")).isEqualTo(2);
  }

  @Test
  @DisplayName("G25: an emergency number is not tried, nor a line that is another one by now")
  void notCalled() {
    Map<String, Object> emergency = asSeen("nz", line("nz", "111"));
    emergency.put("outcome", "answered");
    assertThat(reason(post(coordinator(), "called", emergency), 409)).isEqualTo("emergency");
    Map<String, Object> line = asSeen("nz", line("nz", "1737"));
    line.put("outcome", CANARY);
    HttpResponse<String> answer = post(coordinator(), "called", line);
    assertThat(reason(answer, 400)).isEqualTo("outcome");
    assertThat(answer.body()).doesNotContain(CANARY);
    line.put("outcome", "answered");
    line.put("version", 7);
    assertThat(reason(post(coordinator(), "called", line), 409)).isEqualTo("changed");
    line.put("id", CANARY);
    assertThat(reason(post(coordinator(), "called", line), 410)).isEqualTo("gone");
  }

  @Test
  @DisplayName("G14: a region has at most 20 lines, those that wait among them")
  void full() {
    Map<String, Object> add =
        Map.of("region", "ca", "line", text("One more", "chat", "https://line.example"));
    for (int there = 3; there < 20; there++) {
      assertThat(post(coordinator(), "add", add).statusCode()).isEqualTo(204);
    }
    assertThat(reason(post(coordinator(), "add", add), 409)).isEqualTo("full");
  }

  @Test
  @DisplayName("G14: what is refused leaves a region as untouched as it was")
  void untouched() {
    Map<String, Object> nobody = new HashMap<>(Map.of("region", "au", "id", CANARY, "version", 0));
    for (String what : List.of("check", "remove", "confirm", "withdraw")) {
      HttpResponse<String> answer = post(coordinator(), what, nobody);
      assertThat(reason(answer, 410)).isEqualTo("gone");
      assertThat(answer.body()).doesNotContain(CANARY);
    }
    assertThat(
            Objects.requireNonNull(
                server.bean(PostgresCrisisLines.class).all().collectList().block()))
        .noneMatch(line -> line.region().equals("au"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "name|-|talk|911|https://a.example",
        "name|<i>canary-potoroo-on-the-line|talk|911|https://a.example",
        "kind|A|canary-potoroo-on-the-line|911|https://a.example",
        "kind|A|-|911|https://a.example",
        "value|A|talk|-|https://a.example",
        "value|A|talk|canary-potoroo-on-the-line|https://a.example",
        "value|A|talk|9|https://a.example",
        "value|A|emergency|911 or 112|https://a.example",
        "value|A|text|HOME4 to 85258|https://a.example",
        "value|A|talk|HOME to 85258|https://a.example",
        "value|A|chat|http://a.example|https://a.example",
        "value|A|chat|javascript:alert(1)|https://a.example",
        "value|A|chat|https://me@a.example|https://a.example",
        "audience|A|talk|911|https://a.example",
        "source|A|talk|911|-",
        "source|A|talk|911|http://canary-potoroo-on-the-line",
        "source|A|talk|911|https://",
      })
  @DisplayName("G14: what cannot be is a problem document that names the field, without an echo")
  void malformed(String field, String name, String kind, String value, String source) {
    Map<String, Object> line = new HashMap<>();
    line.put("name", name);
    line.put("kind", kind);
    line.put("value", value);
    line.put("source", source);
    if (field.equals("audience")) {
      line.put("audience", CANARY);
    }
    for (Map<String, Object> wanted :
        List.of(
            Map.<String, Object>of("region", "au", "line", line),
            Map.<String, Object>of("region", "au", "id", "x", "version", 0, "line", line))) {
      String what = wanted.containsKey("id") ? "change" : "add";
      HttpResponse<String> answer = post(coordinator(), what, wanted);
      assertThat(reason(answer, 400)).isEqualTo(field);
      assertThat(answer.body()).doesNotContain(CANARY);
    }
  }

  @Test
  @DisplayName("G14: there are no other regions")
  void noSuchRegion() {
    assertThat(reason(post(coordinator(), "check", Map.of("region", CANARY, "id", "x")), 400))
        .isEqualTo("region");
  }

  @Test
  @DisplayName("G14: another node shows the same after reading anew")
  void anotherNode() {
    Map<String, Object> check = asSeen("uk", line("uk", "116 123"));
    try (RunningServer other = server.anotherNode()) {
      assertThat(post(coordinator(), "check", check).statusCode()).isEqualTo(204);
      other.bean(CrisisLines.class).refresh().block();
      assertThat(other.bean(CrisisLines.class).regions())
          .isEqualTo(server.bean(CrisisLines.class).regions());
    }
  }

  @Test
  @DisplayName("when PostgreSQL goes, the pages keep the lines that were last known")
  void postgresGoes(@TempDir Path folder) {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, false);
    try (RunningServer other =
        RunningServer.start(
            "spring.r2dbc.url=" + postgres.r2dbcUrl(),
            "spring.r2dbc.username=" + postgres.username(),
            "spring.r2dbc.password=" + postgres.password(),
            "spring.flyway.url=" + postgres.jdbcUrl(),
            "spring.flyway.user=" + postgres.username(),
            "spring.flyway.password=" + postgres.password())) {
      PretendStaff alex = other.staff("coordinator");
      JsonNode text = lineIn(house(alex), "us", "741741");
      assertThat(post(alex, "remove", asSeen("us", text)).statusCode()).isEqualTo(204);
      assertThat(pageOf(other)).doesNotContain("741741").contains("988");

      postgres.close();
      CrisisLines lines = other.bean(CrisisLines.class);
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() ->
              assertThatThrownBy(() -> lines.refresh().block(Duration.ofSeconds(10)))
                  .isInstanceOf(DataAccessException.class));
      assertThat(pageOf(other)).doesNotContain("741741").contains("988", "911");
      HttpResponse<String> answer = post(alex, "check", asSeen("us", text));
      assertThat(answer.statusCode()).isEqualTo(503);
    } finally {
      postgres.close();
    }
  }

  private static PretendStaff coordinator() {
    return server.staff("coordinator");
  }

  private static Map<String, String> text(String name, String kind, String value) {
    return Map.of("name", name, "kind", kind, "value", value, "source", SOURCE);
  }

  private static Map<String, Object> asSeen(String region, JsonNode line) {
    return new HashMap<>(
        Map.of(
            "region",
            region,
            "id",
            line.path("id").asString(),
            "version",
            line.path("version").asInt(0)));
  }

  private static HttpResponse<String> post(PretendStaff by, String what, Map<String, ?> wanted) {
    return by.post("/api/staff/lines/" + what, JSON.writeValueAsString(wanted));
  }

  private static JsonNode house(PretendStaff by) {
    return JSON.readTree(by.get("/api/staff/lines").body());
  }

  private static JsonNode region(String id) {
    return regionIn(house(coordinator()).path("regions"), id);
  }

  private static JsonNode line(String region, String value) {
    return lineIn(house(coordinator()), region, value);
  }

  private static JsonNode lineIn(JsonNode house, String region, String value) {
    return regionIn(house.path("regions"), region)
        .path("lines")
        .valueStream()
        .filter(line -> line.path("value").asString().equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line " + value));
  }

  private static JsonNode regionIn(JsonNode regions, String id) {
    return regions
        .valueStream()
        .filter(region -> region.path("id").asString().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no region " + id));
  }

  private static List<String> onThePage(String region) {
    return page(region).valueStream().map(line -> line.path("value").asString()).toList();
  }

  private static List<String> audiences(String region) {
    return page(region).valueStream().map(line -> line.path("audience").asString("")).toList();
  }

  private static CrisisLine answering(String value, String kind, @Nullable List<String> languages) {
    return new CrisisLine("A line", kind, value, null, null, null, languages, null, "2026-11-01");
  }

  /** The page as it is read without scripts. */
  private static String plain(String query) {
    String page = PretendStaff.atTheDoor(server).get("/" + query).body();
    return page.replaceAll("(?s)<script.*?</script>", "");
  }

  /** The lines in what the page was served with. */
  private static JsonNode page(String region) {
    String page = pageOf(server);
    String start = "id=\"start\">";
    String json =
        page.substring(
            page.indexOf(start) + start.length(), page.indexOf("</script>", page.indexOf(start)));
    return regionIn(JSON.readTree(json).path("regions"), region).path("lines");
  }

  private static String pageOf(RunningServer of) {
    return PretendStaff.atTheDoor(of).get("/").body();
  }
}
