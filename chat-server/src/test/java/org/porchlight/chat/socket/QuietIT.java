package org.porchlight.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.FlagBoard;
import org.porchlight.chat.conversation.Flags;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;

/** C11: nobody writes, and nobody is closed out without being asked. */
class QuietIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final RunningServer server = RunningServer.shared();
  private final ConversationLog log = server.bean(ConversationLog.class);
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName("C11: each is asked and warned in turn, a word or being there begins it anew")
  void inTurn() {
    String token = night.token();
    Pair pair = night.pair(night.seeker(token), night.peer("peer"));
    due(pair);
    pair.seeker().await("quiet", stage("still"));
    pair.seeker().send("still-here", "conversation", pair.conversation());
    pair.seeker().await("quiet", stage("over"));
    pair.peer().await("quiet", stage("over"));

    due(pair);
    pair.seeker().await("quiet", stage("still"));
    due(pair);
    pair.peer().await("quiet", stage("peer"));
    due(pair);
    JsonNode closing = pair.seeker().await("quiet", stage("closing"));
    assertThat(closing.path("closesAt").asLong()).isGreaterThan(System.currentTimeMillis());
    pair.peer().await("quiet", stage("closing"));
    // Whoever comes back meanwhile is warned too.
    PretendClient again = night.seeker(token);
    again.send("resume", "conversation", pair.conversation(), "epoch", pair.epoch(), "after", 0);
    again.await("caught-up");
    again.await("quiet", stage("closing"));

    Pair here = new Pair(again, pair.peer(), pair.conversation(), pair.epoch());
    here.seekerSays("I was making tea.");
    due(here);
    again.await("quiet", stage("still"));
    assertThat(pair.peer().everything()).doesNotContain("\"stage\":\"still\"");
    assertThat(pair.seeker().everything()).doesNotContain("\"stage\":\"peer\"");
  }

  @Test
  @DisplayName("C11, C90: the quiet clock goes on while a seeker waits for words")
  void unanswered() {
    Pair pair = night.pair(night.peer("peer"));
    pair.seekerSays("Are you there?");
    ConversationId id = new ConversationId(pair.conversation());
    Instant now = Instant.now();
    server.bean(FlagBoard.class).raise(Flags.unanswered(id, now, now)).block(SOON);
    for (String stage : List.of("still", "peer", "closing", "held")) {
      due(pair);
      (stage.equals("peer") ? pair.peer() : pair.seeker()).await("quiet", stage(stage));
    }
  }

  @Test
  @DisplayName("C11: then it is held, and whoever fell asleep opens it again by writing")
  void fellAsleep() {
    String token = night.token();
    Pair pair = night.pair(night.seeker(token), night.peer("peer"));
    for (String stage : List.of("still", "peer", "closing")) {
      due(pair);
      (stage.equals("peer") ? pair.peer() : pair.seeker()).await("quiet", stage(stage));
    }
    due(pair);
    JsonNode held = pair.seeker().await("quiet", stage("held"));
    assertThat(held.path("closesAt").asLong()).isGreaterThan(System.currentTimeMillis());
    pair.peer().await("quiet", stage("held"));
    pair.peer().await("presence", told -> told.path("state").asString().equals("left"));
    pair.peer()
        .send(
            "say",
            "conversation",
            pair.conversation(),
            "id",
            PretendClient.newId(),
            "text",
            "Hello?")
        .await("refused", refused -> refused.path("reason").asString().equals("left"));

    PretendClient again = night.seeker(token);
    again.send("resume", "conversation", pair.conversation(), "epoch", pair.epoch(), "after", 0);
    again.await("quiet", stage("held"));
    new Pair(again, pair.peer(), pair.conversation(), pair.epoch()).seekerSays("I fell asleep.");
    pair.peer().await("presence", told -> told.path("state").asString().equals("here"));
    pair.peer().await("quiet", stage("over"));
  }

  @Test
  @DisplayName("C80: a seeker who needs a moment gets one, the peer knows, and then it begins anew")
  void aMoment() {
    String token = night.token();
    Pair pair = night.pair(night.seeker(token), night.peer("peer"));
    due(pair);
    pair.seeker().await("quiet", stage("still"));
    pair.seeker().send("moment", "conversation", pair.conversation());
    pair.seeker().await("quiet", stage("moment"));
    pair.peer().await("quiet", stage("moment"));
    // Whoever comes back meanwhile is told too.
    PretendClient again = night.seeker(token);
    again.send("resume", "conversation", pair.conversation(), "epoch", pair.epoch(), "after", 0);
    again.await("caught-up");
    again.await("quiet", stage("moment"));
    // A seeker may be alone with whoever watches.
    PretendClient supervisor = night.supervisor();
    supervisor.send("watch", "conversation", pair.conversation(), "reason", "A look.");
    supervisor.await("quiet", stage("moment"));

    Pair here = new Pair(again, pair.peer(), pair.conversation(), pair.epoch());
    here.peerSays("Take your time.");
    due(here);
    again.await("quiet", stage("still"));
    assertThat(supervisor.everything()).doesNotContain("\"stage\":\"still\"");
  }

  @Test
  @DisplayName("C80: where it is not open that is said, and nobody is told to know")
  void notOpen() {
    Pair pair = night.pair(night.peer("peer"));
    log.hold(new ConversationId(pair.conversation()), Duration.ofMinutes(1)).block(SOON);
    pair.seeker().send("moment", "conversation", pair.conversation());
    assertThat(reason(pair.seeker(), "moment")).isEqualTo("left");
  }

  @Test
  @DisplayName("C80: only a seeker asks for it, and only in their own conversation")
  void noMoment() {
    Pair pair = night.pair(night.peer("peer"));
    pair.peer().send("moment", "conversation", pair.conversation());
    assertThat(reason(pair.peer(), "moment")).isEqualTo("not_allowed");
    PretendClient other = night.seeker();
    other.send("moment", "conversation", pair.conversation());
    assertThat(reason(other, "moment")).isEqualTo("not_yours");
  }

  @Test
  @DisplayName("C11: only a seeker says so, and only of their own conversation")
  void refused() {
    Pair pair = night.pair(night.peer("peer"));
    pair.peer().send("still-here", "conversation", pair.conversation());
    assertThat(reason(pair.peer(), "still-here")).isEqualTo("not_allowed");
    PretendClient other = night.seeker();
    other.send("still-here", "conversation", pair.conversation());
    assertThat(reason(other, "still-here")).isEqualTo("not_yours");
  }

  /** The server's own loop finds it within seconds. */
  private void due(Pair pair) {
    ConversationId id = new ConversationId(pair.conversation());
    log.postpone(new ConversationLog.Due(id, false), Duration.ZERO).block(SOON);
  }

  private static Predicate<JsonNode> stage(String stage) {
    return quiet -> quiet.path("stage").asString().equals(stage);
  }

  private static String reason(PretendClient client, String re) {
    return client
        .await("refused", refused -> refused.path("re").asString().equals(re))
        .path("reason")
        .asString();
  }
}
