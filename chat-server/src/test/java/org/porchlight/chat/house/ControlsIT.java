package org.porchlight.chat.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.porchlight.chat.pretend.PretendStaff.reason;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What supervisors do about the line for a while, and what the door makes of it (V5). */
class ControlsIT {
  private static final String CANARY = "canary-wombat-at-the-gate";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Its own: nobody else could come in meanwhile. */
  private static final RunningServer server = RunningServer.start();

  private final Night night = new Night(server);

  @AfterEach
  void asItWas() {
    on().forEach(control -> end(control.path("id").asString()));
    night.close();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("G22: a pause lets nobody in, keeps who waits, and every board can say why")
  void pause() {
    night.doorKeeper();
    PretendClient waiting = night.seeker(pass());
    waiting.send("join", "language", "en");
    waiting.await("place");
    PretendClient late = night.seeker(pass());
    put(Map.of("what", "pause", "reason", "many", "minutes", 30));

    assertThat(state()).isEqualTo("full");
    assertThat(look().has("opensAt")).isFalse();
    late.await("door", door -> door.path("state").asString().equals("full"));
    late.send("join", "language", "en");
    assertThat(late.await("refused").path("reason").asString()).isEqualTo("door_closed");
    waiting.send("join", "language", "en");
    waiting.await("place");

    JsonNode seen = JSON.readTree(server.staff("coordinator").get("/api/staff/controls").body());
    JsonNode control = seen.path("controls").path(0);
    assertThat(control.path("what").asString()).isEqualTo("pause");
    assertThat(control.path("reason").asString()).isEqualTo("many");
    assertThat(control.path("by").asString()).isEqualTo("Sam");
    assertThat(control.path("until").asLong() - control.path("since").asLong())
        .isEqualTo(Duration.ofMinutes(30).toMillis());
    assertThat(control.path("since").asLong())
        .isCloseTo(System.currentTimeMillis(), Offset.offset(60_000L));
    assertThat(server.audited("queue.control")).isPositive();

    assertThat(end(control.path("id").asString()).statusCode()).isEqualTo(204);
    assertThat(state()).isEqualTo("open");
    late.await("door", door -> door.path("state").asString().equals("open"));
    assertThat(server.audited("queue.control-end")).isPositive();
    assertThat(end(control.path("id").asString()).statusCode()).isEqualTo(410);
  }

  @Test
  @DisplayName("G22: a cap closes the door while so many wait, and opens it again")
  void cap() {
    night.doorKeeper();
    put(Map.of("what", "cap", "most", 1, "reason", "few", "minutes", 60));
    assertThat(state()).isEqualTo("open");
    PretendClient first = night.seeker(pass());
    first.send("join", "language", "en");
    first.await("place");
    await().untilAsserted(() -> assertThat(state()).isEqualTo("full"));
    PretendClient second = night.seeker(pass());
    second.await("door", door -> door.path("state").asString().equals("full"));
    second.send("join", "language", "en");
    assertThat(second.await("refused").path("reason").asString()).isEqualTo("door_closed");
    first.send("leave");
    first.await("left");
    await().untilAsserted(() -> assertThat(state()).isEqualTo("open"));
    second.await("door", door -> door.path("state").asString().equals("open"));
  }

  @Test
  @DisplayName("G22: only numbers is said also while nobody is there, and comes before a pause")
  void numbers() {
    put(Map.of("what", "pause", "reason", "incident", "minutes", 5));
    put(Map.of("what", "numbers", "reason", "incident", "minutes", 5));
    assertThat(state()).isEqualTo("numbers");
    assertThat(on()).hasSize(2);
  }

  @Test
  @DisplayName(
      "G22: another of its kind takes its place, and extending tells no time to come again")
  void inItsPlace() {
    put(Map.of("what", "extend", "reason", "planned", "minutes", 60));
    put(Map.of("what", "extend", "reason", "many", "minutes", 120));
    assertThat(on()).hasSize(1);
    assertThat(on().getFirst().path("reason").asString()).isEqualTo("many");
    assertThat(server.bean(Controls.class).now().extended()).isTrue();
    assertThat(look().has("opensAt")).isFalse();
  }

  @Test
  @DisplayName("G22, G16: standby is told to peers")
  void standby() {
    assertThat(hours().has("standbyUntil")).isFalse();
    put(Map.of("what", "standby", "reason", "few", "minutes", 15));
    assertThat(hours().path("standbyUntil").asLong()).isGreaterThan(System.currentTimeMillis());
    assertThat(on()).hasSize(1);
  }

  @Test
  @DisplayName("G22: another node follows within seconds")
  void anotherNode() {
    try (RunningServer other = server.anotherNode()) {
      put(Map.of("what", "pause", "reason", "technical", "minutes", 5));
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(other.bean(Controls.class).now().paused()).isTrue());
    }
  }

  @Test
  @DisplayName("G22: a peer can neither see nor set anything")
  void peers() {
    PretendStaff peer = server.staff("peer");
    assertThat(peer.get("/api/staff/controls").statusCode()).isEqualTo(403);
    assertThat(
            peer.post(
                    "/api/staff/controls",
                    JSON.writeValueAsString(
                        Map.of("what", "pause", "reason", "many", "minutes", 30)))
                .statusCode())
        .isEqualTo(403);
    assertThat(on()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "what,canary-wombat-at-the-gate",
    "what,Pause",
    "most,3",
    "reason,canary-wombat-at-the-gate",
    "minutes,4",
    "minutes,241"
  })
  @DisplayName("G22: what cannot be is a problem document that names the field, without an echo")
  void malformed(String field, String value) {
    Map<String, Object> wanted =
        new HashMap<>(Map.of("what", "pause", "reason", "many", "minutes", 30));
    wanted.put(field, value.matches("\\d+") ? (Object) Integer.valueOf(value) : value);
    assertThat(reason(post(wanted), 400)).isEqualTo(field);
    assertThat(post(wanted).body()).doesNotContain(CANARY);
    assertThat(on()).isEmpty();
  }

  @Test
  @DisplayName("G22: a cap says how many, and nothing needs no reason")
  void incomplete() {
    assertThat(reason(post(Map.of("what", "cap", "reason", "many", "minutes", 30)), 400))
        .isEqualTo("most");
    assertThat(reason(post(Map.of("what", "pause", "minutes", 30)), 400)).isEqualTo("reason");
    assertThat(reason(post(Map.of("what", "pause", "reason", "many")), 400)).isEqualTo("minutes");
  }

  private static void put(Map<String, Object> wanted) {
    assertThat(post(wanted).statusCode()).isEqualTo(204);
  }

  private static HttpResponse<String> post(Map<String, Object> wanted) {
    return server.staff("supervisor").post("/api/staff/controls", JSON.writeValueAsString(wanted));
  }

  private static HttpResponse<String> end(String id) {
    return server
        .staff("supervisor")
        .post("/api/staff/controls/end", JSON.writeValueAsString(Map.of("id", id)));
  }

  private static List<JsonNode> on() {
    return JSON.readTree(server.staff("supervisor").get("/api/staff/controls").body())
        .path("controls")
        .valueStream()
        .toList();
  }

  private static JsonNode hours() {
    return JSON.readTree(server.staff("peer").get("/api/staff/hours").body());
  }

  private static String state() {
    return look().path("state").asString();
  }

  private static JsonNode look() {
    return JSON.readTree(PretendStaff.atTheDoor(server).get("/api/door?language=en").body());
  }

  private static String pass() {
    String body =
        PretendStaff.atTheDoor(server)
            .post("/api/seekers", "{\"noticeVersion\":1,\"ageBand\":\"a18\",\"language\":\"en\"}")
            .body();
    return Objects.requireNonNull(JSON.readTree(body).path("token").stringValue());
  }
}
