package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;

/** What a supervisor says to a peer alone, on real sockets. */
class WhispersIT {
  private static final String WORDS = "Ask directly. The wallaby-on-the-stairs is with you.";
  private static final String CANARY = "wallaby";

  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName("C23, P13: the peer hears a whisper, also after a reload; the seeker never does")
  void whispered() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient supervisor = watching(night.supervisor(), pair);
    assertThat(pair.seeker().await("watched").path("by").asString()).isEqualTo("Sam");
    long audited = server.audited("conversation.whisper");
    String id = PretendClient.newId();
    JsonNode own = whisper(supervisor, pair, id, WORDS).await("whispered");
    assertThat(own.path("by").asString()).isEqualTo("Sam");
    JsonNode heard = pair.peer().await("whispered");
    assertThat(heard).isEqualTo(own);
    assertThat(heard.path("text").asString()).isEqualTo(WORDS);
    assertThat(server.audited("conversation.whisper")).isEqualTo(audited + 1);

    // P2: again is once, with other words it is another.
    assertThat(whisper(supervisor, pair, id, WORDS).await("whispered")).isEqualTo(own);
    whisper(supervisor, pair, id, "Other words");
    assertThat(reason(supervisor)).isEqualTo("conflict");
    whisper(supervisor, pair, PretendClient.newId(), "And breathe.").await("whispered");

    // No message: what comes next is the first.
    pair.seekerSays("Are you still there?");
    PretendClient back = night.peer("peer");
    resume(back, pair);
    assertThat(back.await("caught-up").path("head").asInt()).isEqualTo(1);
    assertThat(back.await("whispered")).isEqualTo(own);
    assertThat(back.await("whispered").path("text").asString()).isEqualTo("And breathe.");
    resume(pair.seeker(), pair);
    pair.seeker().await("caught-up");
    pair.seeker().settle();
    assertThat(pair.seeker().everything()).doesNotContain(CANARY).doesNotContain("whisper");

    back.send("end", "conversation", pair.conversation()).await("closed");
    supervisor.forget("whispered");
    whisper(supervisor, pair, PretendClient.newId(), WORDS);
    assertThat(reason(supervisor)).isEqualTo("closed");
    assertThat(whisper(supervisor, pair, id, WORDS).await("whispered")).isEqualTo(own);
  }

  @Test
  @DisplayName(
      "C91, P13: a peer's note reaches whoever watches, now or later, and never the seeker")
  void noted() {
    Pair pair = night.pair(night.peer("peer"));
    whisper(pair.peer(), pair, PretendClient.newId(), WORDS);
    JsonNode own = pair.peer().await("whispered");
    assertThat(own.path("from").asString()).isEqualTo("peer");
    assertThat(own.path("by").asString()).isEqualTo("Robin");
    PretendClient supervisor = watching(night.supervisor(), pair);
    assertThat(supervisor.await("whispered")).isEqualTo(own);
    whisper(pair.peer(), pair, PretendClient.newId(), "Thank you.");
    // What was whispered before comes along again: whoever reads it knows which is new.
    supervisor.await("whispered", note -> note.path("text").asString().equals("Thank you."));

    PretendClient another = whisper(night.peer("peer3"), pair, PretendClient.newId(), WORDS);
    assertThat(reason(another)).isEqualTo("not_yours");
    resume(pair.seeker(), pair);
    pair.seeker().await("caught-up");
    pair.seeker().settle();
    assertThat(pair.seeker().everything()).doesNotContain(CANARY).doesNotContain("whisper");
  }

  @Test
  @DisplayName("C23: across nodes; whoever does not watch any more cannot whisper")
  void unwatched() {
    try (RunningServer other = server.anotherNode();
        Night there = new Night(other)) {
      Pair pair = there.pair(night.seeker(), there.peer("peer3"));
      PretendClient supervisor = watching(night.supervisor(), pair);
      whisper(supervisor, pair, PretendClient.newId(), WORDS).await("whispered");
      assertThat(pair.peer().await("whispered").path("text").asString()).isEqualTo(WORDS);
      supervisor.send("unwatch", "conversation", pair.conversation()).await("closed");
      whisper(supervisor, pair, PretendClient.newId(), WORDS);
      assertThat(reason(supervisor)).isEqualTo("not_yours");
      pair.peer().settle();
      assertThat(pair.peer().unread()).doesNotContain("whispered");
    }
  }

  @Test
  @DisplayName("C19, C23: the next peer hears nothing that was whispered to the one before")
  void nextPeer() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient supervisor = watching(night.supervisor(), pair);
    whisper(supervisor, pair, PretendClient.newId(), WORDS).await("whispered");
    pair.peer().await("whispered");
    night.doorKeeper();
    Object[] other = {"conversation", pair.conversation(), "share", true};
    pair.seeker().send("other-peer", other).await("place");
    PretendClient next = night.peer("peer2");
    next.send("duty", "on", true).await("duty");
    next.send("accept", "offer", next.await("offer").path("offer").stringValue());
    next.await("caught-up");
    next.settle();
    assertThat(next.everything()).doesNotContain(CANARY).doesNotContain("whisper");
  }

  private static PretendClient watching(PretendClient supervisor, Pair pair) {
    supervisor.send("watch", "conversation", pair.conversation(), "reason", "A look.");
    supervisor.await("caught-up");
    return supervisor;
  }

  /** Says it, after everything that came before has been put away. */
  private static PretendClient whisper(PretendClient from, Pair pair, String id, String text) {
    from.settle();
    from.forget("whispered");
    return from.send("whisper", "conversation", pair.conversation(), "id", id, "text", text);
  }

  private static String reason(PretendClient supervisor) {
    return supervisor
        .await("refused", of -> of.path("re").asString().equals("whisper"))
        .path("reason")
        .asString();
  }

  private static void resume(PretendClient client, Pair pair) {
    client.send("resume", "conversation", pair.conversation(), "epoch", pair.epoch(), "after", 0);
  }
}
