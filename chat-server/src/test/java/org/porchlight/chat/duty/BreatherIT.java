package org.porchlight.chat.duty;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;

class BreatherIT {
  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName(
      "C18: after somebody was in danger now, a breather comes by itself, and can be ended")
  void afterDanger() {
    Pair pair = night.pair(night.peer("peer5"));
    pair.seekerSays("I'm going to kill myself");
    pair.seeker().send("end", "conversation", pair.conversation());
    JsonNode duty =
        pair.peer().await("duty", told -> told.path("why").asString().equals("breather"));
    assertThat(duty.path("restsUntil").asLong())
        .isBetween(System.currentTimeMillis() + 200_000, System.currentTimeMillis() + 310_000);
    pair.peer().send("breather", "minutes", 0);
    pair.peer().await("duty", told -> !told.has("restsUntil"));
  }

  @Test
  @DisplayName("C160: it comes too where a supervisor carries on without the peer, in danger")
  void afterBeingRemoved() {
    Pair pair = night.pair(night.peer("peer5"));
    pair.seekerSays("I'm going to kill myself");
    PretendClient sam = night.supervisor();
    sam.send("watch", "conversation", pair.conversation(), "reason", "A look.").await("caught-up");
    pair.peer().forget("duty");
    sam.send(
        "take-over", "conversation", pair.conversation(), "peer", "remove", "reason", "Too much.");
    JsonNode duty =
        pair.peer().await("duty", told -> told.path("why").asString().equals("breather"));
    assertThat(duty.path("restsUntil").asLong()).isGreaterThan(System.currentTimeMillis());
    String epoch = pair.seeker().await("reset").path("epoch").asString();
    pair.seeker()
        .send("resume", "conversation", pair.conversation(), "epoch", epoch, "after", 0)
        .await("caught-up", of -> of.path("epoch").asString().equals(epoch));
    sam.send("end", "conversation", pair.conversation());
    pair.seeker().await("closed");
  }

  @Test
  @DisplayName("C160: and where the seeker goes on with somebody else; whoever is out may wrap up")
  void afterAnotherPeer() {
    night.doorKeeper();
    Pair pair = night.pair(night.peer("peer5"));
    Object[] wrapUp = {"conversation", pair.conversation(), "me", "hard", "how", "over"};
    pair.seekerSays("Thank you.");
    pair.seeker().send("other-peer", "conversation", pair.conversation()).await("place");
    pair.peer().await("reset");
    pair.peer().forget("duty");
    pair.peer().send("wrap-up", wrapUp);
    pair.peer().await("duty", told -> told.has("restsUntil"));
    assertThat(pair.seeker().send("join", "language", "en").await("place").has("position"))
        .as("the seeker is still in line")
        .isTrue();
    pair.seeker().send("leave").await("left");

    Pair hard = night.pair(pair.seeker(), night.peer("peer6"));
    hard.seekerSays("I'm going to kill myself");
    hard.peer().forget("duty");
    hard.seeker().forget("place");
    hard.seeker().send("other-peer", "conversation", hard.conversation()).await("place");
    hard.peer().await("duty", told -> told.path("why").asString().equals("breather"));
    PretendClient stranger = night.peer("peer3");
    assertThat(
            stranger
                .send("wrap-up", "conversation", hard.conversation(), "me", "ok")
                .await("refused")
                .path("reason")
                .asString())
        .isEqualTo("not_yours");
    hard.seeker().send("leave").await("left");
  }

  @Test
  @DisplayName("C18: an easy conversation brings none, and one that was hard for its peer does")
  void afterAHardOne() {
    Pair pair = night.pair(night.peer("peer5"));
    pair.seekerSays("Thank you.");
    Object[] wrapUp = {"conversation", pair.conversation(), "me", "hard"};
    assertThat(pair.peer().send("wrap-up", wrapUp).await("refused").path("reason").asString())
        .as("it is not over")
        .isEqualTo("not_yours");
    pair.peer().send("end", "conversation", pair.conversation());
    pair.peer().await("closed");
    pair.peer().send("wrap-up", "conversation", pair.conversation(), "me", "easy").settle();
    assertThat(pair.peer().everything()).doesNotContain("restsUntil");
    pair.peer().send("wrap-up", wrapUp);
    assertThat(pair.peer().await("duty", told -> told.has("restsUntil")).path("on").asBoolean())
        .isFalse();
    PretendClient stranger = night.peer("peer3");
    assertThat(stranger.send("wrap-up", wrapUp).await("refused").path("reason").asString())
        .isEqualTo("not_yours");
  }

  @ParameterizedTest
  @CsvSource({
    "peer, need_supervisor, danger, right, true",
    "peer, need_supervisor, me, right, true",
    "seeker, home_unsafe, , right, true",
    "peer, need_supervisor, me, wrong, false",
    "peer, need_supervisor, watch, right, false"
  })
  @DisplayName("C18: what was raised counts, open and closed, unless it was a false alarm")
  void afterWhatWasRaised(
      String who, String what, @Nullable String why, String verdict, boolean hard) {
    Pair pair = night.pair(night.peer("peer5"));
    PretendClient sam = night.supervisor();
    sam.send("board").await("board");
    raise(who.equals("peer") ? pair.peer() : pair.seeker(), pair, what, why);
    close(sam, flagOf(sam, pair), verdict);
    assertThat(restsAfter(pair)).isEqualTo(hard);

    // And where nobody has looked yet.
    Pair open = night.pair(night.peer("peer6"));
    raise(who.equals("peer") ? open.peer() : open.seeker(), open, what, why);
    JsonNode flag = flagOf(sam, open);
    assertThat(restsAfter(open)).isEqualTo(!"watch".equals(why));
    close(sam, flag, "right");
  }

  @ParameterizedTest
  @CsvSource({"right, true", "wrong, false"})
  @DisplayName("C18: harassment that was looked at before the end counts where it was right")
  void afterHarassment(String verdict, boolean hard) {
    Pair pair = night.pair(night.peer("peer5"));
    PretendClient sam = night.supervisor();
    sam.send("board").await("board");
    pair.seekerSays("I know where you live");
    close(sam, flagOf(sam, pair), verdict);
    assertThat(restsAfter(pair)).isEqualTo(hard);
  }

  @ParameterizedTest
  @CsvSource({"threats, true", "sexual, true", "spam, false"})
  @DisplayName("C18: a block for what was done to a peer brings them a breather")
  void afterABlock(String reason, boolean hard) {
    Pair pair = night.pair(night.peer("peer5"));
    PretendClient sam = night.supervisor();
    sam.send("watch", "conversation", pair.conversation(), "reason", "A look.").await("caught-up");
    pair.peer().forget("duty");
    sam.send("block", "conversation", pair.conversation(), "reason", reason).await("blocked");
    assertThat(rests(pair.peer())).isEqualTo(hard);
  }

  private static void raise(PretendClient by, Pair pair, String what, @Nullable String why) {
    if (why == null) {
      by.send("raise", "conversation", pair.conversation(), "what", what).await("raised");
    } else {
      by.send("raise", "conversation", pair.conversation(), "what", what, "why", why)
          .await("raised");
    }
  }

  private static JsonNode flagOf(PretendClient supervisor, Pair pair) {
    return supervisor.await(
        "flag", of -> of.path("conversation").asString().equals(pair.conversation()));
  }

  private static void close(PretendClient supervisor, JsonNode flag, String verdict) {
    String id = flag.path("flag").asString();
    String outcome = verdict.equals("wrong") ? "false_alarm" : "supported";
    supervisor.send("claim", "flag", id);
    supervisor.send("resolve", "flag", id, "verdict", verdict, "outcome", outcome);
    supervisor.await("flag-changed", of -> of.path("flag").asString().equals(id));
  }

  private static boolean restsAfter(Pair pair) {
    pair.peer().forget("duty");
    pair.peer().send("end", "conversation", pair.conversation());
    return rests(pair.peer());
  }

  /** Whether they rest by the time their place is free again. */
  private static boolean rests(PretendClient peer) {
    return peer.await("duty", told -> told.path("taken").asInt() == 0).has("restsUntil");
  }
}
