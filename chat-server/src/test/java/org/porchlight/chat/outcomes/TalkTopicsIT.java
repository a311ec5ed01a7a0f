package org.porchlight.chat.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.porchlight.chat.pretend.PretendClient.assertRefused;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.testservers.TestPostgres;

class TalkTopicsIT {
  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName("C76: what a conversation was about is counted once, and only by its peer")
  void counted() throws SQLException {
    long money = times("money");
    long words = times("my-neighbour-said");
    Pair pair = night.pair(night.peer("peer5"));
    Object[] about = {
      "conversation", pair.conversation(), "topics", List.of("money", "my-neighbour-said")
    };
    assertRefused(pair.peer().send("wrap-up", about), "wrap-up", "not_yours");
    pair.peer().send("end", "conversation", pair.conversation()).await("closed");
    assertRefused(night.peer("peer3").send("wrap-up", about), "wrap-up", "not_yours");
    assertRefused(pair.seeker().send("wrap-up", about), "wrap-up", "not_allowed");
    pair.peer().send("wrap-up", about).settle();
    Awaitility.await().untilAsserted(() -> assertThat(times("money")).isEqualTo(money + 1));
    pair.peer().send("wrap-up", about).settle();
    Awaitility.await()
        .during(java.time.Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(times("money")).as("once").isEqualTo(money + 1));
    assertThat(times("my-neighbour-said")).as("no topic, and no words").isEqualTo(words).isZero();
  }

  private long times(String topic) throws SQLException {
    TestPostgres.Database database = server.database();
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
        var statement =
            connection.prepareStatement(
                "SELECT coalesce(sum(times), 0) FROM talk_topics WHERE topic = ?")) {
      statement.setString(1, topic);
      try (var rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getLong(1);
      }
    }
  }
}
