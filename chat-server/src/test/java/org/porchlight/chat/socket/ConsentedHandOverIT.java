package org.porchlight.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.HandingOver;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Stepping.Stepped;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;

/** A peer hands a conversation over to another, and the seeker is asked first. */
class ConsentedHandOverIT {
  private static final String NOTE = "It began in spring.\nThey would rather write than be asked.";

  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);
  private final Map<PretendClient, Integer> told = new HashMap<>();

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName(
      "C27: asked with a reason and a note, the seeker says yes; both stay until the next is there")
  void yes() {
    String token = night.token();
    Pair pair = night.pair(night.seeker(token), night.peer("peer"));
    pair.seekerSays("It began in spring.");
    PretendClient supervisor = night.supervisor();
    supervisor.send("watch", "conversation", pair.conversation(), "reason", "a look");
    supervisor.await("caught-up");
    PretendClient next = night.peer("peer2");
    next.send("duty", "on", true, "capacity", 1).await("duty");

    String id = ask(pair.peer(), pair, "shift", NOTE);
    int n = 0;
    for (PretendClient client : new PretendClient[] {pair.seeker(), pair.peer(), supervisor}) {
      JsonNode asked = step(client, "over_asked");
      assertThat(asked.path("why").asString()).isEqualTo("shift");
      assertThat(asked.path("note").asString()).isEqualTo(NOTE);
      assertThat(asked.path("by").asString()).isEqualTo("Robin");
      assertThat(asked.path("after").asInt()).isEqualTo(1);
      n = asked.path("n").asInt();
    }
    ask(pair.peer(), pair, id, "shift", NOTE, false);
    ask(pair.peer(), pair, "break", NOTE);
    assertThat(refused(pair.peer(), "hand-over"))
        .as("the same id again is no other")
        .isEqualTo("already");
    next.settle();
    assertThat(next.unread()).as("nobody is looked for without consent").doesNotContain("offer");

    pair.seeker().drop();
    PretendClient seeker = night.seeker(token);
    resume(seeker, pair, pair.epoch());
    assertThat(step(seeker, "over_asked").path("note").asString())
        .as("also after a reload")
        .isEqualTo(NOTE);
    seeker.send("reply", "conversation", pair.conversation(), "yes", true, "n", n + 1);
    assertThat(refused(seeker, "reply")).as("another question").isEqualTo("decided");
    reply(seeker, pair, true, n);
    step(seeker, "over_agreed");
    step(pair.peer(), "over_agreed");

    seeker.drop();
    PretendClient back = night.seeker(token);
    resume(back, pair, pair.epoch());
    step(back, "over_agreed");
    Pair still = new Pair(back, pair.peer(), pair.conversation(), pair.epoch());
    still.peerSays("I stay until they are here.");
    still.seekerSays("Thank you.");
    accept(next);

    JsonNode over = step(back, "handed_over");
    assertThat(over.path("by").asString()).isEqualTo("Robin");
    String name = over.path("peer").asString();
    JsonNode opened =
        back.await("opened", frame -> frame.path("with").path("name").asString().equals(name));
    assertThat(name).isNotBlank().isNotEqualTo("Robin");
    String epoch = opened.path("epoch").stringValue();
    assertThat(epoch).isNotEqualTo(pair.epoch());
    step(pair.peer(), "handed_over");
    assertThat(pair.peer().await("reset").path("epoch").asString()).isEqualTo(epoch);
    resume(pair.peer(), pair, epoch);
    assertThat(refused(pair.peer(), "resume")).isEqualTo("not_yours");
    assertThat(pair.peer().await("duty", duty -> duty.path("taken").asInt() == 0)).isNotNull();
    step(supervisor, "handed_over");

    JsonNode told = step(next, "over_asked");
    assertThat(told.path("note").asString()).as("what the next peer is told").isEqualTo(NOTE);
    assertThat(told.path("by").asString()).isEqualTo("Robin");
    assertThat(told.path("at").asLong()).isPositive();
    new Pair(back, next, pair.conversation(), epoch).seekerSays("To you alone.");
    pair.peer().settle();
    assertThat(pair.peer().everything()).doesNotContain("To you alone.");
    assertThat(next.everything())
        .as("what was said before is not theirs")
        .doesNotContain("\"text\":\"It began")
        .doesNotContain("Thank you.");
  }

  @Test
  @DisplayName("C27: a no changes nothing, and what was written for somebody else is gone with it")
  void no() {
    Pair pair = night.pair(night.peer("peer"));
    ask(pair.peer(), pair, "beyond", NOTE);
    int n = step(pair.seeker(), "over_asked").path("n").asInt();
    reply(pair.seeker(), pair, false, n);
    step(pair.seeker(), "over_declined");
    assertThat(step(pair.peer(), "over_declined").path("by").asString()).isEqualTo("Robin");
    reply(pair.seeker(), pair, true, n);
    assertThat(refused(pair.seeker(), "reply")).isEqualTo("decided");
    pair.seekerSays("I would rather go on with you.");
    pair.peerSays("Gladly.");

    night.doorKeeper();
    pair.seeker().send("other-peer", "conversation", pair.conversation()).await("place");
    PretendClient next = night.peer("peer2");
    next.send("duty", "on", true, "capacity", 1).await("duty");
    next.send("accept", "offer", next.await("offer").path("offer").stringValue());
    next.await("caught-up");
    next.settle();
    assertThat(next.everything()).doesNotContain("They would rather write");
  }

  @Test
  @DisplayName("C27: the peer takes the question back, or the search, and the seeker the consent")
  void takenBack() {
    Pair pair = night.pair(night.peer("peer"));
    ask(pair.peer(), pair, "break", null);
    JsonNode asked = step(pair.seeker(), "over_asked");
    assertThat(asked.has("note")).isFalse();
    stay(pair);
    step(pair.seeker(), "over_back");
    step(pair.peer(), "over_back");
    stay(pair);
    assertThat(refused(pair.peer(), "stay")).isEqualTo("decided");
    reply(pair.seeker(), pair, true, asked.path("n").asInt());
    assertThat(refused(pair.seeker(), "reply")).isEqualTo("decided");

    ask(pair.peer(), pair, "break", null);
    reply(pair.seeker(), pair, true, step(pair.seeker(), "over_asked").path("n").asInt());
    step(pair.peer(), "over_agreed");
    stay(pair);
    step(pair.peer(), "over_back");
    step(pair.seeker(), "over_back");

    ask(pair.peer(), pair, "lived", NOTE);
    int n = step(pair.seeker(), "over_asked").path("n").asInt();
    reply(pair.seeker(), pair, true, n);
    step(pair.seeker(), "over_agreed");
    reply(pair.seeker(), pair, false, n);
    step(pair.seeker(), "over_declined");
    PretendClient next = night.peer("peer2");
    next.send("duty", "on", true, "capacity", 1).await("duty");
    pair.seekerSays("Still with you.");
    next.settle();
    assertThat(next.unread()).doesNotContain("offer");

    ask(pair.peer(), pair, "break", null);
    step(pair.seeker(), "over_asked");
    stay(pair);
    ask(pair.peer(), pair, "break", null);
    step(pair.seeker(), "over_asked");
    stay(pair);
    ask(pair.peer(), pair, "break", null);
    assertThat(refused(pair.peer(), "hand-over")).as("asked often enough").isEqualTo("too_fast");
  }

  @Test
  @DisplayName("C27: where nobody comes in time everybody goes on as before, and is told")
  void nobody() {
    try (RunningServer quick = RunningServer.start("porchlight.hand-over.look-for=2s");
        Night there = new Night(quick)) {
      Pair pair = there.pair(there.peer("peer"));
      for (int i = 0; i < 2; i++) {
        ask(pair.peer(), pair, "shift", NOTE);
        reply(pair.seeker(), pair, true, step(pair.seeker(), "over_asked").path("n").asInt());
        step(pair.seeker(), "over_nobody");
        assertThat(step(pair.peer(), "over_nobody").has("note")).isFalse();
      }
      pair.seekerSays("Then we go on.");
      pair.peerSays("We do.");
      there.doorKeeper();
      pair.seeker().send("other-peer", "conversation", pair.conversation());
      assertThat(pair.seeker().await("place").path("position").asInt())
          .as("and can still ask for somebody else")
          .isEqualTo(1);
    }
  }

  @Test
  @DisplayName("C27, C6: a note is looked at as a message is; what is firm never goes")
  void screened() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient supervisor = night.supervisor();
    supervisor.send("board").await("board");
    String id = ask(pair.peer(), pair, "beyond", "They should stop taking your pills");
    assertThat(pair.peer().await("hint").path("id").asString()).isEqualTo(id);
    ask(pair.peer(), pair, PretendClient.newId(), "beyond", "Add me on WhatsApp", true);
    assertThat(pair.peer().await("hint").path("firm").asBoolean()).isTrue();
    pair.seeker().settle();
    assertThat(pair.seeker().unread()).doesNotContain("stepped");
    ask(pair.peer(), pair, id, "beyond", "They should stop taking your pills", true);
    step(pair.seeker(), "over_asked");
    JsonNode flag =
        supervisor.await(
            "flag", each -> each.path("conversation").asString().equals(pair.conversation()));
    assertThat(flag.path("side").asString()).isEqualTo("peer");
    assertThat(flag.path("category").asString()).isEqualTo("medication");
    assertThat(flag.has("quote")).isFalse();
    supervisor.send("resolve", "flag", flag.path("flag").stringValue(), "verdict", "right");
    supervisor.await("flag-changed");
  }

  @Test
  @DisplayName("C27, C25: a supervisor who asks or takes over ends the question, and the search")
  void takenOver() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = night.supervisor();
    sam.send("watch", "conversation", pair.conversation(), "reason", "a look");
    sam.await("caught-up");
    ask(pair.peer(), pair, "shift", NOTE);
    int n = step(pair.seeker(), "over_asked").path("n").asInt();
    takeOver(sam, pair);
    step(pair.seeker(), "over_back");
    step(pair.seeker(), "asked");
    reply(pair.seeker(), pair, true, n);
    assertThat(refused(pair.seeker(), "reply")).isEqualTo("decided");
    ask(pair.peer(), pair, "shift", NOTE);
    assertThat(refused(pair.peer(), "hand-over")).as("one question at a time").isEqualTo("taken");
    pair.seeker().send("reply", "conversation", pair.conversation(), "yes", false);
    step(pair.seeker(), "declined");

    ask(pair.peer(), pair, "shift", NOTE);
    reply(pair.seeker(), pair, true, step(pair.seeker(), "over_asked").path("n").asInt());
    step(pair.seeker(), "over_agreed");
    takeOver(sam, pair);
    step(pair.seeker(), "asked");
    pair.seeker().send("reply", "conversation", pair.conversation(), "yes", true);
    step(pair.seeker(), "over_back");
    step(pair.seeker(), "took_over");
    ask(pair.peer(), pair, "shift", NOTE);
    assertThat(refused(pair.peer(), "hand-over")).isEqualTo("taken_over");
    PretendClient next = night.peer("peer2");
    next.send("duty", "on", true, "capacity", 1).await("duty");
    pair.seeker().settle();
    next.settle();
    assertThat(next.unread()).doesNotContain("offer");
    sam.send("step-out", "conversation", pair.conversation());
    step(pair.seeker(), "left");
  }

  @Test
  @DisplayName(
      "C27: what a crash left agreed to and not looked for goes on when the seeker is back")
  void crashed() {
    String token = night.token();
    Pair pair = night.pair(night.seeker(token), night.peer("peer"));
    ConversationLog log = server.bean(ConversationLog.class);
    ConversationId id = new ConversationId(pair.conversation());
    String robin = Objects.requireNonNull(Objects.requireNonNull(log.find(id).block()).peer()).id();
    HandingOver ask =
        new HandingOver.Ask(robin, MessageId.random(), HandingOver.Why.SHIFT, MessageText.of(NOTE));
    assertThat(log.handOver(id, ask).block()).isEqualTo(Stepped.DONE);
    int n = step(pair.seeker(), "over_asked").path("n").asInt();
    assertThat(log.handOver(id, new HandingOver.Consent(n, true)).block()).isEqualTo(Stepped.DONE);
    PretendClient next = night.peer("peer2");
    next.send("duty", "on", true, "capacity", 1).await("duty");
    pair.peerSays("I am still here.");

    pair.seeker().drop();
    PretendClient seeker = night.seeker(token);
    String epoch = accept(next).path("epoch").stringValue();
    seeker.await("opened");
    new Pair(seeker, next, pair.conversation(), epoch).peerSays("Hi, I am here now.");
    assertThat(log.handOver(id, new HandingOver.NobodyCame()).block())
        .as("told too late")
        .isEqualTo(Stepped.DECIDED);
  }

  @Test
  @DisplayName("C27: a conversation that ends while another is looked for ends the search too")
  void ended() {
    Pair pair = night.pair(night.peer("peer"));
    ask(pair.peer(), pair, "shift", NOTE);
    reply(pair.seeker(), pair, true, step(pair.seeker(), "over_asked").path("n").asInt());
    step(pair.peer(), "over_agreed");
    pair.peer().send("end", "conversation", pair.conversation()).await("closed");
    PretendClient next = night.peer("peer2");
    next.send("duty", "on", true, "capacity", 1).await("duty");
    pair.seeker().await("closed");
    next.settle();
    assertThat(next.unread()).doesNotContain("offer");
    ask(pair.peer(), pair, "shift", NOTE);
    assertThat(refused(pair.peer(), "hand-over")).isEqualTo("closed");
  }

  private static String ask(PretendClient peer, Pair pair, String why, @Nullable String note) {
    String id = PretendClient.newId();
    ask(peer, pair, id, why, note, false);
    return id;
  }

  private static void ask(
      PretendClient peer, Pair pair, String id, String why, @Nullable String note, boolean sure) {
    if (note == null) {
      peer.send("hand-over", "conversation", pair.conversation(), "id", id, "why", why);
    } else {
      peer.send(
          "hand-over",
          "conversation",
          pair.conversation(),
          "id",
          id,
          "why",
          why,
          "note",
          note,
          "sure",
          sure);
    }
  }

  private static void stay(Pair pair) {
    pair.peer().send("stay", "conversation", pair.conversation());
  }

  private static void reply(PretendClient seeker, Pair pair, boolean yes, int n) {
    seeker.send("reply", "conversation", pair.conversation(), "yes", yes, "n", n);
  }

  private static void takeOver(PretendClient supervisor, Pair pair) {
    supervisor.send(
        "take-over",
        "conversation",
        pair.conversation(),
        "peer",
        "keep",
        "reason",
        "They need somebody else now.");
  }

  /** The next step of this kind: earlier ones may be told again. */
  private JsonNode step(PretendClient client, String kind) {
    int before = told.getOrDefault(client, 0);
    JsonNode found =
        client.await(
            "stepped",
            step -> step.path("step").asString().equals(kind) && step.path("n").asInt() > before);
    told.put(client, found.path("n").asInt());
    return found;
  }

  /** Takes an offer; one that was too old comes again. */
  private static JsonNode accept(PretendClient next) {
    while (true) {
      next.send("accept", "offer", next.await("offer").path("offer").stringValue());
      JsonNode answer = next.awaitAny("opened", "refused");
      if (answer.path("type").asString().equals("opened")) {
        return answer;
      }
    }
  }

  private static String refused(PretendClient client, String re) {
    return client
        .await("refused", refused -> refused.path("re").asString().equals(re))
        .path("reason")
        .asString();
  }

  private static void resume(PretendClient client, Pair pair, String epoch) {
    client.send("resume", "conversation", pair.conversation(), "epoch", epoch, "after", 0);
  }
}
