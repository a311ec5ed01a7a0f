package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** G141: what a peer writes down for themselves. */
class GrowthNotesIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String WORDS = "I let the silence be, and they went on by themselves.";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final RunningServer server = RunningServer.shared();
  private final PretendStaff robin = server.staff("peer6");

  @AfterEach
  void nothingIsLeft() {
    notes(robin).forEach(note -> delete(robin, note.path("id").asString()));
  }

  @Test
  @DisplayName("P11: a note is one's own: nobody else reads it or takes it away, and oneself does")
  void written() {
    assertThat(write(robin, WORDS).statusCode()).isEqualTo(204);
    assertThat(write(robin, "And one more.").statusCode()).isEqualTo(204);
    assertThat(notes(robin)).hasSize(2);
    assertThat(notes(robin).path(0).path("text").asString()).isEqualTo("And one more.");
    JsonNode first = notes(robin).path(1);
    assertThat(first.path("text").asString()).isEqualTo(WORDS);

    PretendStaff another = server.staff("peer5");
    String id = first.path("id").asString();
    assertThat(notes(another)).isEmpty();
    assertThat(delete(another, id).statusCode()).isEqualTo(410);
    assertThat(delete(robin, id).statusCode()).isEqualTo(204);
    assertThat(delete(robin, id).statusCode()).isEqualTo(410);
    assertThat(notes(robin)).hasSize(1);
  }

  @Test
  @DisplayName("G141: nothing, too much, and one more than fifty: nothing is written")
  void refused() {
    for (String text : List.of("", "  ", "a".repeat(1001))) {
      assertRefused(write(robin, text), 400, "text");
    }
    for (int n = 0; n < PostgresGrowthNotes.MOST; n++) {
      assertThat(write(robin, "a".repeat(1000)).statusCode()).isEqualTo(204);
    }
    assertRefused(write(robin, WORDS), 409, "full");
    assertThat(notes(robin)).hasSize(PostgresGrowthNotes.MOST);
  }

  @Test
  @DisplayName("G141: it goes with the account of whoever has left")
  void left() {
    assertThat(write(robin, WORDS).statusCode()).isEqualTo(204);
    DatabaseClient database = server.bean(DatabaseClient.class);
    leave(database, "now()");
    try {
      server.bean(PeerDaysLoop.class).forget().block(SOON);
    } finally {
      leave(database, "NULL");
    }
    assertThat(kept(database)).isZero();
  }

  private static void leave(DatabaseClient database, String when) {
    database
        .sql("UPDATE staff SET left_at = %s WHERE login = 'peer6'".formatted(when))
        .then()
        .block(SOON);
  }

  private static long kept(DatabaseClient database) {
    return Objects.requireNonNull(
        database
            .sql(
                """
                SELECT count(*) FROM growth_notes
                WHERE peer = (SELECT id FROM staff WHERE login = 'peer6')
                """)
            .mapValue(Long.class)
            .one()
            .block(SOON));
  }

  private static HttpResponse<String> write(PretendStaff by, String text) {
    return by.post("/api/staff/growth", JSON.writeValueAsString(Map.of("text", text)));
  }

  private static HttpResponse<String> delete(PretendStaff by, String id) {
    return by.post("/api/staff/growth/delete", JSON.writeValueAsString(Map.of("id", id)));
  }

  private static JsonNode notes(PretendStaff by) {
    return JSON.readTree(by.get("/api/staff/growth").body()).path("notes");
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String reason) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).path("reason").asString()).isEqualTo(reason);
  }
}
