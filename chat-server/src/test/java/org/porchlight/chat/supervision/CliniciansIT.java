package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A clinician comes into a conversation by its seeker's yes, and sees nothing without it. */
class CliniciansIT {
  private static final Path FRAMES = Path.of("protocol/frames/client");
  private static final String GOLDEN_CONVERSATION = "Zk3nQ0v7TnWq1mB8r2uXaA";
  private static final String BEFORE = "Nobody else may read this.";

  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName(
      "C31, C32, P17: after a yes they come, read from then on, write as who they are, and are out"
          + " in the instant in which the yes is taken back")
  void yesAndTakenBack() {
    Pair pair = night.pair(night.peer("peer"));
    pair.seekerSays(BEFORE);
    PretendClient sam = watching(pair);
    PretendClient dana = onDuty(night.clinician());
    long offered = server.audited("clinician.offer");
    long joined = server.audited("clinician.join");
    long out = server.audited("clinician.out");
    int n = offer(sam, pair, idOf(sam, "Dana"));
    for (PretendClient client : List.of(pair.seeker(), pair.peer())) {
      JsonNode asked = step(client, "clinician_asked");
      assertThat(asked.path("by").asString()).isEqualTo("Dana");
      assertThat(asked.path("n").asInt()).isEqualTo(n);
    }
    dana.send("join-in", "conversation", pair.conversation());
    assertThat(refused(dana, "join-in")).as("without the yes").isEqualTo("not_yours");
    dana.settle();
    assertThat(dana.everything()).doesNotContain(pair.conversation() + "\",\"seeker");

    reply(pair, true, n);
    for (PretendClient client : List.of(pair.seeker(), pair.peer(), sam)) {
      step(client, "clinician_agreed");
    }
    awaitConsent(dana, pair);
    pair.seekerSays("And this between the yes and their coming neither.");
    dana.send("join-in", "conversation", pair.conversation());
    JsonNode opened = dana.await("opened");
    assertThat(opened.path("as").asString()).isEqualTo("clinician");
    assertThat(opened.path("from").asInt()).isEqualTo(3);
    assertThat(opened.path("with").path("role").asString()).isEqualTo("seeker");
    assertThat(opened.path("peer").asString()).isEqualTo("Robin");
    for (PretendClient client : List.of(pair.seeker(), pair.peer(), sam)) {
      assertThat(step(client, "clinician_joined").path("after").asInt()).isEqualTo(2);
    }
    resume(dana, pair, pair.epoch());
    assertThat(dana.await("caught-up").path("head").asInt()).isEqualTo(2);
    step(dana, "clinician_joined");
    assertThat(server.audited("clinician.offer")).isEqualTo(offered + 1);
    assertThat(server.audited("clinician.join")).isEqualTo(joined + 1);

    String id = say(dana, pair, "I am Dana, a clinician.");
    dana.await("kept", of -> of.path("id").asString().equals(id));
    for (PretendClient client : List.of(pair.seeker(), pair.peer(), sam)) {
      JsonNode from = client.await("said", of -> of.path("id").asString().equals(id)).path("from");
      assertThat(from.path("role").asString()).isEqualTo("clinician");
      assertThat(from.path("name").asString()).isEqualTo("Dana");
    }
    pair.peerSays("I am still here too.");
    dana.await("said", of -> of.path("text").asString().equals("I am still here too."));
    dana.send("typing", "conversation", pair.conversation(), "on", true);
    pair.seeker().await("typing", of -> of.path("who").asString().equals("clinician"));
    dana.send("end", "conversation", pair.conversation());
    assertThat(refused(dana, "end")).isEqualTo("not_allowed");

    reply(pair, false, n);
    step(pair.seeker(), "clinician_back");
    step(pair.peer(), "clinician_back");
    step(dana, "clinician_back");
    dana.await("reset");
    String epoch = pair.seeker().await("reset").path("epoch").asString();
    pair.peer().await("reset");
    for (PretendClient client : List.of(pair.seeker(), pair.peer())) {
      resume(client, pair, epoch);
      client.await("caught-up", of -> of.path("epoch").asString().equals(epoch));
    }
    new Pair(pair.seeker(), pair.peer(), pair.conversation(), epoch).seekerSays("Only us again.");
    resume(dana, pair, epoch);
    assertThat(refused(dana, "resume")).isEqualTo("not_yours");
    say(dana, pair, "Wait.");
    assertThat(refused(dana, "say")).isEqualTo("not_yours");
    dana.send("join-in", "conversation", pair.conversation());
    assertThat(refused(dana, "join-in")).isEqualTo("not_yours");
    dana.settle();
    assertThat(dana.everything())
        .doesNotContain(BEFORE, "between the yes", "Only us again.", "clinician_asked");
    assertThat(server.audited("clinician.out")).isEqualTo(out + 1);

    PretendClient again = watching(pair);
    offerTo(again, pair, idOf(again, "Dana"));
    assertThat(refused(again, "offer-clinician")).as("a no stays").isEqualTo("decided");
  }

  @Test
  @DisplayName("C31: a no changes nothing, and stands for the whole conversation")
  void no() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = watching(pair);
    PretendClient dana = onDuty(night.clinician());
    int n = offer(sam, pair, idOf(sam, "Dana"));
    step(pair.seeker(), "clinician_asked");
    PretendClient stranger = night.seeker();
    stranger.send("reply", "conversation", pair.conversation(), "yes", true, "n", n);
    assertThat(refused(stranger, "reply")).isEqualTo("not_yours");
    reply(pair, true, n + 1);
    assertThat(refused(pair.seeker(), "reply")).as("another question").isEqualTo("decided");
    reply(pair, false, n);
    step(pair.seeker(), "clinician_declined");
    step(sam, "clinician_declined");
    reply(pair, true, n);
    assertThat(refused(pair.seeker(), "reply")).isEqualTo("decided");
    offerTo(sam, pair, idOf(sam, "Dana"));
    assertThat(refused(sam, "offer-clinician")).isEqualTo("decided");
    dana.send("join-in", "conversation", pair.conversation());
    assertThat(refused(dana, "join-in")).isEqualTo("not_yours");
    pair.seekerSays("We go on.");
    pair.peerSays("Gladly.");
  }

  @Test
  @DisplayName("P17: without the yes every frame of theirs is refused, whatever it is about")
  void everyFrame() throws IOException {
    Pair pair = night.pair(night.peer("peer"));
    pair.seekerSays(BEFORE);
    PretendClient sam = watching(pair);
    PretendClient dana = onDuty(night.clinician());
    offer(sam, pair, idOf(sam, "Dana"));
    try (var files = Files.list(FRAMES)) {
      for (Path file : files.sorted().toList()) {
        String frames = Files.readString(file).replace(GOLDEN_CONVERSATION, pair.conversation());
        for (JsonNode frame : JsonMapper.shared().readTree(frames)) {
          String type = frame.path("type").asString();
          dana.sendText(frame.toString());
          if (type.equals("duty")) {
            dana.await("duty");
          } else if (!type.equals("typing")) {
            assertThat(refused(dana, type)).as(type).isIn("not_allowed", "not_yours");
          }
        }
      }
    }
    dana.settle();
    assertThat(dana.everything())
        .doesNotContain(BEFORE, "Heron", "\"type\":\"board\"", "\"type\":\"queue\"");
    assertThat(Set.copyOf(dana.unread())).isSubsetOf("consents", "duty");
    pair.seeker().settle();
    assertThat(pair.seeker().unread()).doesNotContain("typing");
  }

  @Test
  @DisplayName("C31: a yes is to one person; another clinician on duty is let in nowhere")
  void twoClinicians() {
    Pair pair = night.pair(night.peer("peer"));
    pair.seekerSays(BEFORE);
    PretendClient sam = watching(pair);
    PretendClient dana = onDuty(night.clinician());
    PretendClient noa = onDuty(invited("clinician"));
    String danas = idOf(sam, "Dana");
    String noas = idOf(sam, "Noa");
    int n = offer(sam, pair, danas);
    offerTo(sam, pair, noas);
    assertThat(refused(sam, "offer-clinician")).isEqualTo("already");
    reply(pair, true, n);
    awaitConsent(dana, pair);
    offerTo(sam, pair, noas);
    assertThat(refused(sam, "offer-clinician")).isEqualTo("already");
    for (String type : List.of("join-in", "step-out")) {
      noa.send(type, "conversation", pair.conversation());
      assertThat(refused(noa, type)).isEqualTo("not_yours");
    }
    dana.send("join-in", "conversation", pair.conversation()).await("opened");
    noa.send("join-in", "conversation", pair.conversation());
    assertThat(refused(noa, "join-in")).isEqualTo("not_yours");
    resume(noa, pair, pair.epoch());
    assertThat(refused(noa, "resume")).isEqualTo("not_yours");
    say(noa, pair, "And me?");
    assertThat(refused(noa, "say")).isEqualTo("not_yours");
    noa.settle();
    assertThat(noa.everything()).doesNotContain(BEFORE, pair.conversation() + "\",\"seeker");

    // Who goes may be followed by another, with another question.
    dana.send("step-out", "conversation", pair.conversation());
    step(pair.seeker(), "clinician_left");
    sam.await("reset");
    PretendClient again = watching(pair);
    offerTo(again, pair, noas);
    // Whoever reads anew is told the steps so far again.
    int second =
        again
            .await(
                "stepped",
                step ->
                    step.path("step").asString().equals("clinician_asked")
                        && step.path("n").asInt() > n)
            .path("n")
            .asInt();
    reply(pair, true, second);
    awaitConsent(noa, pair);
  }

  @Test
  @DisplayName("C31: a yes to a supervisor who was signed out meanwhile brings nobody")
  void supervisorRevoked() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient dana = onDuty(night.clinician());
    PretendStaff.Invited noa = PretendStaff.invited(server, "supervisor");
    PretendClient supervisor = night.stranger();
    JsonNode welcome = supervisor.send("hello", "ticket", noa.browser().ticket()).next("welcome");
    watching(supervisor, pair);
    int n = offer(supervisor, pair, idOf(supervisor, "Dana"));
    step(pair.seeker(), "clinician_asked");
    noa.browser().signOut();
    assertThat(supervisor.closeCode()).isEqualTo(4401);
    InterventionsIT.awaitGone(server, welcome.at("/you/id").asString());
    reply(pair, true, n);
    step(pair.seeker(), "clinician_nobody");
    dana.send("join-in", "conversation", pair.conversation());
    assertThat(refused(dana, "join-in")).isEqualTo("not_yours");
    pair.seekerSays("We go on.");

    // And nobody is asked for who is not on duty.
    PretendClient sam = watching(pair);
    String danas = idOf(sam, "Dana");
    dana.send("duty", "on", false).await("duty", duty -> !duty.path("on").asBoolean());
    offerTo(sam, pair, danas);
    assertThat(refused(sam, "offer-clinician")).isEqualTo("away");
  }

  @Test
  @DisplayName("C31: one question at a time; who is asked by the peer is not asked this too")
  void oneQuestion() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = watching(pair);
    PretendClient dana = onDuty(night.clinician());
    String danas = idOf(sam, "Dana");
    handOver(pair);
    step(sam, "over_asked");
    offerTo(sam, pair, danas);
    assertThat(refused(sam, "offer-clinician")).isEqualTo("taken");
    pair.peer().send("stay", "conversation", pair.conversation());
    step(sam, "over_back");
    offer(sam, pair, danas);
    handOver(pair);
    assertThat(refused(pair.peer(), "hand-over")).isEqualTo("taken");
    String where = pair.conversation();
    sam.send("take-over", "conversation", where, "peer", "keep", "reason", "They asked for it.");
    step(pair.seeker(), "clinician_nobody");
    step(pair.seeker(), "asked");
    dana.settle();
    assertThat(dana.unread()).doesNotContain("opened", "said", "stepped");
  }

  @Test
  @DisplayName("C32: the audit has each offer before it is made, and that it was refused")
  void refusedIsNoOffer() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = watching(pair);
    PretendClient dana = onDuty(night.clinician());
    String danas = idOf(sam, "Dana");
    long offered = server.audited("clinician.offer");
    long refused = server.audited("clinician.offer-refused");
    handOver(pair);
    step(sam, "over_asked");
    offerTo(sam, pair, danas);
    assertThat(refused(sam, "offer-clinician")).isEqualTo("taken");
    assertThat(server.audited("clinician.offer")).isEqualTo(offered + 1);
    assertThat(server.audited("clinician.offer-refused")).isEqualTo(refused + 1);

    pair.peer().send("stay", "conversation", pair.conversation());
    step(sam, "over_back");
    int n = offer(sam, pair, danas);
    sam.settle();
    assertThat(server.audited("clinician.offer")).isEqualTo(offered + 2);
    assertThat(server.audited("clinician.offer-refused")).isEqualTo(refused + 1);

    reply(pair, false, n);
    step(sam, "clinician_declined");
    offerTo(sam, pair, danas);
    assertThat(refused(sam, "offer-clinician")).isEqualTo("decided");
    dana.send("duty", "on", false).await("duty", duty -> !duty.path("on").asBoolean());
    offerTo(sam, pair, danas);
    assertThat(refused(sam, "offer-clinician")).isEqualTo("away");
    assertThat(server.audited("clinician.offer")).as("nobody to ask for").isEqualTo(offered + 3);
    assertThat(server.audited("clinician.offer-refused")).isEqualTo(refused + 2);
  }

  @Test
  @DisplayName("C32, G5: a page loaded anew is back in it; going on with another peer ends it")
  void backAndEnded() {
    String token = night.token();
    Pair pair = night.pair(night.seeker(token), night.peer("peer"));
    PretendClient sam = watching(pair);
    PretendClient dana = onDuty(night.clinician());
    int n = offer(sam, pair, idOf(sam, "Dana"));
    reply(pair, true, n);
    awaitConsent(dana, pair);
    dana.send("join-in", "conversation", pair.conversation()).await("opened");
    step(pair.seeker(), "clinician_joined");
    long read = server.audited("conversation.read");
    dana.drop();
    pair.seeker()
        .await(
            "presence",
            of ->
                of.path("who").asString().equals("clinician")
                    && of.path("state").asString().equals("away"));
    PretendClient back = night.stranger();
    back.send("hello", "ticket", server.staff("clinician").ticket());
    JsonNode welcome = back.next("welcome");
    assertThat(welcome.path("duty").path("on").asBoolean()).isTrue();
    assertThat(welcome.path("conversations").toString()).contains(pair.conversation());
    pair.seeker()
        .await(
            "presence",
            of ->
                of.path("who").asString().equals("clinician")
                    && of.path("state").asString().equals("here"));
    resume(back, pair, pair.epoch());
    back.await("caught-up");
    assertThat(server.audited("conversation.read")).isEqualTo(read + 1);

    night.doorKeeper();
    pair.seeker().send("other-peer", "conversation", pair.conversation()).await("place");
    back.await("reset");
    resume(back, pair, pair.epoch());
    assertThat(refused(back, "resume")).isEqualTo("not_yours");
  }

  private PretendClient invited(String role) {
    return connect(PretendStaff.invited(server, role).browser());
  }

  private PretendClient connect(PretendStaff browser) {
    PretendClient client = night.stranger();
    client.send("hello", "ticket", browser.ticket()).next("welcome");
    return client;
  }

  private PretendClient watching(Pair pair) {
    return watching(night.supervisor(), pair);
  }

  private static PretendClient watching(PretendClient supervisor, Pair pair) {
    supervisor.send("watch", "conversation", pair.conversation(), "reason", "A look.");
    supervisor.await("caught-up");
    return supervisor;
  }

  private static PretendClient onDuty(PretendClient clinician) {
    clinician.send("duty", "on", true).await("duty", duty -> duty.path("on").asBoolean());
    return clinician;
  }

  private static String idOf(PretendClient supervisor, String name) {
    return supervisor
        .send("clinicians")
        .await("clinicians")
        .path("clinicians")
        .valueStream()
        .filter(each -> each.path("name").asString().equals(name))
        .map(each -> each.path("id").asString())
        .findFirst()
        .orElseThrow();
  }

  private static void offerTo(PretendClient supervisor, Pair pair, String clinician) {
    supervisor.send("offer-clinician", "conversation", pair.conversation(), "clinician", clinician);
  }

  /** Answers the number of the question. */
  private static int offer(PretendClient supervisor, Pair pair, String clinician) {
    offerTo(supervisor, pair, clinician);
    return step(supervisor, "clinician_asked").path("n").asInt();
  }

  private static void reply(Pair pair, boolean yes, int n) {
    pair.seeker().send("reply", "conversation", pair.conversation(), "yes", yes, "n", n);
  }

  private static void handOver(Pair pair) {
    String where = pair.conversation();
    pair.peer()
        .send("hand-over", "conversation", where, "id", PretendClient.newId(), "why", "beyond");
  }

  private static void awaitConsent(PretendClient clinician, Pair pair) {
    clinician.await("consents", of -> of.toString().contains(pair.conversation()));
  }

  private static String say(PretendClient from, Pair pair, String text) {
    String id = PretendClient.newId();
    from.send("say", "conversation", pair.conversation(), "id", id, "text", text);
    return id;
  }

  private static JsonNode step(PretendClient client, String kind) {
    return client.await("stepped", of -> of.path("step").asString().equals(kind));
  }

  private static String refused(PretendClient client, String re) {
    return client
        .await("refused", of -> of.path("re").asString().equals(re))
        .path("reason")
        .asString();
  }

  private static void resume(PretendClient client, Pair pair, String epoch) {
    client.send("resume", "conversation", pair.conversation(), "epoch", epoch, "after", 0);
  }
}
