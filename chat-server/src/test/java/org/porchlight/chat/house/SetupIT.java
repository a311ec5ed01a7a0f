package org.porchlight.chat.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.porchlight.chat.pretend.PretendStaff.reason;

import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is left before a house opens, and that the door waits for it (A0). */
class SetupIT {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> CONFIRMED = List.of("notice", "danger", "ip_logs");

  @Test
  @DisplayName("G23: the door waits until everything is done and somebody opens it, and then stays")
  void opening() throws SQLException {
    try (RunningServer server = RunningServer.start("porchlight.setup.required=true");
        Night night = new Night(server)) {
      night.doorKeeper();
      PretendStaff coordinator = server.staff("coordinator");
      await().untilAsserted(() -> assertThat(state(server)).isEqualTo("not_open"));
      PretendClient seeker = night.seeker();
      assertThat(seeker.await("door").path("state").asString()).isEqualTo("not_open");
      seeker.send("join", "language", "en");
      assertThat(seeker.await("refused").path("reason").asString()).isEqualTo("door_closed");

      assertThat(setup(server).path("required").asBoolean()).isTrue();
      assertThat(left(server)).contains("hours", "coordinators", "demo").containsAll(CONFIRMED);
      assertThat(step(server, "demo").path("count").asInt()).isEqualTo(10);
      assertThat(step(server, "peers").path("done").asBoolean()).isTrue();
      assertThat(step(server, "supervisors").path("done").asBoolean()).as("on the rota").isFalse();
      assertThat(reason(open(coordinator), 409)).isEqualTo("not_ready");

      PretendStaff second = PretendStaff.invited(server, "coordinator").browser();
      noDemo(server);
      checkLines(coordinator);
      change(coordinator, Map.of("hours", List.of("mon 20:00-02:00")));
      assertThat(left(server)).startsWith("supervisors");
      rota(coordinator, "supervisor", List.of("mon 19:45-02:15"));
      assertThat(step(server, "supervisors").path("count").asInt()).isEqualTo(1);
      assertThat(left(server)).containsExactlyElementsOf(CONFIRMED);
      CONFIRMED.forEach(
          what -> assertThat(confirm(second, what, notice(server)).statusCode()).isEqualTo(204));
      assertThat(step(server, "ip_logs").path("said").path("by").asString()).isEqualTo("Noa");
      assertThat(left(server)).isEmpty();
      assertThat(state(server)).as("somebody has to open it").isEqualTo("not_open");
      assertThat(open(coordinator).statusCode()).isEqualTo(204);
      assertThat(open(second).statusCode()).as("again").isEqualTo(204);
      assertThat(setup(server).path("opened").path("by").asString()).isEqualTo("Alex");
      assertThat(server.audited("setup.confirm")).isEqualTo(3);
      assertThat(server.audited("setup.open")).isEqualTo(1);
      assertThat(state(server)).isEqualTo("open");
      seeker.await("door", door -> door.path("state").asString().equals("open"));

      change(coordinator, Map.of("days", 3, "hours", List.of()));
      assertThat(left(server)).containsExactly("hours", "notice");
      assertThat(step(server, "notice").has("said")).isTrue();
      assertThat(state(server)).as("nobody is turned away for it").isEqualTo("open");

      try (RunningServer other = server.anotherNode("porchlight.setup.required=true")) {
        await().untilAsserted(() -> assertThat(state(other)).isEqualTo("open"));
      }
    }
  }

  @Test
  @DisplayName("G23: what is looked up cannot be ticked, nor a notice that nobody saw")
  void notByHand() {
    RunningServer server = RunningServer.shared();
    PretendStaff coordinator = server.staff("coordinator");
    int notice = notice(server);
    for (String what : List.of("hours", "demo", "lines", "open", "")) {
      assertThat(reason(confirm(coordinator, what, notice), 400)).isEqualTo("what");
    }
    assertThat(reason(confirm(coordinator, "notice", notice + 1), 409)).isEqualTo("changed");
    assertThat(reason(coordinator.post("/api/staff/setup/confirm", "{\"what\":\"notice\"}"), 400))
        .isEqualTo("notice");
    assertThat(left(server)).contains("notice", "hours");
  }

  @Test
  @DisplayName("G42: coordinators write down who means to be here when, and each reads their own")
  void rota() {
    RunningServer server = RunningServer.shared();
    PretendStaff coordinator = server.staff("coordinator");
    long written = server.audited("people.rota");
    String id = rota(coordinator, "clinician", List.of("sun 20:00-02:00", "mon 08:00-10:00"));
    assertThat(server.audited("people.rota")).isEqualTo(written + 1);
    String olderPage = JSON.writeValueAsString(Map.of("id", id, "hours", List.of()));
    assertThat(coordinator.post("/api/staff/rota", olderPage).statusCode()).isEqualTo(400);
    JsonNode mine = JSON.readTree(server.staff("clinician").get("/api/staff/rota/mine").body());
    assertThat(mine.path("hours").valueStream().map(JsonNode::asString))
        .containsExactly("mon 08:00-10:00", "sun 20:00-02:00");
    assertThat(mine.path("zone").asString()).isEqualTo("UTC");
    assertThat(
            JSON.readTree(server.staff("peer5").get("/api/staff/rota/mine").body()).path("hours"))
        .isEmpty();
    for (List<String> wrong : List.of(List.of("someday"), List.of("mon 25:00-26:00"))) {
      String body = rotaBody(id, List.of(), wrong);
      assertThat(reason(coordinator.post("/api/staff/rota", body), 400)).isEqualTo("hours");
    }
    String older = rotaBody(id, List.of(), List.of("tue 08:00-10:00"));
    assertThat(reason(coordinator.post("/api/staff/rota", older), 409)).isEqualTo("changed");
    String again = rotaBody(id, List.of(), List.of("mon 08:00-10:00", "sun 20:00-02:00"));
    assertThat(coordinator.post("/api/staff/rota", again).statusCode()).isEqualTo(204);
    assertThat(server.audited("people.rota")).isEqualTo(written + 2);
    PostgresRota kept = server.bean(PostgresRota.class);
    assertThat(kept.save(id, List.of(), List.of("tue 08:00-10:00")).block())
        .as("G252: also where somebody was faster by a moment")
        .isFalse();
    String nobody = rotaBody("nobody", List.of(), List.of());
    assertThat(reason(coordinator.post("/api/staff/rota", nobody), 410)).isEqualTo("gone");
    rota(coordinator, "clinician", List.of());
    JsonNode none = JSON.readTree(server.staff("clinician").get("/api/staff/rota/mine").body());
    assertThat(none.path("hours")).isEmpty();
  }

  private static String rotaBody(String id, List<String> seen, List<String> hours) {
    return JSON.writeValueAsString(Map.of("id", id, "seen", seen, "hours", hours));
  }

  /** Puts somebody of a role on the rota; their id. */
  private static String rota(PretendStaff coordinator, String role, List<String> hours) {
    JsonNode found =
        JSON.readTree(coordinator.get("/api/staff/rota").body())
            .path("people")
            .valueStream()
            .filter(person -> person.path("role").asString().equals(role))
            .findFirst()
            .orElseThrow();
    String id = found.path("id").asString();
    List<String> seen = found.path("hours").valueStream().map(JsonNode::asString).toList();
    String body = rotaBody(id, seen, hours);
    assertThat(coordinator.post("/api/staff/rota", body).statusCode()).isEqualTo(204);
    return id;
  }

  @Test
  @DisplayName("G23: a demo waits for nothing, and says so")
  void demo() {
    RunningServer server = RunningServer.shared();
    assertThat(setup(server).path("required").asBoolean()).isFalse();
    assertThat(state(server)).isNotEqualTo("not_open");
    assertThat(server.staff("supervisor").get("/api/staff/setup").statusCode()).isEqualTo(403);
    assertThat(open(server.staff("supervisor")).statusCode()).isEqualTo(403);
  }

  /** As if somebody had signed in only with accounts of their own. */
  private static void noDemo(RunningServer server) throws SQLException {
    var database = server.database();
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
        var update =
            connection.prepareStatement(
                "UPDATE staff SET demo = false, totp_secret = coalesce(totp_secret, '\\x00')")) {
      update.executeUpdate();
    }
  }

  /** Those that shipped are due some day. */
  private static void checkLines(PretendStaff coordinator) {
    JsonNode house = JSON.readTree(coordinator.get("/api/staff/lines").body());
    for (JsonNode region : house.path("regions")) {
      for (JsonNode line : region.path("lines")) {
        if (line.path("due").asBoolean()) {
          String body =
              JSON.writeValueAsString(
                  Map.of(
                      "region",
                      region.path("id").asString(),
                      "id",
                      line.path("id").asString(),
                      "version",
                      line.path("version").asInt()));
          assertThat(coordinator.post("/api/staff/lines/check", body).statusCode()).isEqualTo(204);
        }
      }
    }
  }

  private static void change(PretendStaff coordinator, Map<String, Object> what) {
    JsonNode now = JSON.readTree(coordinator.get("/api/staff/house").body());
    Map<String, Object> wanted = new HashMap<>();
    for (String field :
        List.of(
            "version",
            "zone",
            "hours",
            "requireSupervisor",
            "days",
            "flagDays",
            "minAge",
            "topics")) {
      wanted.put(field, now.path(field));
    }
    wanted.putAll(what);
    assertThat(coordinator.post("/api/staff/house", JSON.writeValueAsString(wanted)).statusCode())
        .isEqualTo(204);
  }

  private static HttpResponse<String> confirm(PretendStaff by, String what, int notice) {
    return by.post(
        "/api/staff/setup/confirm",
        JSON.writeValueAsString(Map.of("what", what, "notice", notice)));
  }

  private static HttpResponse<String> open(PretendStaff by) {
    return by.post("/api/staff/setup/open", "");
  }

  private static JsonNode setup(RunningServer server) {
    return JSON.readTree(server.staff("coordinator").get("/api/staff/setup").body());
  }

  private static int notice(RunningServer server) {
    return setup(server).path("notice").asInt();
  }

  private static List<String> left(RunningServer server) {
    return steps(server)
        .filter(step -> !step.path("done").asBoolean())
        .map(step -> step.path("what").asString())
        .toList();
  }

  private static JsonNode step(RunningServer server, String what) {
    return Objects.requireNonNull(
        steps(server)
            .filter(step -> step.path("what").asString().equals(what))
            .findFirst()
            .orElse(null));
  }

  private static Stream<JsonNode> steps(RunningServer server) {
    return setup(server).path("steps").valueStream();
  }

  private static String state(RunningServer server) {
    return JSON.readTree(PretendStaff.atTheDoor(server).get("/api/door?language=en").body())
        .path("state")
        .asString();
  }
}
