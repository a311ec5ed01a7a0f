package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** G44: what a supervisor writes to a peer, and that the peer read it. */
class FeedbackIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String WORDS = "You asked so plainly, and waited for the answer.";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final RunningServer server = RunningServer.shared();

  @Test
  @DisplayName(
      "P11: a peer reads what is for them and says so; whoever wrote it sees that, no more")
  void readAndSaid() {
    PretendStaff sam = server.staff("supervisor");
    PretendStaff robin = server.staff("peer6");
    long written = server.audited("people.feedback");
    assertThat(give(sam, idOf(sam, "Robin 6"), WORDS).statusCode()).isEqualTo(204);
    assertThat(server.audited("people.feedback")).isEqualTo(written + 1);

    JsonNode mine = feedback(robin, "").path(0);
    assertThat(mine.path("text").asString()).isEqualTo(WORDS);
    assertThat(mine.path("who").asString()).isEqualTo("Sam");
    assertThat(mine.path("read").asBoolean()).isFalse();
    assertThat(feedback(server.staff("peer5"), "")).isEmpty();
    assertThat(feedback(server.staff("coordinator"), "/given")).isEmpty();

    String which = JSON.writeValueAsString(Map.of("id", mine.path("id").asString()));
    HttpResponse<String> anothers = server.staff("peer5").post("/api/staff/feedback/read", which);
    assertThat(anothers.statusCode()).isEqualTo(410);
    for (int twice = 0; twice < 2; twice++) {
      assertThat(robin.post("/api/staff/feedback/read", which).statusCode()).isEqualTo(204);
    }
    JsonNode given = feedback(sam, "/given").path(0);
    assertThat(given.path("who").asString()).isEqualTo("Robin 6");
    assertThat(given.path("read").asBoolean()).isTrue();
    assertThat(feedback(robin, "").path(0).path("read").asBoolean()).isTrue();
  }

  @Test
  @DisplayName("G44: nothing, too much, and to somebody who is no peer: nothing is written")
  void refused() {
    PretendStaff sam = server.staff("supervisor");
    String peer = idOf(sam, "Robin 7");
    for (String text : List.of("", "  ", "a".repeat(1001))) {
      HttpResponse<String> answer = give(sam, peer, text);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(JSON.readTree(answer.body()).path("reason").asString()).isEqualTo("text");
    }
    assertThat(give(sam, "nobody", WORDS).statusCode()).isEqualTo(410);
    assertThat(feedback(server.staff("peer7"), "")).isEmpty();
  }

  @Test
  @DisplayName("G44: what is older than 90 days is gone, also where nobody writes any more")
  void gone() {
    PretendStaff sam = server.staff("supervisor");
    assertThat(give(sam, idOf(sam, "Robin 5"), WORDS).statusCode()).isEqualTo(204);
    DatabaseClient database = server.bean(DatabaseClient.class);
    long before = kept(database);
    database
        .sql(
            """
            UPDATE feedback SET made_at = now() - interval '91 days'
            WHERE id = (SELECT id FROM feedback ORDER BY made_at DESC LIMIT 1)
            """)
        .then()
        .block(SOON);
    server.bean(PeerDaysLoop.class).forget().block(SOON);
    assertThat(kept(database)).isEqualTo(before - 1);
  }

  private static long kept(DatabaseClient database) {
    return Objects.requireNonNull(
        database.sql("SELECT count(*) FROM feedback").mapValue(Long.class).one().block(SOON));
  }

  private static HttpResponse<String> give(PretendStaff by, String to, String text) {
    return by.post("/api/staff/feedback", JSON.writeValueAsString(Map.of("to", to, "text", text)));
  }

  private static JsonNode feedback(PretendStaff by, String what) {
    return JSON.readTree(by.get("/api/staff/feedback" + what).body()).path("feedback");
  }

  private static String idOf(PretendStaff by, String name) {
    return JSON.readTree(by.get("/api/staff/feedback/given").body())
        .path("peers")
        .valueStream()
        .filter(peer -> peer.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow()
        .path("id")
        .asString();
  }
}
