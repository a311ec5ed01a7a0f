package org.porchlight.chat.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.testservers.TestPostgres;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody comes back on another day, to a service that was started anew in between: with another
 * pass, while everybody at the desk has signed in again. No clock is moved, for Redis has one of
 * its own; what the night takes is taken from the time for which the way back is kept.
 */
class AnotherDayIT {
  private static final String CARD = "Nights are hard.";
  private static final Duration WHOLE = Duration.ofDays(90);
  private static final Duration LITTLE = Duration.ofHours(1);

  @Test
  @DisplayName("C41, C46, C47: the words open the card, lead to the peer first, and are kept anew")
  void cameBack() throws SQLException {
    RunningServer evening = RunningServer.start();
    String words;
    try (evening;
        Night night = new Night(evening)) {
      words = agreed(night);
    }
    aNightPasses(evening.database());
    try (RunningServer morning = evening.anotherNode();
        Night day = new Night(morning)) {
      PretendClient other = day.peer("peer2");
      other.send("duty", "on", true).await("duty", duty -> duty.path("on").asBoolean());
      PretendClient back = unasked(morning, day);
      JsonNode thread = back.send("back", "words", words).await("thread");
      assertThat(thread.path("card").asString()).isEqualTo(CARD);
      assertThat(thread.path("visits").asInt()).isEqualTo(1);
      assertThat(thread.path("peer").path("state").asString()).isEqualTo("off");
      assertThat(until(thread)).isBefore(Instant.now().plus(WHOLE).minus(LITTLE));

      Object[] join = {"language", "en", "words", words, "peer", "first"};
      Pair again = day.pair(day.seeker(), day.peer("peer"), join);
      again.seekerSays("It is me again.");
      other.settle();
      assertThat(other.everything()).doesNotContain("\"type\":\"offer\"");
      again.seeker().send("end", "conversation", again.conversation()).await("closed");
      Awaitility.await()
          .untilAsserted(() -> {
            JsonNode now = back.send("back", "words", words).await("thread");
            assertThat(now.path("visits").asInt()).isEqualTo(2);
            assertThat(until(now)).isAfter(Instant.now().plus(WHOLE).minus(LITTLE));
          });
    }
  }

  /** The words of a way back of two who would both like to talk again. */
  private static String agreed(Night night) {
    Pair pair = night.pair(night.peer("peer"));
    String id = pair.conversation();
    pair.seeker().send("end", "conversation", id).await("closed");
    pair.peer().await("closed");
    Object[] card = {"conversation", id, "language", "en", "text", CARD, "show", true};
    JsonNode kept = pair.seeker().send("keep", card).await("words");
    pair.seeker().send("again", "conversation", id, "yes", true).settle();
    pair.peer().send("again", "conversation", id, "yes", true).settle();
    return kept.path("words")
        .valueStream()
        .map(JsonNode::asString)
        .collect(Collectors.joining(" "));
  }

  private static void aNightPasses(TestPostgres.Database database) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
        var passes =
            connection.prepareStatement(
                "UPDATE threads SET good_until = good_until - interval '1 day'")) {
      assertThat(passes.executeUpdate()).isEqualTo(1);
    }
  }

  private static Instant until(JsonNode thread) {
    return Instant.ofEpochMilli(thread.path("until").asLong());
  }

  /** Somebody with words who has not been through the notice. */
  private static PretendClient unasked(RunningServer server, Night night) {
    String pass =
        PretendStaff.atTheDoor(server)
            .post("/api/seekers", "{\"ageBand\":\"back\",\"language\":\"en\"}")
            .body();
    return night.seeker(JsonMapper.shared().readTree(pass).path("token").stringValue());
  }
}
