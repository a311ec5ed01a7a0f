package org.porchlight.chat.duty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
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
}
