package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** G120: the line with which a peer introduces themselves to whoever talks with them. */
class IntroIT {
  private static final String LINE = "Peer for two years. Night owl.";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    introduce(server.staff("peer5"), "");
    night.close();
  }

  @Test
  @DisplayName("G120: the seeker reads it when they meet and after a reload, and nobody without it")
  void introduced() {
    PretendStaff robin = server.staff("peer5");
    long before = server.audited("people.intro");
    assertThat(introduce(robin, "  " + LINE + " ").statusCode()).isEqualTo(204);
    assertThat(server.audited("people.intro")).isEqualTo(before + 1);
    assertThat(mine(robin)).isEqualTo(LINE);
    assertThat(mine(server.staff("peer6"))).isEmpty();

    PretendClient peer = night.peer("peer5");
    peer.send("duty", "on", true).await("duty");
    String token = night.token();
    PretendClient seeker = night.seeker(token);
    seeker.send("join", "language", "en").await("place");
    peer.send("accept", "offer", peer.await("offer").path("offer").stringValue());
    JsonNode opened = seeker.await("opened");
    assertThat(opened.path("badge").path("intro").asString()).isEqualTo(LINE);
    assertThat(peer.await("opened").has("badge")).isFalse();
    PretendClient again = night.stranger();
    JsonNode welcome = again.send("hello", "token", token).next("welcome");
    assertThat(welcome.path("conversations").path(0).path("badge")).isEqualTo(opened.path("badge"));
    again.send("end", "conversation", opened.path("conversation").stringValue()).await("closed");

    assertThat(introduce(robin, "").statusCode()).isEqualTo(204);
    assertThat(mine(robin)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"You can write to me on robin@example.org", "You should stop taking your pills"})
  @DisplayName("G120: what a peer may not write to a seeker is no introduction either")
  void looked(String text) {
    assertRefused(introduce(server.staff("peer5"), text), "hint");
  }

  @Test
  @DisplayName("G120: it is one line, and a short one")
  void oneLine() {
    PretendStaff robin = server.staff("peer5");
    assertRefused(introduce(robin, "a".repeat(81)), "text");
    assertRefused(introduce(robin, "Night owl.\nAnd more."), "text");
    assertRefused(introduce(robin, "Night owl.\u2028And more."), "text");
    assertRefused(robin.post("/api/staff/intro", "{\"text\":\"Night \\ud83e owl.\"}"), "text");
    assertRefused(robin.post("/api/staff/intro", "{}"), "text");
    assertThat(mine(robin)).isEmpty();
  }

  private static HttpResponse<String> introduce(PretendStaff peer, String text) {
    return peer.post("/api/staff/intro", JSON.writeValueAsString(Map.of("text", text)));
  }

  private static String mine(PretendStaff peer) {
    return JSON.readTree(peer.get("/api/staff/intro").body()).path("text").asString();
  }

  private static void assertRefused(HttpResponse<String> answer, String reason) {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).path("reason").asString()).isEqualTo(reason);
  }
}
