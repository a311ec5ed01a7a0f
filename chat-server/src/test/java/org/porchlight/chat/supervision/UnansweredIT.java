package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.duty.Duties;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.redis.RedisLink;
import tools.jackson.databind.JsonNode;

/** C90: a seeker who waits long for words comes to the board. */
class UnansweredIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final RunningServer server =
      RunningServer.start("porchlight.supervision.unanswered-after=1s");

  private final ConversationLog log = server.bean(ConversationLog.class);
  private final RedisFlagBoard flags = server.bean(RedisFlagBoard.class);

  /** Its clock is ahead: whoever begins to wait has waited long for it already. */
  private final RedisUnanswered unanswered =
      new RedisUnanswered(
          server.bean(Duties.class),
          log,
          flags,
          server.bean(RedisClaims.class),
          server.bean(RedisLink.class),
          server.bean(SupervisionSettings.class),
          Clock.offset(Clock.systemUTC(), Duration.ofSeconds(2)));

  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("P4: nobody waits, then a seeker does; the peer's words take it off the board")
  void untilAnswered() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient board = night.supervisor();
    board.send("board").await("board");
    pair.seekerSays("It has been a long week.");
    pair.peerSays("I am here.");
    look();
    assertThat(open(pair)).isZero();

    pair.seekerSays("Are you there?");
    look();
    JsonNode flag = flag(board, pair);
    assertThat(flag.path("lane").asString()).isEqualTo("soon");
    assertThat(flag.path("category").asString()).isEqualTo("raised");
    assertThat(flag.has("raisedBy")).isFalse();
    assertThat(flag.path("reasons").path(0).asString()).contains("waiting");
    assertThat(pair.seeker().everything()).doesNotContain("raised");
    assertThat(pair.peer().everything()).doesNotContain("raised");

    pair.peerSays("Sorry, I am here.");
    look();
    JsonNode closed =
        board.await("flag-changed", each -> each.path("flag").equals(flag.path("flag")));
    assertThat(closed.has("by")).isFalse();
  }

  @Test
  @DisplayName("C90: what a supervisor closed is not raised again for the same wait")
  void onceForEachWait() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient board = night.supervisor();
    board.send("board").await("board");
    pair.seekerSays("Are you there?");
    look();
    String flag = flag(board, pair).path("flag").asString();
    board.send("resolve", "flag", flag, "verdict", "right");
    board.await("flag-changed", each -> each.path("flag").asString().equals(flag));
    look();
    assertThat(open(pair)).isZero();
    Instant since = since(pair);
    pair.seekerSays("Hello?");
    assertThat(since(pair)).isEqualTo(since);
    look();
    assertThat(open(pair)).isZero();
  }

  @Test
  @DisplayName("C80, C90: whoever asked for a moment does not wait")
  void aMoment() {
    Pair pair = night.pair(night.peer("peer"));
    pair.seekerSays("Give me a moment.");
    pair.seeker().send("moment", "conversation", pair.conversation()).await("quiet");
    look();
    assertThat(open(pair)).isZero();
  }

  @Test
  @DisplayName("C90: what a seeker deletes is gone, though they waited for words")
  void deletedAllTheSame() {
    Pair pair = night.pair(night.peer("peer"));
    waitForWords(pair);
    pair.seeker().send("delete", "conversation", pair.conversation());
    assertThat(pair.seeker().await("deleted").path("state").asString()).isEqualTo("destroyed");
  }

  private void waitForWords(Pair pair) {
    PretendClient board = night.supervisor();
    board.send("board").await("board");
    pair.seekerSays("Are you there?");
    look();
    flag(board, pair);
  }

  /** Seekers of other tests may wait as well. */
  private static JsonNode flag(PretendClient board, Pair pair) {
    return board.await(
        "flag", each -> each.path("conversation").asString().equals(pair.conversation()));
  }

  private long open(Pair pair) {
    return Objects.requireNonNull(
        flags
            .flags()
            .filter(flag -> flag.conversation().value().equals(pair.conversation()))
            .count()
            .block(SOON));
  }

  private void look() {
    unanswered.look().block(SOON);
  }

  private Instant since(Pair pair) {
    return Objects.requireNonNull(
        log.unansweredSince(new ConversationId(pair.conversation())).block(SOON));
  }
}
