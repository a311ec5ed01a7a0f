package org.porchlight.chat.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.testservers.TestPostgres;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CertifiedDutyIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName("a lapse counts from the next time, and who only practises stays off duty")
  void whatIsRecordedCounts() throws SQLException {
    PretendClient peer = night.peer("peer6");
    ask("UPDATE staff SET level = 'practice' WHERE login = 'peer6' RETURNING level");
    peer.send("duty", "on", true, "capacity", 2);
    assertThat(peer.await("duty").path("on").asBoolean()).isFalse();
    ask("UPDATE staff SET level = 'supervised' WHERE login = 'peer6' RETURNING level");
    peer.send("duty", "on", true, "capacity", 3);
    assertThat(peer.await("duty", duty -> duty.path("on").asBoolean()).path("capacity").asInt())
        .isEqualTo(1);
    assertThat(mine().path("supervised").asBoolean()).as("G231").isTrue();
    peer.send("duty", "on", false);
    peer.await("duty", duty -> !duty.path("on").asBoolean());
    ask("UPDATE staff SET level = 'independent' WHERE login = 'peer6' RETURNING level");
    assertThat(mine().path("supervised").asBoolean()).isFalse();
  }

  @Test
  @DisplayName("whose training runs out while they are on duty is off duty, and told why")
  void midnight() throws SQLException {
    PretendClient peer = night.peer("peer6");
    PretendClient other = night.peer("peer5");
    peer.send("duty", "on", true).await("duty");
    other.send("duty", "on", true).await("duty");
    ask("UPDATE staff SET good_until = current_date - 1 WHERE login = 'peer6' RETURNING level");
    server.bean(Duties.class).endLapsed().block(SOON);
    JsonNode told = peer.await("duty", duty -> duty.has("why"));
    assertThat(told.path("why").asString()).isEqualTo("training_over");
    assertThat(told.path("on").asBoolean()).isFalse();
    other.settle();
    assertThat(other.everything()).doesNotContain("training_over");
    ask("UPDATE staff SET good_until = current_date + 365 WHERE login = 'peer6' RETURNING level");
  }

  @Test
  @DisplayName("G230, C240: a peer reads which topics are recorded for them, and no other counts")
  void ownTopics() throws SQLException {
    String all = "array_to_string(topics, ',')";
    String before = ask("SELECT " + all + " FROM staff WHERE login = 'peer6'");
    recorded("work,grief");
    assertThat(mine().path("topics").toString()).isEqualTo("[\"grief\",\"work\"]");
    PretendClient peer = night.peer("peer6");
    peer.send("duty", "on", true, "topics", List.of("grief", "money"));
    JsonNode duty = peer.await("duty", told -> told.path("on").asBoolean());
    assertThat(duty.path("topics").toString()).isEqualTo("[\"grief\"]");
    peer.send("duty", "on", false);
    peer.await("duty", told -> !told.path("on").asBoolean());
    recorded("");
    assertThat(mine().path("topics").toString()).isEqualTo("[]");
    recorded(before);
  }

  private void recorded(String topics) throws SQLException {
    ask(
        "UPDATE staff SET topics = string_to_array('"
            + topics
            + "', ',') WHERE login = 'peer6' RETURNING login");
  }

  private JsonNode mine() {
    return JsonMapper.shared().readTree(server.staff("peer6").get("/api/staff/care/mine").body());
  }

  @Test
  void everyMatchIsKeptWithItsReason() throws SQLException {
    Night.Pair pair = night.pair(night.peer("peer5"));
    String why = ask("SELECT why FROM matches WHERE conversation = '" + pair.conversation() + "'");
    assertThat(why).startsWith("waited 0 min, ordinary; ");
  }

  private String ask(String sql) throws SQLException {
    TestPostgres.Database database = server.database();
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
