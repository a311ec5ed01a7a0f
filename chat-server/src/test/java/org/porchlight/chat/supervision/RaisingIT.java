package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;

/** What people ask a supervisor to look at, on real sockets. */
class RaisingIT {
  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @ParameterizedTest
  @CsvSource({
    "peer_lane,soon,peer",
    "peer_unsafe,now,peer",
    "home_unsafe,now,seeker",
    "need_supervisor,now,seeker",
  })
  @DisplayName("C14, P12: a seeker raises it, a supervisor has it, and the peer hears of neither")
  void bySeeker(String what, String lane, String side) {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = withBoard(night.supervisor());
    pair.seeker().send("raise", "conversation", pair.conversation(), "what", what);
    JsonNode answer = pair.seeker().await("raised");
    assertThat(answer.has("by")).isFalse();
    assertThat(answer.path("told").asBoolean()).as("Sam is there").isTrue();
    if (what.equals("home_unsafe")) {
      assertThat(pair.seeker().await("support").path("lines").size()).isPositive();
    }
    JsonNode flag = flagOf(sam, pair);
    assertThat(flag.path("category").asString()).isEqualTo("raised");
    assertThat(flag.path("raisedBy").asString()).isEqualTo("seeker");
    assertThat(flag.path("lane").asString()).isEqualTo(lane);
    assertThat(flag.path("side").asString()).isEqualTo(side);
    sam.send("claim", "flag", flag.path("flag").asString());
    JsonNode seen = pair.seeker().await("raised");
    assertThat(seen.path("by").asString()).isEqualTo("Sam");
    assertThat(seen.path("what").asString()).isEqualTo(what);
    pair.peer().settle();
    assertThat(pair.peer().everything()).doesNotContain("\"raised\"").doesNotContain(what);
    resolve(sam, flag);
  }

  @ParameterizedTest
  @CsvSource({"quick,soon", "watch,soon", "danger,now", "me,now", "out,now"})
  @DisplayName(
      "C14, P12: a peer raises a hand, hears who has seen it, and the seeker hears nothing")
  void byPeer(String why, String lane) {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = withBoard(night.supervisor());
    Object[] hand = {
      "conversation", pair.conversation(), "what", "need_supervisor", "why", why,
    };
    assertThat(pair.peer().send("raise", hand).await("raised").path("why").asString())
        .isEqualTo(why);
    JsonNode flag = flagOf(sam, pair);
    assertThat(flag.path("raisedBy").asString()).isEqualTo("peer");
    assertThat(flag.path("lane").asString()).isEqualTo(lane);
    // Again while it is open changes nothing.
    pair.peer().send("raise", hand).await("raised");
    sam.settle();
    assertThat(sam.unread()).doesNotContain("flag");
    sam.send("claim", "flag", flag.path("flag").asString());
    assertThat(pair.peer().await("raised").path("by").asString()).isEqualTo("Sam");
    pair.seeker().settle();
    assertThat(pair.seeker().everything()).doesNotContain("\"raised\"").doesNotContain("nobody");
    resolve(sam, flag);
  }

  @Test
  @DisplayName("C223: a page that was away hears what came of each hand that is up")
  void handsOutliveThePage() {
    PretendClient peer = night.peer("peer");
    Pair pair = night.pair(peer);
    PretendClient sam = withBoard(night.supervisor());
    Map<String, JsonNode> flags = new HashMap<>();
    for (String why : List.of("quick", "danger")) {
      Object[] hand = {
        "conversation", pair.conversation(), "what", "need_supervisor", "why", why,
      };
      peer.send("raise", hand).await("raised");
      flags.put(why, flagOf(sam, pair));
      sam.forget("flag");
    }
    peer.drop();
    JsonNode quick = Objects.requireNonNull(flags.get("quick"));
    sam.send("claim", "flag", quick.path("flag").asString());
    sam.await("flag", flag -> flag.has("claimedBy"));

    PretendClient back = night.peer("peer");
    back.send("resume", "conversation", pair.conversation(), "epoch", pair.epoch(), "after", 0);
    JsonNode seen = back.await("raised", raised -> raised.path("why").asString().equals("quick"));
    assertThat(seen.path("by").asString()).isEqualTo("Sam");
    JsonNode up = back.await("raised", raised -> raised.path("why").asString().equals("danger"));
    assertThat(up.has("by")).isFalse();
    assertThat(up.path("told").asBoolean()).isTrue();
    flags.values().forEach(flag -> resolve(sam, flag));
  }

  @Test
  @DisplayName("C220: with no supervisor there, the answer does not say that one was told")
  void nobodyThere() {
    Supervision supervision = server.bean(Supervision.class);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Integer.valueOf(0).equals(supervision.present().block()));
    Pair pair = night.pair(night.peer("peer"));
    pair.seeker().send("raise", "conversation", pair.conversation(), "what", "home_unsafe");
    assertThat(pair.seeker().await("raised").has("told")).isFalse();
    Object[] hand = {
      "conversation", pair.conversation(), "what", "need_supervisor", "why", "quick",
    };
    assertThat(pair.peer().send("raise", hand).await("raised").has("told")).isFalse();

    PretendClient sam = withBoard(night.supervisor());
    assertThat(pair.peer().send("raise", hand).await("raised").path("told").asBoolean()).isTrue();
    JsonNode board = sam.send("board").await("board");
    for (String lane : List.of("now", "soon")) {
      for (JsonNode flag : board.path(lane)) {
        if (flag.path("conversation").asString().equals(pair.conversation())) {
          resolve(sam, flag);
        }
      }
    }
  }

  @Test
  @DisplayName("C14: a peer has no other words for it, and a seeker no hand to raise")
  void notTheirs() {
    Pair pair = night.pair(night.peer("peer"));
    pair.peer().send("raise", "conversation", pair.conversation(), "what", "peer_unsafe");
    assertThat(pair.peer().await("refused").path("reason").asString()).isEqualTo("not_allowed");
    pair.seeker()
        .send(
            "raise", "conversation", pair.conversation(), "what", "need_supervisor", "why", "out");
    assertThat(pair.seeker().await("refused").path("reason").asString()).isEqualTo("not_allowed");
  }

  @Test
  @DisplayName("C14, P12: what is about a supervisor is on no board of theirs, and on others'")
  void aboutASupervisor() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = withBoard(night.supervisor());
    PretendClient alex = withBoard(connect("coordinator"));
    Object[] watch = {"conversation", pair.conversation(), "reason", "A look."};
    sam.send("watch", watch).await("caught-up");
    pair.seeker().await("watched");
    pair.seeker().send("raise", "conversation", pair.conversation(), "what", "supervisor");
    pair.seeker().await("raised");
    JsonNode flag = flagOf(alex, pair);
    sam.settle();
    assertThat(sam.unread()).doesNotContain("flag");
    assertThat(sam.send("board").await("board").toString())
        .doesNotContain(flag.path("flag").asString());
    assertThat(alex.send("board").await("board").toString()).contains(flag.path("flag").asString());
    // For them there is no such flag, even by its id.
    sam.send("claim", "flag", flag.path("flag").asString());
    assertThat(sam.await("refused").path("reason").asString()).isEqualTo("decided");
    resolve(sam, flag);
    assertThat(sam.await("refused").path("reason").asString()).isEqualTo("decided");
    resolve(alex, flag);
    alex.await("flag-changed");
  }

  @Test
  @DisplayName("P12: nor on that of one who read and went, and they hear nothing of its end")
  void aboutOneWhoHasGone() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = withBoard(night.supervisor());
    PretendClient alex = withBoard(connect("coordinator"));
    Object[] watch = {"conversation", pair.conversation(), "reason", "A look."};
    sam.send("watch", watch).await("caught-up");
    sam.send("unwatch", "conversation", pair.conversation()).await("closed");
    pair.seeker().send("raise", "conversation", pair.conversation(), "what", "supervisor");
    JsonNode flag = flagOf(alex, pair);
    pair.seeker().await("raised");

    // For them nothing is flagged there.
    sam.send("watch", "conversation", pair.conversation());
    assertThat(sam.await("refused").path("reason").asString()).isEqualTo("reason_needed");
    alex.send("watch", "conversation", pair.conversation()).await("caught-up");

    // Now it may be about either, so it is for a third.
    PretendClient noa = withBoard(connect(PretendStaff.invited(server, "supervisor").browser()));
    pair.seeker().send("raise", "conversation", pair.conversation(), "what", "supervisor");
    pair.seeker().await("raised");
    JsonNode second = noa.await("flag", of -> !of.path("flag").equals(flag.path("flag")));
    resolve(noa, second);
    noa.await("flag-changed", of -> of.path("flag").equals(second.path("flag")));
    resolve(alex, flag);
    alex.await("flag-changed", of -> of.path("flag").equals(flag.path("flag")));
    sam.settle();
    alex.settle();
    assertThat(sam.everything())
        .doesNotContain(flag.path("flag").asString(), second.path("flag").asString());
    assertThat(alex.everything()).doesNotContain(second.path("flag").asString());
  }

  @Test
  @DisplayName("P12, G11: while it is open, the closed conversation is gone for whom it is about")
  void inTheArchive() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = withBoard(night.supervisor());
    PretendClient alex = withBoard(connect("coordinator"));
    Object[] watch = {"conversation", pair.conversation(), "reason", "A look."};
    sam.send("watch", watch).await("caught-up");
    pair.seeker().send("raise", "conversation", pair.conversation(), "what", "supervisor");
    JsonNode flag = flagOf(alex, pair);
    pair.seeker().send("end", "conversation", pair.conversation()).await("closed");
    PretendStaff accused = PretendStaff.signIn(server, "supervisor", RunningServer.PASSWORD);
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(closed(server.staff("coordinator"))).contains(pair.conversation()));
    assertThat(closed(accused)).doesNotContain(pair.conversation());
    String wanted =
        "{\"conversation\":\"" + pair.conversation() + "\",\"reason\":\"What was it?\"}";
    assertThat(accused.post("/api/staff/transcripts/read", wanted).statusCode()).isEqualTo(404);
    resolve(alex, flag);
    alex.await("flag-changed", of -> of.path("flag").equals(flag.path("flag")));
    assertThat(closed(accused)).contains(pair.conversation());
  }

  private static String closed(PretendStaff reader) {
    return reader.get("/api/staff/transcripts").body();
  }

  private PretendClient connect(String login) {
    return connect(PretendStaff.signIn(server, login, RunningServer.PASSWORD));
  }

  private PretendClient connect(PretendStaff browser) {
    PretendClient client = night.stranger();
    client.send("hello", "ticket", browser.ticket()).next("welcome");
    return client;
  }

  private static PretendClient withBoard(PretendClient supervisor) {
    supervisor.send("board").await("board");
    return supervisor;
  }

  private static JsonNode flagOf(PretendClient supervisor, Pair pair) {
    return supervisor.await(
        "flag", flag -> flag.path("conversation").asString().equals(pair.conversation()));
  }

  private static void resolve(PretendClient supervisor, JsonNode flag) {
    String id = flag.path("flag").asString();
    supervisor.send("resolve", "flag", id, "verdict", "right", "outcome", "supported");
  }
}
