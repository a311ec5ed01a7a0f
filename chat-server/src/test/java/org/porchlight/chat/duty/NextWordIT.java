package org.porchlight.chat.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;

class NextWordIT {
  private static final String WORD = "Evenings are the hardest, and the dog helps.";

  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName("C77: what a peer would like the next person to know is the seeker's, who asks")
  void forTheSeekerWhoAsks() {
    Pair pair = night.pair(night.peer("peer5"));
    assertThat(reason(leave(pair, WORD), "wrap-up")).as("not over").isEqualTo("not_yours");
    assertThat(reason(ask(pair.seeker(), pair), "next")).isEqualTo("not_yours");
    pair.peer().send("end", "conversation", pair.conversation());
    pair.peer().await("closed");
    pair.seeker().await("closed");
    assertThat(ask(pair.seeker(), pair).await("next").has("text")).isFalse();

    assertThat(leave(pair, "Less than this.").await("next").path("text").asString())
        .isEqualTo("Less than this.");
    leave(pair, WORD).await("next");
    pair.seeker().settle();
    assertThat(pair.seeker().everything()).as("not unasked").doesNotContain("hardest");
    assertThat(ask(pair.seeker(), pair).await("next").path("text").asString()).isEqualTo(WORD);

    assertThat(reason(ask(night.seeker(), pair), "next")).isEqualTo("not_yours");
    assertThat(reason(ask(pair.peer(), pair), "next")).isEqualTo("not_allowed");
    assertThat(reason(ask(night.supervisor(), pair), "next")).isEqualTo("not_allowed");
    assertThat(reason(leave(night.peer("peer3"), pair, WORD), "wrap-up")).isEqualTo("not_yours");

    pair.seeker().send("delete", "conversation", pair.conversation()).await("deleted");
    assertThat(reason(ask(pair.seeker(), pair), "next")).isEqualTo("not_yours");
  }

  @Test
  @DisplayName("C77: words that leave a peer's role are hinted at and not kept")
  void hinted() {
    Pair pair = night.pair(night.peer("peer5"));
    pair.peer().send("end", "conversation", pair.conversation());
    pair.peer().await("closed");
    JsonNode hint = leave(pair, "You should stop taking your pills").await("hint");
    assertThat(hint.path("conversation").asString()).isEqualTo(pair.conversation());
    assertThat(ask(pair.seeker(), pair).await("next").has("text")).isFalse();
  }

  @Test
  @DisplayName("C44, C77: whoever came back with words is not told what was left about before")
  void notForWhoCameBack() {
    Pair pair = night.pair(night.peer("peer5"));
    Object[] asks = {"conversation", pair.conversation(), "language", "en"};
    JsonNode words = pair.seeker().send("words", asks).await("words").path("words");
    PretendClient seeker = backWith(words);
    seeker.send("end", "conversation", pair.conversation()).await("closed");
    pair.peer().await("closed");
    leave(pair, WORD).await("next");
    assertThat(ask(seeker, pair).await("next").has("text")).isFalse();
  }

  private PretendClient backWith(JsonNode words) {
    String four = words.valueStream().map(JsonNode::asString).collect(Collectors.joining(" "));
    PretendClient back = night.seeker();
    return night.seeker(
        back.send("go-in", "words", four).await("pass").path("token").stringValue());
  }

  private static PretendClient leave(Pair pair, String word) {
    return leave(pair.peer(), pair, word);
  }

  private static PretendClient leave(PretendClient peer, Pair pair, String word) {
    return peer.send(
        "wrap-up", "conversation", pair.conversation(), "id", PretendClient.newId(), "next", word);
  }

  private static PretendClient ask(PretendClient client, Pair pair) {
    return client.send("next", "conversation", pair.conversation());
  }

  private static String reason(PretendClient client, String re) {
    return client
        .await("refused", refused -> refused.path("re").asString().equals(re))
        .path("reason")
        .asString();
  }
}
