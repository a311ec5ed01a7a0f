package org.porchlight.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;

/** C60, C61: the usual time goes by, and nobody is thrown out. */
class TimeIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final RunningServer server = RunningServer.shared();
  private final ConversationLog log = server.bean(ConversationLog.class);
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName("C60, C61: both hear of it ten minutes before, of more, and at its end")
  void goesBy() {
    String token = night.token();
    Pair pair = night.pair(night.seeker(token), night.peer("peer"));
    due(pair);
    assertThat(pair.seeker().await("time", stage("ten")).path("minutes").asInt()).isEqualTo(10);
    pair.peer().await("time", stage("ten"));
    // Whoever comes back is told again.
    PretendClient again = night.seeker(token);
    again.send("resume", "conversation", pair.conversation(), "epoch", pair.epoch(), "after", 0);
    again.await("caught-up");
    again.await("time", stage("ten"));
    Pair here = new Pair(again, pair.peer(), pair.conversation(), pair.epoch());

    more(here, 20);
    assertThat(again.await("time", stage("more")).path("minutes").asInt()).isEqualTo(20);
    pair.peer().await("time", stage("more"));
    due(here);
    again.await("time", stage("ten"));
    pair.peer().await("time", stage("ten"));
    due(here);
    assertThat(again.await("time", stage("over")).has("minutes")).isFalse();
    pair.peer().await("time", stage("over"));
    here.seekerSays("There is one more thing.");
    more(here, 10);
    again.await("time", stage("more"));
    here.peerSays("Go on.");
    assertThat(again.everything()).doesNotContain("\"type\":\"closed\"");
  }

  @Test
  @DisplayName("C60: supervisors who read are told nothing of it")
  void supervisors() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient supervisor = night.supervisor();
    supervisor.send("watch", "conversation", pair.conversation(), "reason", "The peer is new.");
    supervisor.await("caught-up");
    more(pair, 10);
    pair.seeker().await("time", stage("more"));
    pair.seekerSays("Thank you.");
    supervisor.await("said");
    assertThat(supervisor.everything()).doesNotContain("\"type\":\"time\"");
  }

  @Test
  @DisplayName("C61: only the peer adds to it, and only to their own conversation")
  void refused() {
    Pair pair = night.pair(night.peer("peer"));
    more(new Pair(pair.peer(), pair.seeker(), pair.conversation(), pair.epoch()), 10);
    assertThat(reason(pair.seeker())).isEqualTo("not_allowed");
    PretendClient other = night.peer("peer2");
    more(new Pair(pair.seeker(), other, pair.conversation(), pair.epoch()), 10);
    assertThat(reason(other)).isEqualTo("not_yours");
    pair.seeker().send("end", "conversation", pair.conversation());
    pair.peer().await("closed");
    more(pair, 10);
    assertThat(reason(pair.peer())).isEqualTo("closed");
  }

  @Test
  @DisplayName("C60: a house has a usual time of its own, and says it on its page and at the start")
  void ofTheHouse() {
    try (RunningServer house = RunningServer.start("porchlight.usual-minutes=30");
        Night hours = new Night(house)) {
      Pair pair = hours.pair(hours.peer("peer"));
      assertThat(pair.seeker().everything()).contains("\"usualMinutes\":30");
      assertThat(PretendStaff.atTheDoor(house).get("/").body()).contains("\"limitMinutes\":30");
    }
  }

  private static void more(Pair pair, int minutes) {
    pair.peer().send("more-time", "conversation", pair.conversation(), "minutes", minutes);
  }

  /** The server's own loop finds it within seconds. */
  private void due(Pair pair) {
    ConversationId id = new ConversationId(pair.conversation());
    log.postpone(new ConversationLog.Due(id, true), Duration.ZERO).block(SOON);
  }

  private static Predicate<JsonNode> stage(String stage) {
    return time -> time.path("stage").asString().equals(stage);
  }

  private static String reason(PretendClient client) {
    return client
        .await("refused", refused -> refused.path("re").asString().equals("more-time"))
        .path("reason")
        .asString();
  }
}
