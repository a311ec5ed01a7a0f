package org.porchlight.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;

/** Two nodes of one service: people on different ones, and one of them going. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesIT {
  private RunningServer one;

  @BeforeAll
  void start() {
    one = RunningServer.start();
  }

  @AfterAll
  void stop() {
    one.close();
  }

  @Test
  @DisplayName("P4 a seeker and a peer on different nodes hear each other, in one order")
  void acrossNodes() {
    try (RunningServer other = one.anotherNode();
        Night here = new Night(one);
        Night there = new Night(other)) {
      Night.Pair pair = there.pair(here.seeker(), there.peer("peer"));
      pair.seekerSays("from here");
      pair.peerSays("from there");
      pair.seekerSays("and back");
    }
  }

  @Test
  @DisplayName("G6 the newest socket of a pass wins, also on another node")
  void newestWins() {
    try (RunningServer other = one.anotherNode();
        Night here = new Night(one);
        Night there = new Night(other)) {
      here.doorKeeper();
      String token = here.token();
      PretendClient first = here.seeker(token);
      PretendClient second = there.seeker(token);
      assertThat(first.await("bye").path("reason").stringValue()).isEqualTo("moved");
      assertThat(first.closeCode()).isEqualTo(4409);
      second.send("join", "language", "en").await("place");
    }
  }

  @Test
  @DisplayName("a node that goes sends its people on with 1012, and they resume elsewhere exactly")
  void drain() {
    RunningServer going = one.anotherNode();
    try (Night here = new Night(one);
        Night there = new Night(going)) {
      String token = there.token();
      Night.Pair pair = there.pair(there.seeker(token), here.peer("peer2"));
      pair.seekerSays("before it goes");
      here.doorKeeper();
      String waitingToken = there.token();
      PretendClient waiting = there.seeker(waitingToken);
      waiting.send("join", "language", "en").await("place");

      going.close();
      JsonNode bye = pair.seeker().await("bye");
      assertThat(bye.path("reason").stringValue()).isEqualTo("restart");
      assertThat(bye.path("retryAfterMs").isNumber()).isTrue();
      assertThat(pair.seeker().closeCode()).isEqualTo(1012);

      PretendClient back = here.seeker(token);
      back.send("resume", "conversation", pair.conversation(), "epoch", pair.epoch(), "after", 0);
      back.await("said", said -> said.path("text").asString().equals("before it goes"));
      new Night.Pair(back, pair.peer(), pair.conversation(), pair.epoch())
          .seekerSays("after it went");

      PretendClient stillInLine = here.seeker(waitingToken);
      stillInLine.await("place");
    }
  }
}
