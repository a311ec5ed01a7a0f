package org.porchlight.chat.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** G140: what somebody likes about their desk goes with their account. */
class OwnSettingsIT {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final RunningServer server = RunningServer.shared();

  @Test
  @DisplayName("P11: they are one's own wherever one signs in, and the others stay as they are")
  void kept() {
    PretendStaff robin = server.staff("peer6");
    assertThat(keep(robin, Map.of("theme", "light", "sound.offer", "off")).statusCode())
        .isEqualTo(204);
    assertThat(keep(robin, Map.of("theme", "device", "key.next", "X")).statusCode()).isEqualTo(204);
    assertThat(keep(robin, Map.of()).statusCode()).isEqualTo(204);
    JsonNode elsewhere =
        settings(PretendStaff.signIn(server, "peer6", RunningServer.PASSWORD)).path("settings");
    assertThat(elsewhere.path("theme").asString()).isEqualTo("device");
    assertThat(elsewhere.path("sound.offer").asString()).isEqualTo("off");
    assertThat(elsewhere.path("key.next").asString()).isEqualTo("X");
    assertThat(settings(server.staff("peer7")).path("settings")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"settings\":{\"theme\":\"purple\"}}",
        "{\"settings\":{\"theme\":null}}",
        "{\"settings\":{\"key.next\":\"F\"}}",
        "{\"settings\":{\"diary\":\"on\"}}",
        "{\"settings\":{\"size\":\"large\",\"diary\":\"on\"}}"
      })
  @DisplayName("G140: no other name or value is kept, and nothing that came beside it")
  void refused(String body) {
    PretendStaff robin = server.staff("peer7");
    HttpResponse<String> answer = robin.post("/api/staff/settings", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).path("reason").asString()).isEqualTo("settings");
    assertThat(settings(robin).path("settings")).isEmpty();
  }

  private static HttpResponse<String> keep(PretendStaff by, Map<String, String> settings) {
    return by.post("/api/staff/settings", JSON.writeValueAsString(Map.of("settings", settings)));
  }

  private static JsonNode settings(PretendStaff by) {
    return JSON.readTree(by.get("/api/staff/settings").body());
  }
}
