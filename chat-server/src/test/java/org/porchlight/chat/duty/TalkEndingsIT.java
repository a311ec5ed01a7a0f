package org.porchlight.chat.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.testservers.TestPostgres;

class TalkEndingsIT {
  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName("C92: how a conversation ended is counted once, and topics beside it")
  void counted() throws SQLException {
    long before = agreed();
    Pair pair = night.pair(night.peer("peer5"));
    pair.peer().send("end", "conversation", pair.conversation()).await("closed");
    Object[] how = {"conversation", pair.conversation(), "how", "agreed"};
    pair.peer().send("wrap-up", how).settle();
    Awaitility.await().untilAsserted(() -> assertThat(agreed()).isEqualTo(before + 1));
    pair.peer().send("wrap-up", how).settle();
    Awaitility.await()
        .during(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(agreed()).as("once").isEqualTo(before + 1));
  }

  @Test
  @DisplayName("C160: whoever is out of one counts how it ended for them, once")
  void countedByWhoIsOut() throws SQLException {
    long before = ended("over");
    night.doorKeeper();
    Pair pair = night.pair(night.peer("peer5"));
    pair.seeker().send("other-peer", "conversation", pair.conversation()).await("place");
    pair.peer().await("reset");
    Object[] how = {"conversation", pair.conversation(), "how", "over"};
    pair.peer().send("wrap-up", how).settle();
    Awaitility.await().untilAsserted(() -> assertThat(ended("over")).isEqualTo(before + 1));
    pair.peer().send("wrap-up", how).settle();
    Awaitility.await()
        .during(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(ended("over")).as("once").isEqualTo(before + 1));
    pair.seeker().send("leave").await("left");
  }

  private long agreed() throws SQLException {
    return ended("agreed");
  }

  private long ended(String how) throws SQLException {
    TestPostgres.Database database = server.database();
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
        var statement =
            connection.prepareStatement(
                "SELECT coalesce(sum(times), 0) FROM talk_endings WHERE how = '" + how + "'");
        var rows = statement.executeQuery()) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }
}
