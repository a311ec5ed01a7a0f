package org.porchlight.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.chat.supervision.Supervision;
import tools.jackson.databind.JsonNode;

/** A peer is lost in mid-conversation, and it goes on with another. */
class HandOverIT {
  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName("C19: a lost peer is told at once; another goes on at the seeker's own place")
  void lost() {
    night.doorKeeper();
    String token = night.token();
    Pair pair = night.pair(night.seeker(token), night.peer("peer"));
    pair.seekerSays("It began in spring.");
    pair.peerSays("I'm listening.");
    PretendClient later = night.seeker();
    later.send("join", "language", "en");
    assertThat(later.await("place").path("position").asInt()).isEqualTo(1);

    pair.peer().drop();
    JsonNode away = pair.seeker().await("presence");
    assertThat(away.path("who").asString()).isEqualTo("peer");
    assertThat(away.path("state").asString()).isEqualTo("away");
    PretendClient seeker = night.seeker(token);
    JsonNode still = seeker.await("presence");
    assertThat(still.path("state").asString()).as("also after a refresh").isEqualTo("away");
    assertThat(still.path("since").asLong()).isPositive();

    seeker.send("other-peer", "conversation", pair.conversation());
    assertThat(seeker.await("place").path("position").asInt())
        .as("whoever came later does not overtake")
        .isEqualTo(1);
    JsonNode behind = later.await("place", place -> place.path("position").asInt() == 2);
    assertThat(behind.path("because").asString()).isEqualTo("joined");
    seeker.send("other-peer", "conversation", pair.conversation());
    assertThat(seeker.await("place").path("position").asInt()).isEqualTo(1);
    seeker.send("note", "text", "I'm still here.").await("place");

    PretendClient next = night.peer("peer2");
    next.send("duty", "on", true, "capacity", 1).await("duty");
    next.send("accept", "offer", next.await("offer").path("offer").stringValue());
    JsonNode opened = seeker.await("opened");
    assertThat(opened.path("conversation").asString()).isEqualTo(pair.conversation());
    assertThat(opened.path("epoch").asString()).isNotEqualTo(pair.epoch());
    JsonNode theirs = next.await("opened");
    assertThat(theirs.path("from").asInt()).isEqualTo(3);
    JsonNode first = next.await("said");
    assertThat(first.path("text").asString()).isEqualTo("I'm still here.");
    assertThat(first.path("seq").asInt()).isEqualTo(3);
    assertThat(texts(seeker, 3))
        .containsExactly("It began in spring.", "I'm listening.", "I'm still here.");
    next.await("caught-up");
    resume(next, pair.conversation(), opened.path("epoch").stringValue(), 0);
    assertThat(next.await("said").path("text").asString())
        .as("what was said before is not theirs")
        .isEqualTo("I'm still here.");
    assertThat(next.await("caught-up").path("head").asInt()).isEqualTo(3);
    new Pair(seeker, next, pair.conversation(), opened.path("epoch").stringValue())
        .peerSays("Hi, I take over.");

    PretendClient back = night.peer("peer");
    assertThat(back.everything()).contains("\"conversations\":[]");
    resume(back, pair.conversation(), opened.path("epoch").stringValue(), 0);
    assertThat(back.await("refused").path("reason").asString()).isEqualTo("not_yours");
    back.send(
        "say", "conversation", pair.conversation(), "id", PretendClient.newId(), "text", "wait");
    assertThat(back.await("refused").path("reason").asString()).isEqualTo("not_yours");
    later.send("leave").await("left");
  }

  @Test
  @DisplayName("C19, P13: who is left hears nothing more; shared, the next peer reads it all")
  void shared() {
    Pair pair = night.pair(night.peer("peer"));
    pair.seekerSays("It began in spring.");
    PretendClient supervisor = night.supervisor();
    supervisor.send("watch", "conversation", pair.conversation(), "reason", "a look");
    supervisor.await("caught-up");
    night.doorKeeper();
    pair.seeker().send("other-peer", "conversation", pair.conversation(), "share", true);
    pair.seeker().await("place");
    assertThat(pair.peer().await("reset").path("conversation").asString())
        .isEqualTo(pair.conversation());
    resume(pair.peer(), pair.conversation(), pair.epoch(), 0);
    assertThat(pair.peer().await("refused").path("reason").asString()).isEqualTo("not_yours");

    PretendClient next = night.peer("peer2");
    next.send("duty", "on", true, "capacity", 1).await("duty");
    next.send("accept", "offer", next.await("offer").path("offer").stringValue());
    assertThat(next.await("opened").path("from").asInt()).isEqualTo(1);
    assertThat(next.await("said").path("text").asString()).isEqualTo("It began in spring.");
    String epoch = pair.seeker().await("opened").path("epoch").stringValue();
    pair.seeker().await("caught-up");
    next.await("caught-up");
    new Pair(pair.seeker(), next, pair.conversation(), epoch).seekerSays("To you alone.");
    pair.peer().settle();
    assertThat(pair.peer().everything()).doesNotContain("To you alone.");
    JsonNode reset = supervisor.await("reset");
    resume(supervisor, pair.conversation(), reset.path("epoch").stringValue(), 0);
    supervisor.await("said", said -> said.path("text").asString().equals("To you alone."));
  }

  @Test
  @DisplayName("C200: not safe is told to each peer and to who watches, and to nobody else")
  void notSafe() {
    Supervision supervision = server.bean(Supervision.class);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Integer.valueOf(0).equals(supervision.present().block()));
    night.doorKeeper();
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en").await("place");
    assertThat(answer(seeker, "no").has("told")).as("nobody is there to see it").isFalse();
    PretendClient peer = night.peer("peer");
    String offer = accept(peer);
    assertThat(offer).doesNotContain("safe", "\"no\"");
    JsonNode opened = seeker.await("opened");
    String conversation = opened.path("conversation").stringValue();
    String epoch = opened.path("epoch").stringValue();
    JsonNode card = peer.await("card");
    assertThat(card.path("safe").asString()).isEqualTo("no");
    assertThat(card.has("told")).as("nobody is there who could see it").isFalse();

    PretendClient supervisor = night.supervisor();
    supervisor.send("watch", "conversation", conversation, "reason", "a look");
    JsonNode watched = supervisor.await("card");
    assertThat(watched.path("safe").asString()).isEqualTo("no");
    assertThat(watched.has("told")).isFalse();
    peer.drop();
    PretendClient back = night.peer("peer");
    resume(back, conversation, epoch, 0);
    card = back.await("card");
    assertThat(card.path("safe").asString()).as("after a refresh").isEqualTo("no");
    assertThat(card.path("told").asBoolean()).isTrue();
    goOffDuty(back);

    seeker.forget("place");
    seeker.send("other-peer", "conversation", conversation);
    assertThat(seeker.await("place").has("safe")).as("asked anew").isFalse();
    PretendClient next = night.peer("peer2");
    accept(next);
    card = next.await("card");
    assertThat(card.path("safe").asString()).as("the next peer").isEqualTo("no");
    assertThat(card.path("told").asBoolean()).isTrue();
    seeker.await("opened");
    goOffDuty(next);

    seeker.forget("place");
    seeker.send("other-peer", "conversation", conversation).await("place");
    answer(seeker, "yes");
    PretendClient last = night.peer("peer6");
    accept(last);
    last.await("caught-up");
    last.settle();
    assertThat(last.everything()).doesNotContain("\"type\":\"card\"", "\"safe\"");
    assertThat(seeker.everything()).doesNotContain("\"type\":\"card\"");
  }

  @Test
  @DisplayName("C220: a seeker who is not safe is told that a supervisor is there to see it")
  void notSafeAndSupervised() {
    night.doorKeeper();
    night.supervisor();
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en").await("place");
    assertThat(answer(seeker, "unsure").path("told").asBoolean()).isTrue();
    assertThat(answer(seeker, "yes").has("told")).isFalse();
  }

  private static JsonNode answer(PretendClient seeker, String safe) {
    seeker.send("about", "topics", List.of(), "wants", "anyone", "safe", safe);
    return seeker.await("place", place -> place.path("safe").asString().equals(safe));
  }

  /** Goes on duty and takes the one who waits; the offer, as it came. */
  private static String accept(PretendClient peer) {
    peer.send("duty", "on", true, "capacity", 1).await("duty");
    JsonNode offer = peer.await("offer");
    peer.send("accept", "offer", offer.path("offer").stringValue());
    return offer.toString();
  }

  private static void goOffDuty(PretendClient peer) {
    peer.send("duty", "on", false).await("duty", duty -> !duty.path("on").asBoolean());
  }

  @Test
  @DisplayName(
      "C19, C210: leaving the line of a hand-over closes the conversation, without the note")
  void leaving() {
    night.doorKeeper();
    Pair pair = night.pair(night.peer("peer"));
    pair.seekerSays("It began in spring.");
    pair.seeker().send("other-peer", "conversation", pair.conversation()).await("place");
    ConversationLog log = server.bean(ConversationLog.class);
    ConversationId id = new ConversationId(pair.conversation());
    pair.seeker().send("note", "text", "It is worse today.");
    pair.seeker().await("place", place -> place.has("note"));
    assertThat(log.note(id).blockOptional()).isPresent();
    pair.seeker().send("leave");
    assertThat(pair.seeker().await("left").path("why").asString()).isEqualTo("left");
    assertThat(log.note(id).blockOptional()).as("what was written in line").isEmpty();
    assertThat(log.find(id).blockOptional()).as("what was said before").isPresent();
    pair.seeker().send("delete", "conversation", pair.conversation());
    assertThat(pair.seeker().await("deleted").path("state").asString()).isEqualTo("destroyed");
    pair.seeker().send("join", "language", "en");
    assertThat(pair.seeker().await("place").path("position").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "C20: a supervisor sees the line in words, who is lost, and why whom; nobody else does")
  void theLine() {
    night.doorKeeper();
    PretendClient supervisor = night.supervisor();
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en").await("place");
    seeker.send("about", "topics", List.of("grief"), "wants", "lived", "safe", "unsure");
    seeker.await("place", place -> place.path("wants").asString().equals("lived"));
    JsonNode queue = supervisor.send("queue").await("queue");
    assertThat(queue.path("waiting").asInt()).isEqualTo(1);
    JsonNode ticket = queue.path("tickets").get(0);
    assertThat(ticket.path("band").asString()).isEqualTo("elevated");
    assertThat(ticket.path("position").asInt()).isEqualTo(1);
    assertThat(ticket.path("seeker").asString()).isNotBlank();
    assertThat(ticket.path("reasons").size()).isPositive();
    assertThat(queue.toString()).doesNotContain("score");
    JsonNode keeper = queue.path("peers").get(0);
    assertThat(keeper.path("restsUntil").asLong()).isPositive();

    PretendClient peer = night.peer("peer");
    peer.send("duty", "on", true, "topics", List.of("grief")).await("duty");
    peer.send("decline", "offer", peer.await("offer").path("offer").stringValue());
    peer.await("offer-gone");
    assertThat(declined(supervisor.send("queue").await("queue"))).isEqualTo(1);
    peer.send("duty", "on", false).await("duty");
    seeker.send("leave").await("left");

    Pair pair = night.pair(night.peer("peer4"));
    supervisor.send("watch", "conversation", pair.conversation(), "reason", "a look");
    JsonNode why = supervisor.await("matched").path("turns").get(0);
    assertThat(why.path("peer").asString()).isNotBlank().isNotEqualTo("somebody");
    assertThat(why.path("why").asString())
        .startsWith("waited 0 min, ordinary; " + why.path("peer").asString() + ": rested");
    pair.peer().drop();
    pair.seeker().await("presence");
    JsonNode lost = supervisor.send("queue").await("queue").path("lost").get(0);
    assertThat(lost.path("name")).isEqualTo(why.path("peer"));
    assertThat(lost.path("seekers").size()).isEqualTo(1);

    for (PretendClient client : List.of(pair.seeker(), night.peer("peer3"))) {
      client.send("queue");
      assertThat(client.await("refused").path("reason").asString()).isEqualTo("not_allowed");
    }
  }

  private static int declined(JsonNode queue) {
    return queue.path("peers").valueStream().mapToInt(peer -> peer.path("declined").asInt()).sum();
  }

  private static void resume(PretendClient client, String conversation, String epoch, int after) {
    client.send("resume", "conversation", conversation, "epoch", epoch, "after", after);
  }

  private static List<String> texts(PretendClient client, int count) {
    return java.util.stream.Stream.generate(() -> client.await("said"))
        .limit(count)
        .map(said -> said.path("text").asString())
        .toList();
  }
}
