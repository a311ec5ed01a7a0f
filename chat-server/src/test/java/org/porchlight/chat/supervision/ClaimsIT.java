package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;

/** Who has a flag, and what becomes of one that nobody has, on real sockets. */
class ClaimsIT {
  private static final String DANGER = "I'm going to kill myself tonight";

  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName(
      "C21: of two supervisors who claim a flag, on two nodes, one has it, and all see who")
  void race() {
    try (RunningServer other = server.anotherNode();
        Night there = new Night(other)) {
      PretendClient sam = withBoard(night.supervisor());
      PretendClient alex = withBoard(coordinator(other, there));
      JsonNode flag = danger(night.pair(night.peer("peer")), sam);
      long audited = server.audited("flag.claim");
      claim(sam, flag);
      claim(alex, flag);
      String winner = claimed(sam, flag);
      assertThat(claimed(alex, flag)).isEqualTo(winner).isIn("Sam", "Alex");
      PretendClient loser = winner.equals("Sam") ? alex : sam;
      PretendClient has = winner.equals("Sam") ? sam : alex;
      assertThat(refused(loser, "claim")).isEqualTo("taken");
      assertThat(server.audited("flag.claim")).isBetween(audited + 1, audited + 2);

      // Again changes nothing, and rings nobody.
      int told = told(has, flag);
      claim(has, flag);
      has.settle();
      assertThat(told(has, flag)).isEqualTo(told);
      assertThat(has.unread()).doesNotContain("refused");
      resolve(loser, flag);
      assertThat(refused(loser, "resolve")).isEqualTo("taken");
      loser.send("let-go", "flag", flag.path("flag").asString());
      assertThat(refused(loser, "let-go")).isEqualTo("unclaimed");
      assertThat(loser.send("board").await("board").path("now").toString())
          .contains("\"claimedBy\":{\"id\":");

      loser.forget("flag");
      has.send("let-go", "flag", flag.path("flag").asString());
      loser.await("flag", is(flag).and(of -> !of.has("claimedBy")));
      claim(loser, flag);
      assertThat(claimed(loser, flag)).isNotEqualTo(winner);
      resolve(has, flag);
      assertThat(refused(has, "resolve")).isEqualTo("taken");
      resolve(loser, flag);
      has.await("flag-changed", is(flag));
      claim(has, flag);
      assertThat(refused(has, "claim")).isEqualTo("decided");
    }
  }

  @Test
  @DisplayName(
      "C21: a flag is free when its supervisor's socket is gone, and when their sign-in ends")
  void goneWithItsSupervisor() {
    PretendStaff browser = PretendStaff.signIn(server, "coordinator", RunningServer.PASSWORD);
    PretendClient alex = night.stranger();
    alex.send("hello", "ticket", browser.ticket()).next("welcome");
    withBoard(alex);
    PretendClient sam = withBoard(night.supervisor());
    JsonNode flag = danger(night.pair(night.peer("peer")), sam);
    claim(sam, flag);
    assertThat(claimed(alex, flag)).isEqualTo("Sam");
    alex.forget("flag");
    sam.drop();
    // By itself, and on the board of everybody.
    alex.await("flag", is(flag).and(of -> !of.has("claimedBy")));
    claim(alex, flag);
    assertThat(claimed(alex, flag)).isEqualTo("Alex");

    browser.signOut();
    assertThat(alex.closeCode()).isEqualTo(4401);
    PretendClient back = withBoard(night.supervisor());
    back.await("flag", is(flag).and(of -> !of.has("claimedBy")));
    claim(back, flag);
    assertThat(claimed(back, flag)).isEqualTo("Sam");
    resolve(back, flag);
    back.await("flag-changed", is(flag));
  }

  @Test
  @DisplayName("C21: whoever has it asks another, and has it until that one does")
  void passedOn() {
    PretendClient sam = withBoard(night.supervisor());
    PretendClient alex = withBoard(coordinator(server, night));
    PretendClient noa = night.stranger();
    noa.send("hello", "ticket", PretendStaff.invited(server, "supervisor").browser().ticket());
    withBoard(noa);
    JsonNode flag = danger(night.pair(night.peer("peer")), sam);
    String id = flag.path("flag").asString();
    String alexId =
        sam.send("queue")
            .await("queue")
            .path("supervisors")
            .valueStream()
            .filter(each -> each.path("name").asString().equals("Alex"))
            .map(each -> each.path("id").asString())
            .findFirst()
            .orElseThrow();
    sam.send("let-go", "flag", id, "to", alexId);
    assertThat(refused(sam, "let-go")).isEqualTo("unclaimed");
    claim(sam, flag);
    String samId =
        alex.await("flag", is(flag).and(of -> of.has("claimedBy"))).at("/claimedBy/id").asString();
    for (String nobody : new String[] {PretendClient.newId(), samId}) {
      sam.send("let-go", "flag", id, "to", nobody);
      assertThat(refused(sam, "let-go")).isEqualTo("away");
    }
    long asked = server.audited("flag.ask");
    sam.send("let-go", "flag", id, "to", alexId);
    JsonNode shown = noa.await("flag", is(flag).and(of -> of.has("asked")));
    assertThat(shown.at("/asked/name").asString()).isEqualTo("Alex");
    assertThat(shown.at("/claimedBy/name").asString()).isEqualTo("Sam");
    assertThat(server.audited("flag.ask")).isEqualTo(asked + 1);
    claim(noa, flag);
    assertThat(refused(noa, "claim")).isEqualTo("taken");
    alex.forget("flag");
    claim(alex, flag);
    JsonNode taken = alex.await("flag", is(flag).and(of -> !of.has("asked")));
    assertThat(taken.at("/claimedBy/name").asString()).isEqualTo("Alex");
    resolve(sam, flag);
    assertThat(refused(sam, "resolve")).isEqualTo("taken");
    resolve(alex, flag);
    alex.await("flag-changed", is(flag));
  }

  @Test
  @DisplayName("C12, C21: whether a message goes is decided by who has its flag")
  void decidedByWhoHasIt() {
    PretendClient sam = withBoard(night.supervisor());
    PretendClient alex = withBoard(coordinator(server, night));
    Pair pair = night.pair(night.peer("peer"));
    Object[] say = {
      "conversation",
      pair.conversation(),
      "id",
      PretendClient.newId(),
      "text",
      "add me on whatsapp",
      "sure",
      true,
    };
    pair.peer().send("say", say).await("withheld");
    JsonNode flag =
        sam.await("flag", of -> of.path("conversation").asString().equals(pair.conversation()));
    claim(sam, flag);
    claimed(alex, flag);
    for (boolean send : new boolean[] {true, false}) {
      alex.send("release", "flag", flag.path("flag").asString(), "send", send);
      assertThat(refused(alex, "release")).isEqualTo("taken");
    }
    sam.send("release", "flag", flag.path("flag").asString(), "send", false);
    assertThat(pair.peer().await("returned").path("by").asString()).isEqualTo("Sam");
  }

  @Test
  @DisplayName("C21: a page that is loaded anew keeps what its supervisor has")
  void reloaded() {
    PretendClient sam = withBoard(night.supervisor());
    JsonNode flag = danger(night.pair(night.peer("peer")), sam);
    claim(sam, flag);
    claimed(sam, flag);
    sam.close();
    PretendClient again = night.supervisor();
    assertThat(again.send("board").await("board").path("now").toString())
        .contains("\"name\":\"Sam\"");
    resolve(again, flag);
    withBoard(again);
    assertThat(again.send("board").await("board").path("now").toString())
        .doesNotContain(flag.path("flag").asString());
  }

  @Test
  @DisplayName(
      "C22: what nobody has becomes louder, its seeker is told, and on-call is wanted, once")
  void nobodyYet() {
    try (RunningServer hasty =
            RunningServer.start(
                "porchlight.supervision.louder-after=1s", "porchlight.supervision.call-after=8s");
        Night there = new Night(hasty)) {
      PretendClient sam = withBoard(there.supervisor());
      Pair pair = there.pair(there.peer("peer"));
      PretendClient waiting = there.seeker();
      there.doorKeeper();
      waiting.send("join", "language", "en").await("place");
      Object[] unsafe = {"topics", new String[0], "wants", "anyone", "safe", "no"};
      waiting.send("about", unsafe).await("support");
      JsonNode other = sam.await("flag", of -> of.path("state").asString().equals("waiting"));
      JsonNode flag = danger(pair, sam);
      MeterRegistry meters = hasty.bean(MeterRegistry.class);
      loud(sam, flag, "louder");
      loud(sam, other, "louder");
      pair.seeker().await("nobody-yet");
      waiting.await("nobody-yet");
      claim(sam, other);
      claimed(sam, other);
      loud(sam, flag, "on_call");
      pair.seeker().await("nobody-yet");
      assertThat(count(meters, "louder")).isGreaterThanOrEqualTo(2);
      double calls = count(meters, "on_call");
      assertThat(calls).isGreaterThanOrEqualTo(1);

      claim(sam, flag);
      sam.await("flag", is(flag).and(of -> of.has("claimedBy") && !of.has("loud")));
      sam.forget("flag");
      // Let go, its time begins anew.
      sam.send("let-go", "flag", flag.path("flag").asString());
      sam.await("flag", is(flag).and(of -> !of.has("claimedBy") && !of.has("loud")));
      claim(sam, flag);
      resolve(sam, flag);
      resolve(sam, other);
      pair.peer().settle();
      assertThat(pair.peer().everything()).doesNotContain("nobody-yet");
      assertThat(count(meters, "on_call")).isEqualTo(calls);
    }
  }

  @Test
  @DisplayName(
      "C21, C22: who joins has what was raised, and what is written to them then waits for nobody")
  void somebodyIsThere() {
    try (RunningServer hasty =
            RunningServer.start(
                "porchlight.supervision.louder-after=6s", "porchlight.supervision.call-after=9s");
        Night there = new Night(hasty)) {
      PretendClient sam = withBoard(there.supervisor());
      Pair pair = there.pair(there.peer("peer"));
      Object[] hand = {
        "conversation", pair.conversation(), "what", "need_supervisor", "why", "watch",
      };
      pair.peer().send("raise", hand).await("raised");
      JsonNode raised = sam.await("flag", of -> of.path("category").asString().equals("raised"));
      sam.send("watch", "conversation", pair.conversation()).await("caught-up");
      sam.send("join-in", "conversation", pair.conversation());
      assertThat(claimed(sam, raised)).isEqualTo("Sam");
      assertThat(pair.peer().await("raised").path("by").asString()).isEqualTo("Sam");

      sam.forget("flag");
      JsonNode flag = danger(pair, sam);
      assertThat(flag.at("/claimedBy/name").asString()).as("from the start").isEqualTo("Sam");
      sam.forget("flag");
      JsonNode next = danger(pair, sam);
      assertThat(next.path("flag")).as("each has its own verdict").isNotEqualTo(flag.path("flag"));
      assertThat(next.at("/claimedBy/name").asString()).isEqualTo("Sam");
      hand[5] = "quick";
      pair.peer().forget("raised");
      pair.peer().send("raise", hand);
      pair.peer().await("raised", of -> of.path("by").asString().equals("Sam"));
      resolve(sam, next);
      sam.await("flag-changed", is(next));
      Pair other = there.pair(there.peer("peer2"));
      JsonNode alone = danger(other, sam);
      loud(sam, alone, "on_call");
      pair.seeker().settle();
      assertThat(pair.seeker().everything()).doesNotContain("nobody-yet");
      sam.send("step-out", "conversation", pair.conversation());
      pair.seeker().await("stepped", of -> of.path("step").asString().equals("left"));
      assertThat(sam.send("board").await("board").path("now").toString())
          .contains("\"name\":\"Sam\"");
      sam.send("let-go", "flag", flag.path("flag").asString());
      loud(sam, flag, "on_call");
    }
  }

  @Test
  @DisplayName("C22: a question that nobody takes becomes louder and never calls anybody in")
  void nobodyAnswersAHand() {
    try (RunningServer hasty =
            RunningServer.start(
                "porchlight.supervision.louder-after=1s", "porchlight.supervision.call-after=2s");
        Night there = new Night(hasty)) {
      PretendClient sam = withBoard(there.supervisor());
      Pair pair = there.pair(there.peer("peer"));
      Object[] hand = {
        "conversation", pair.conversation(), "what", "need_supervisor", "why", "quick",
      };
      pair.peer().send("raise", hand).await("raised");
      JsonNode flag = sam.await("flag", of -> of.path("category").asString().equals("raised"));
      loud(sam, flag, "louder");
      pair.peer().await("nobody-yet");
      // Something that needs a person now goes further in the same time.
      JsonNode now = danger(pair, sam);
      loud(sam, now, "on_call");
      assertThat(sam.send("board").await("board").path("soon").toString())
          .contains("\"loud\":\"louder\"");
      pair.peer().settle();
      assertThat(pair.peer().unread()).doesNotContain("nobody-yet");
    }
  }

  private static double count(MeterRegistry meters, String stage) {
    return meters.get("flags.unclaimed").tag("stage", stage).counter().count();
  }

  private static void loud(PretendClient supervisor, JsonNode flag, String how) {
    supervisor.await("flag", is(flag).and(of -> of.path("loud").asString().equals(how)));
  }

  private static PretendClient coordinator(RunningServer where, Night there) {
    PretendClient coordinator = there.stranger();
    coordinator.send("hello", "ticket", where.staff("coordinator").ticket()).next("welcome");
    return coordinator;
  }

  /** How often this board was told of the flag. */
  private static int told(PretendClient client, JsonNode flag) {
    return client.everything().split(flag.path("flag").asString(), -1).length;
  }

  private static PretendClient withBoard(PretendClient supervisor) {
    supervisor.send("board").await("board");
    return supervisor;
  }

  /** The flag of what the seeker says now. */
  private static JsonNode danger(Pair pair, PretendClient supervisor) {
    pair.seekerSays(DANGER);
    return supervisor.await(
        "flag", flag -> flag.path("conversation").asString().equals(pair.conversation()));
  }

  private static void claim(PretendClient supervisor, JsonNode flag) {
    supervisor.send("claim", "flag", flag.path("flag").asString());
  }

  /** Waits until somebody has it; who. */
  private static String claimed(PretendClient supervisor, JsonNode flag) {
    return supervisor
        .await("flag", is(flag).and(of -> of.has("claimedBy")))
        .at("/claimedBy/name")
        .asString();
  }

  private static void resolve(PretendClient supervisor, JsonNode flag) {
    String id = flag.path("flag").asString();
    supervisor.send("resolve", "flag", id, "verdict", "right", "outcome", "supported");
  }

  private static String refused(PretendClient supervisor, String re) {
    return supervisor
        .await("refused", of -> of.path("re").asString().equals(re))
        .path("reason")
        .asString();
  }

  private static Predicate<JsonNode> is(JsonNode flag) {
    return of -> of.path("flag").equals(flag.path("flag"));
  }
}
