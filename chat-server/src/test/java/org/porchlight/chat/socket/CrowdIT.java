package org.porchlight.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;

/** S20 to S22: how much one socket may send, and how many there may be. */
class CrowdIT {
  @Test
  @DisplayName("S20: who sends more than any page loses that socket alone, and comes back")
  void tooManyFrames() {
    try (RunningServer strict = RunningServer.start("porchlight.socket.frame-burst=10");
        Night hours = new Night(strict)) {
      String token = hours.token();
      Pair pair = hours.pair(hours.seeker(token), hours.peer("peer"));
      Pair other = hours.pair(hours.peer("peer2"));
      flood(pair.seeker());
      JsonNode bye = pair.seeker().await("bye");
      assertThat(bye.path("reason").asString()).isEqualTo("too_fast");
      assertThat(bye.path("retryAfterMs").asInt()).isEqualTo(10_000);
      assertThat(pair.seeker().closeCode()).isEqualTo(4429);

      other.seekerSays("Nothing happened here.");
      other.peerSays("Nor here.");
      PretendClient again = hours.seeker(token);
      assertThat(again.everything()).contains(pair.conversation());
      Pair here = new Pair(again, pair.peer(), pair.conversation(), pair.epoch());
      again.send("resume", "conversation", pair.conversation(), "epoch", pair.epoch(), "after", 0);
      again.await("caught-up");
      here.seekerSays("I am back.");
      here.peerSays("Good.");
    }
  }

  @Test
  @DisplayName("S21: beyond its strangers, and beyond its sockets, a node upgrades nobody")
  void noRoom() {
    try (RunningServer small =
            RunningServer.start("porchlight.socket.most=2", "porchlight.socket.most-strangers=1");
        Night hours = new Night(small)) {
      Crowd crowd = small.bean(Crowd.class);
      String token = hours.token();
      PretendClient first = hours.stranger();
      Awaitility.await().until(() -> !crowd.hasRoom());
      assertNotUpgraded(small::connect, 503);
      first.send("hello", "token", token).next("welcome");

      PretendClient second = hours.seeker();
      assertNotUpgraded(small::connect, 503);
      first.settle();
      second.send("exit").closeCode();
      Awaitility.await().until(crowd::hasRoom);
      hours.seeker();
    }
  }

  @Test
  @DisplayName("S22: a socket of no protocol is not upgraded")
  void noProtocol() {
    RunningServer server = RunningServer.shared();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertNotUpgraded(
          () ->
              client
                  .newWebSocketBuilder()
                  .header("Origin", RunningServer.ORIGIN)
                  .buildAsync(server.socket(), new WebSocket.Listener() {})
                  .join(),
          400);
    }
  }

  /** Few enough that all are read before the socket closes, and the goodbye is not lost. */
  private static void flood(PretendClient client) {
    String nowhere = PretendClient.newId();
    try {
      for (int i = 0; i < 40; i++) {
        // Refused without asking a store, so that a slow one does not make it slow enough.
        client.send("thread-close", "conversation", nowhere, "reason", "safety");
      }
    } catch (CompletionException closed) {
      // The server was quicker.
    }
  }

  private static void assertNotUpgraded(ThrowingCallable connect, int status) {
    assertThatThrownBy(connect)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(status));
  }
}
