package org.porchlight.chat.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.porchlight.chat.pretend.PretendClient.assertRefused;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.FlagBoard;
import org.porchlight.chat.conversation.LastWords;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;

class CheckInsIT {
  private static final Object[] BEFORE = {"when", "before", "upset", 6, "hope", 2};

  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName("C30: what is said before and after is counted, each once for a conversation")
  void counted() throws SQLException {
    long upset = times("upset", "before", 6);
    long hope = times("hope", "before", 2);
    PretendClient seeker = inLine();
    seeker.send("check-in", BEFORE).settle();
    awaitTimes("upset", "before", 6, upset + 1);
    awaitTimes("hope", "before", 2, hope + 1);
    assertRefused(seeker.send("check-in", BEFORE), "check-in", "already");

    Pair pair = night.pair(seeker, night.peer("peer"));
    Object[] after = {
      "when", "after", "conversation", pair.conversation(), "upset", 3, "heard", "partly"
    };
    assertRefused(seeker.send("check-in", BEFORE), "check-in", "not_waiting");
    assertRefused(seeker.send("check-in", after), "check-in", "not_yours");
    seeker.send("end", "conversation", pair.conversation()).await("closed");
    assertRefused(night.seeker().send("check-in", after), "check-in", "not_yours");
    long upsetAfter = times("upset", "after", 3);
    long heard = times("heard", "after", 2);
    seeker.send("check-in", after).settle();
    awaitTimes("upset", "after", 3, upsetAfter + 1);
    awaitTimes("heard", "after", 2, heard + 1);
    assertRefused(seeker.send("check-in", after), "check-in", "already");

    assertThat(times("upset", "before", 6)).isEqualTo(upset + 1);
    assertThat(times("upset", "after", 3)).isEqualTo(upsetAfter + 1);
    assertThat(columns())
        .as("no row is about anybody")
        .containsExactlyInAnyOrder("item", "phase", "value", "visit", "mode", "times");
  }

  @Test
  @DisplayName("C30: it is a seeker's, in line for the first peer")
  void refused() {
    assertRefused(night.peer("peer2").send("check-in", BEFORE), "check-in", "not_allowed");
    assertRefused(night.supervisor().send("check-in", BEFORE), "check-in", "not_allowed");
    PretendClient seeker = night.seeker();
    assertRefused(seeker.send("check-in", BEFORE), "check-in", "not_waiting");
    Pair pair = night.pair(seeker, night.peer("peer"));
    seeker.send("other-peer", "conversation", pair.conversation()).await("place");
    assertRefused(seeker.send("check-in", BEFORE), "check-in", "not_waiting");
  }

  @Test
  @DisplayName("C30: what cannot be counted is lost, and nothing else is")
  void lost() throws SQLException {
    PretendClient seeker = inLine();
    execute("ALTER TABLE check_ins RENAME TO elsewhere");
    try {
      seeker.send("check-in", BEFORE);
      seeker.send("note", "text", "Good evening.").await("place");
      assertRefused(seeker.send("check-in", BEFORE), "check-in", "already");
    } finally {
      execute("ALTER TABLE elsewhere RENAME TO check_ins");
    }
    assertThat(seeker.unread()).doesNotContain("refused");
  }

  @Test
  @DisplayName("C132: one thing to know is theirs, once it is over, can be another, and taken back")
  void lastWord() {
    Pair pair = night.pair(night.peer("peer"));
    assertRefused(lastWord(pair.seeker(), pair, "It helped."), "last-word", "not_yours");
    pair.seeker().send("end", "conversation", pair.conversation()).await("closed");
    assertRefused(lastWord(night.seeker(), pair, "Not mine."), "last-word", "not_yours");
    assertRefused(lastWord(night.peer("peer2"), pair, "Not mine."), "last-word", "not_allowed");
    for (String text : List.of("It helped.", "It helped a little.")) {
      JsonNode answer = lastWord(pair.seeker(), pair, text).await("last-word");
      assertThat(answer.path("kept").asBoolean()).isTrue();
      assertThat(word(pair)).isEqualTo(text);
    }
    assertThat(lastWord(pair.seeker(), pair, "").await("last-word").path("kept").asBoolean())
        .isFalse();
    assertThat(word(pair)).isNull();
  }

  @Test
  @DisplayName("C132: danger in it is flagged, and nobody can open it once the key is gone")
  void lastWordOfDanger() {
    Pair pair = night.pair(night.peer("peer"));
    pair.seeker().send("end", "conversation", pair.conversation()).await("closed");
    lastWord(pair.seeker(), pair, "Most nights I want to die.").await("last-word");
    pair.seeker().await("support");
    assertThat(
            server.bean(FlagBoard.class).isFlagged(new ConversationId(pair.conversation())).block())
        .isTrue();
    lastWord(pair.seeker(), pair, "It helped. Most nights I want to die.").await("last-word");
    assertThat(night.supervisor().send("board").await("board").findValuesAsString("conversation"))
        .as("one flag, however often it is another")
        .containsOnlyOnce(pair.conversation());

    Pair other = night.pair(night.peer("peer2"));
    other.seeker().send("end", "conversation", other.conversation()).await("closed");
    lastWord(other.seeker(), other, "It helped.").await("last-word");
    other.seeker().send("delete", "conversation", other.conversation()).await("deleted");
    assertThat(word(other)).isNull();
    assertRefused(lastWord(other.seeker(), other, "Too late."), "last-word", "not_yours");
  }

  private static PretendClient lastWord(PretendClient who, Pair pair, String text) {
    Object[] fields = {
      "conversation", pair.conversation(), "id", PretendClient.newId(), "text", text
    };
    return who.send("last-word", fields);
  }

  private @Nullable String word(Pair pair) {
    MessageText kept =
        server.bean(LastWords.class).of(new ConversationId(pair.conversation())).block();
    return kept == null ? null : kept.reveal();
  }

  private PretendClient inLine() {
    night.doorKeeper();
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en").await("place");
    return seeker;
  }

  private void awaitTimes(String item, String phase, int value, long expected) {
    Awaitility.await()
        .untilAsserted(() -> assertThat(times(item, phase, value)).isEqualTo(expected));
  }

  private long times(String item, String phase, int value) throws SQLException {
    try (var connection = connection();
        var times =
            connection.prepareStatement(
                """
                SELECT coalesce(sum(times), 0) FROM check_ins
                WHERE item = ? AND phase = ? AND value = ? AND visit = 1 AND mode = 'chat'
                """)) {
      times.setString(1, item);
      times.setString(2, phase);
      times.setInt(3, value);
      try (var rows = times.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private List<String> columns() throws SQLException {
    try (var connection = connection();
        var columns =
            connection.prepareStatement(
                """
                SELECT column_name FROM information_schema.columns WHERE table_name = 'check_ins'
                """);
        var rows = columns.executeQuery()) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  private void execute(String statement) throws SQLException {
    try (var connection = connection();
        var each = connection.createStatement()) {
      each.execute(statement);
    }
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection(
        server.database().jdbcUrl(), server.database().username(), server.database().password());
  }
}
