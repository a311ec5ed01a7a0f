package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.porchlight.chat.access.SeekerPasses;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Supervisors who come into a conversation, on real sockets. */
class InterventionsIT {
  private static final String DANGER = "I'm going to kill myself tonight";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName(
      "V3: whoever watches is told whose crisis lines the seeker is shown, and nobody else")
  void region() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = night.supervisor();
    sam.send("watch", "conversation", pair.conversation(), "reason", "A look.");
    assertThat(sam.await("opened").path("region").asString()).isEqualTo("us");
    assertThat(pair.peer().everything()).doesNotContain("\"region\"");
  }

  @Test
  @DisplayName("C190: where a seeker says to be by now counts for numbers, and for whoever watches")
  void moved() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = night.supervisor();
    sam.send("watch", "conversation", pair.conversation(), "reason", "A look.").await("opened");
    pair.seeker().send("region", "region", "uk");
    JsonNode told = sam.await("region");
    assertThat(told.path("conversation").asString()).isEqualTo(pair.conversation());
    assertThat(told.path("region").asString()).isEqualTo("uk");

    // There is no such place, so they are where they were.
    pair.seeker().send("region", "region", "atlantis");
    assertThat(refused(pair.seeker(), "region")).isEqualTo("nothing");
    pair.seekerSays(DANGER);
    JsonNode lines = pair.seeker().await("support").path("lines");
    assertThat(lines.path(0).path("value").asString()).isEqualTo("999");
    assertThat(lines.path(1).path("value").asString()).isEqualTo("116 123");

    PretendClient alex = night.supervisor();
    alex.send("watch", "conversation", pair.conversation(), "reason", "Another look.");
    assertThat(alex.await("opened").path("region").asString()).isEqualTo("uk");
    assertThat(pair.peer().everything()).doesNotContain("\"region\"");
  }

  @Test
  @DisplayName("C233: where a seeker is, kept and never told, is told when they say it again")
  void movedUnheard() {
    String token = night.token();
    Pair pair = night.pair(night.seeker(token), night.peer("peer"));
    PretendClient sam = watching(night.supervisor(), pair);
    SeekerPasses passes = server.bean(SeekerPasses.class);
    passes.recognise(token).flatMap(seeker -> passes.moved(seeker.in("uk"))).block();
    pair.seeker().send("region", "region", "uk");
    assertThat(sam.await("region").path("region").asString()).isEqualTo("uk");
  }

  @Test
  @DisplayName("C24: who joins is seen first and then heard, by both, in one order; and goes again")
  void joins() {
    Pair pair = night.pair(night.peer("peer"));
    pair.seekerSays("Are you there?");
    PretendClient sam = watching(night.supervisor(), pair);
    say(sam, pair, "Not yet.");
    assertThat(refused(sam, "say")).isEqualTo("not_yours");
    long audited = server.audited("conversation.join");
    sam.send("join-in", "conversation", pair.conversation());
    for (PretendClient client : new PretendClient[] {pair.seeker(), pair.peer(), sam}) {
      JsonNode step = step(client, "joined");
      assertThat(step.path("by").asString()).isEqualTo("Sam");
      assertThat(step.path("peer").asString()).isEqualTo("Robin");
      assertThat(step.path("after").asInt()).isEqualTo(1);
      assertThat(step.path("n").asInt()).isEqualTo(1);
    }
    assertThat(server.audited("conversation.join")).isEqualTo(audited + 1);
    String id = say(sam, pair, "I am here with you both.");
    assertThat(sam.await("kept", is(id)).path("seq").asInt()).isEqualTo(2);
    for (PretendClient client : new PretendClient[] {pair.seeker(), pair.peer()}) {
      JsonNode said = client.await("said", is(id));
      assertThat(said.path("from").path("role").asString()).isEqualTo("supervisor");
      assertThat(said.path("from").path("name").asString()).isEqualTo("Sam");
      assertThat(said.path("seq").asInt()).isEqualTo(2);
    }
    pair.peerSays("Thank you, Sam.");
    sam.await("said", of -> of.path("seq").asInt() == 3);

    // Again changes nothing; P2 holds for a supervisor too.
    sam.send("join-in", "conversation", pair.conversation());
    sam.send(
        "say", "conversation", pair.conversation(), "id", id, "text", "I am here with you both.");
    assertThat(sam.await("kept", is(id)).path("seq").asInt()).isEqualTo(2);

    // After a reload everything is there once more, and the step with it.
    PretendClient back = night.peer("peer");
    resume(back, pair, pair.epoch());
    assertThat(back.await("caught-up").path("head").asInt()).isEqualTo(3);
    assertThat(step(back, "joined").path("n").asInt()).isEqualTo(1);

    long ended = server.audited("conversation.end");
    sam.send("end", "conversation", pair.conversation());
    assertThat(refused(sam, "end")).isEqualTo("not_yours");
    assertThat(server.audited("conversation.end")).isEqualTo(ended);
    sam.send("step-out", "conversation", pair.conversation());
    assertThat(step(pair.seeker(), "left").path("after").asInt()).isEqualTo(3);
    step(back, "left");
    say(sam, pair, "Too late.");
    assertThat(refused(sam, "say")).isEqualTo("not_yours");
    sam.send("step-out", "conversation", pair.conversation());
    assertThat(refused(sam, "step-out")).isEqualTo("not_yours");
    back.send("end", "conversation", pair.conversation()).await("closed");
    sam.send("join-in", "conversation", pair.conversation());
    assertThat(refused(sam, "join-in")).isEqualTo("closed");
  }

  @Test
  @DisplayName(
      "What a peer does in a conversation is in the audit; what is not theirs to do is not")
  void ofAPeer() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient stranger = night.peer("peer2");
    long offered = server.audited("resource.offer");
    long handedOver = server.audited("conversation.hand-over");
    long ended = server.audited("conversation.end");
    for (PretendClient client : new PretendClient[] {stranger, pair.peer()}) {
      client.send("offer-resource", "conversation", pair.conversation(), "what", "breath");
      client.send(
          "hand-over",
          "conversation",
          pair.conversation(),
          "id",
          PretendClient.newId(),
          "why",
          "shift");
      if (client == stranger) {
        assertThat(refused(client, "offer-resource")).isEqualTo("not_yours");
        assertThat(refused(client, "hand-over")).isEqualTo("not_yours");
      }
    }
    step(pair.seeker(), "over_asked");
    stranger.send("end", "conversation", pair.conversation());
    assertThat(refused(stranger, "end")).isEqualTo("not_yours");
    pair.peer().send("end", "conversation", pair.conversation()).await("closed");
    assertThat(server.audited("resource.offer")).isEqualTo(offered + 1);
    assertThat(server.audited("conversation.hand-over")).isEqualTo(handedOver + 1);
    assertThat(server.audited("conversation.end")).isEqualTo(ended + 1);
  }

  @Test
  @DisplayName("C24: one supervisor at a time, on whatever node, for as long as they are there")
  void oneAtATime() {
    try (RunningServer other = server.anotherNode();
        Night there = new Night(other)) {
      Pair pair = night.pair(night.peer("peer"));
      PretendClient sam = watching(night.supervisor(), pair);
      PretendClient alex = watching(coordinator(other, there), pair);
      sam.send("join-in", "conversation", pair.conversation());
      step(alex, "joined");
      alex.send("join-in", "conversation", pair.conversation());
      assertThat(refused(alex, "join-in")).isEqualTo("taken");
      takeOver(alex, pair, "keep");
      assertThat(refused(alex, "take-over")).isEqualTo("taken");
      say(alex, pair, "Me too.");
      assertThat(refused(alex, "say")).isEqualTo("not_yours");

      sam.drop();
      assertThat(
              pair.seeker()
                  .await("presence", of -> of.path("who").asString().equals("supervisor"))
                  .path("state")
                  .asString())
          .isEqualTo("away");
      // Whose page is gone may be replaced after a few seconds.
      Awaitility.await()
          .until(() -> {
            alex.forget("refused");
            alex.send("join-in", "conversation", pair.conversation());
            alex.settle();
            return !alex.unread().contains("refused");
          });
      pair.seeker()
          .await(
              "stepped",
              of ->
                  of.path("step").asString().equals("joined")
                      && of.path("by").asString().equals("Alex"));
      alex.send("unwatch", "conversation", pair.conversation()).await("closed");
      step(pair.seeker(), "left");
    }
  }

  @Test
  @DisplayName(
      "C25: the seeker is asked, and says no, and yes; who is kept reads and does not write")
  void asked() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = watching(night.supervisor(), pair);
    pair.seeker().send("reply", "conversation", pair.conversation(), "yes", true);
    assertThat(refused(pair.seeker(), "reply")).isEqualTo("decided");
    takeOver(sam, pair, "keep");
    assertThat(step(pair.seeker(), "asked").path("peer").asString()).isEqualTo("Robin");
    PretendClient stranger = night.seeker();
    stranger.send("reply", "conversation", pair.conversation(), "yes", true);
    assertThat(refused(stranger, "reply")).isEqualTo("not_yours");
    pair.seeker().send("reply", "conversation", pair.conversation(), "yes", false);
    step(sam, "declined");
    pair.peerSays("I am still here.");

    takeOver(sam, pair, "keep");
    step(pair.seeker(), "asked");
    pair.seeker().send("reply", "conversation", pair.conversation(), "yes", true);
    for (PretendClient client : new PretendClient[] {pair.seeker(), pair.peer(), sam}) {
      assertThat(step(client, "took_over").path("by").asString()).isEqualTo("Sam");
    }
    say(pair.peer(), pair, "May I?");
    assertThat(refused(pair.peer(), "say")).isEqualTo("taken_over");
    String id = say(sam, pair, "I carry on with you.");
    sam.await("kept", is(id));
    pair.peer().await("said", is(id));
    pair.seeker().await("said", is(id));

    sam.send("step-out", "conversation", pair.conversation());
    step(pair.peer(), "left");
    pair.peerSays("I am back.");
  }

  @Test
  @DisplayName(
      "C25, P15: who is removed reads nothing more, in the same instant, and has a place free")
  void removed() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = watching(withBoard(night.supervisor()), pair);
    pair.seeker().send("raise", "conversation", pair.conversation(), "what", "peer_lane");
    sam.await("flag", of -> of.path("category").asString().equals("raised"));
    takeOver(sam, pair, "keep");
    assertThat(refused(sam, "take-over")).isEqualTo("must_remove");
    takeOver(sam, pair, "remove");
    step(pair.seeker(), "asked");
    pair.peer().forget("watched");
    pair.seeker().send("reply", "conversation", pair.conversation(), "yes", true);
    step(pair.peer(), "took_over_alone");
    pair.peer().await("reset");
    String epoch = pair.seeker().await("reset").path("epoch").asString();
    pair.peer().await("duty", duty -> duty.path("taken").asInt() == 0);
    sam.await("reset");
    resume(sam, pair, epoch);
    sam.await("caught-up", of -> of.path("epoch").asString().equals(epoch));
    resume(pair.seeker(), pair, epoch);
    pair.seeker().await("caught-up", of -> of.path("epoch").asString().equals(epoch));

    String id = PretendClient.newId();
    pair.seeker().send("typing", "conversation", pair.conversation(), "on", true);
    pair.seeker()
        .send("say", "conversation", pair.conversation(), "id", id, "text", "Only to you, Sam.");
    pair.seeker().await("kept", is(id));
    sam.await("said", is(id));
    say(pair.peer(), pair, "Wait, I can explain.");
    assertThat(refused(pair.peer(), "say")).isEqualTo("not_yours");
    resume(pair.peer(), pair, epoch);
    assertThat(refused(pair.peer(), "resume")).isEqualTo("not_yours");
    pair.peer().send("end", "conversation", pair.conversation());
    assertThat(refused(pair.peer(), "end")).isEqualTo("not_yours");
    pair.peer().send("typing", "conversation", pair.conversation(), "on", true);
    pair.peer().settle();
    for (PretendClient other : new PretendClient[] {pair.seeker(), sam}) {
      other.settle();
      assertThat(other.everything())
          .doesNotContain("Wait, I can explain.")
          .doesNotContain(
              "\"type\":\"typing\",\"conversation\":\"%s\",\"who\":\"peer\""
                  .formatted(pair.conversation()));
    }
    assertThat(pair.peer().everything()).doesNotContain("Only to you").doesNotContain("raised");
    assertThat(pair.peer().unread()).doesNotContain("typing", "said", "presence", "watched");

    sam.send("step-out", "conversation", pair.conversation());
    assertThat(refused(sam, "step-out")).isEqualTo("nobody_else");
    // Their page may go and come back; the seeker is theirs.
    sam.send("unwatch", "conversation", pair.conversation()).await("closed");
    watching(sam, pair);
    long ends = server.audited("conversation.end");
    sam.send("end", "conversation", pair.conversation());
    assertThat(
            pair.seeker()
                .await(
                    "closed", of -> of.path("conversation").asString().equals(pair.conversation()))
                .path("why")
                .asString())
        .isEqualTo("ended_by_supervisor");
    assertThat(server.audited("conversation.end")).isEqualTo(ends + 1);
  }

  @Test
  @DisplayName("C230: whose seeker reports them while being asked is out with the yes, not kept")
  void reportedWhileAsking() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = watching(withBoard(night.supervisor()), pair);
    takeOver(sam, pair, "keep");
    step(pair.seeker(), "asked");
    pair.seeker().send("raise", "conversation", pair.conversation(), "what", "peer_lane");
    sam.await("flag", of -> of.path("conversation").asString().equals(pair.conversation()));
    pair.seeker().send("reply", "conversation", pair.conversation(), "yes", true);
    for (PretendClient client : new PretendClient[] {pair.seeker(), pair.peer(), sam}) {
      assertThat(step(client, "took_over_alone").path("by").asString()).isEqualTo("Sam");
    }
    resume(pair.peer(), pair, pair.peer().await("reset").path("epoch").asString());
    assertThat(refused(pair.peer(), "resume")).isEqualTo("not_yours");
  }

  @ParameterizedTest
  @CsvSource({"right, true", "wrong, false"})
  @DisplayName("C25: whoever closes a report first does not keep its peer by that, if it was right")
  void removedAfterTheReportIsClosed(String verdict, boolean mustRemove) {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = watching(withBoard(night.supervisor()), pair);
    pair.seeker().send("raise", "conversation", pair.conversation(), "what", "peer_lane");
    JsonNode flag =
        sam.await("flag", of -> of.path("conversation").asString().equals(pair.conversation()));
    sam.send("resolve", "flag", flag.path("flag").asString(), "verdict", verdict);
    sam.await("flag-changed", of -> of.path("flag").equals(flag.path("flag")));
    takeOver(sam, pair, "keep");
    if (mustRemove) {
      assertThat(refused(sam, "take-over")).isEqualTo("must_remove");
      ConversationId id = new ConversationId(pair.conversation());
      assertThat(server.bean(RedisFlagBoard.class).hasCrossedALine(id, "another").block())
          .as("whoever comes after did nothing")
          .isFalse();
    } else {
      step(pair.seeker(), "asked");
    }
  }

  @Test
  @DisplayName(
      "C25: a yes to a supervisor whose sign-in was ended meanwhile changes nothing, and another"
          + " may ask")
  void revokedWhileAsking() {
    Pair pair = night.pair(night.peer("peer"));
    PretendStaff.Invited noa = PretendStaff.invited(server, "supervisor");
    PretendClient asking = watching(connect(noa.browser()), pair);
    pair.peer().send("offer-resource", "conversation", pair.conversation(), "what", "breath");
    int offered = step(pair.seeker(), "offer_asked").path("n").asInt();
    takeOver(asking, pair, "keep");
    step(pair.seeker(), "asked");
    String person = endSignIn(noa.browser());
    assertThat(asking.closeCode()).isEqualTo(4401);
    awaitGone(server, person);
    pair.seeker().send("reply", "conversation", pair.conversation(), "n", offered, "yes", true);
    step(pair.seeker(), "offer_yes");
    pair.seeker().send("reply", "conversation", pair.conversation(), "yes", true);
    step(pair.seeker(), "declined");
    pair.peerSays("I am still here.");

    PretendClient sam = watching(night.supervisor(), pair);
    takeOver(sam, pair, "keep");
    step(pair.seeker(), "asked");
    pair.seeker().send("reply", "conversation", pair.conversation(), "yes", true);
    assertThat(step(pair.seeker(), "took_over").path("by").asString()).isEqualTo("Sam");
  }

  @Test
  @DisplayName(
      "C24, C25: where the supervisor who took over is signed out, the seeker sees it, and another"
          + " goes on")
  void revokedAfter() {
    Pair pair = night.pair(night.peer("peer"));
    PretendStaff.Invited noa = PretendStaff.invited(server, "supervisor");
    PretendClient alone = watching(connect(noa.browser()), pair);
    takeOver(alone, pair, "remove");
    step(pair.seeker(), "asked");
    pair.seeker().send("reply", "conversation", pair.conversation(), "yes", true);
    step(pair.seeker(), "took_over_alone");
    String epoch = pair.seeker().await("reset").path("epoch").asString();
    resume(pair.seeker(), pair, epoch);
    pair.seeker().await("caught-up", of -> of.path("epoch").asString().equals(epoch));

    String person = endSignIn(noa.browser());
    assertThat(alone.closeCode()).isEqualTo(4401);
    pair.seeker()
        .await(
            "presence",
            of ->
                of.path("who").asString().equals("supervisor")
                    && of.path("state").asString().equals("away"));
    awaitGone(server, person);
    PretendClient sam = watching(night.supervisor(), pair);
    sam.send("join-in", "conversation", pair.conversation());
    assertThat(step(pair.seeker(), "joined").path("by").asString()).isEqualTo("Sam");
    String id = say(sam, pair, "I am Sam, and I go on with you.");
    sam.await("kept", is(id));
    pair.seeker().await("said", is(id));
    sam.send("end", "conversation", pair.conversation());
    pair.seeker().await("closed");
  }

  @Test
  @DisplayName("C25: in danger nobody is asked first, nor when the peer's page is gone")
  void atOnce() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = withBoard(night.supervisor());
    pair.seekerSays(DANGER);
    sam.await("flag", of -> of.path("conversation").asString().equals(pair.conversation()));
    watching(sam, pair);
    takeOver(sam, pair, "keep");
    step(pair.seeker(), "took_over");
    sam.await("flag", of -> of.has("claimedBy"));

    Pair gone = night.pair(night.peer("peer2"));
    gone.peer().drop();
    gone.seeker().await("presence", of -> of.path("state").asString().equals("away"));
    watching(sam, gone);
    takeOver(sam, gone, "remove");
    step(gone.seeker(), "took_over_alone");
  }

  @Test
  @DisplayName("C26, P14: of two who answer somebody in line one does, at once and without a peer")
  void answers() {
    PretendClient seeker = night.seeker();
    night.doorKeeper();
    PretendClient sam = withBoard(night.supervisor());
    PretendClient alex = withBoard(coordinator(server, night));
    seeker.send("join", "language", "en").await("place");
    seeker.send("note", "text", DANGER).await("support");
    JsonNode flag = sam.await("flag", of -> of.path("state").asString().equals("waiting"));
    String conversation = flag.path("conversation").asString();
    alex.await("flag", of -> of.path("conversation").asString().equals(conversation));
    sam.send("answer", "conversation", conversation);
    alex.send("answer", "conversation", conversation);
    JsonNode opened = seeker.await("opened");
    assertThat(opened.path("with").path("role").asString()).isEqualTo("supervisor");
    String winner = opened.path("with").path("name").asString();
    PretendClient has = winner.equals("Sam") ? sam : alex;
    PretendClient second = winner.equals("Sam") ? alex : sam;
    assertThat(refused(second, "answer")).isEqualTo("taken");
    // Whoever went has it, without saying so; nobody is told that nobody comes.
    JsonNode claimed = claimed(second, flag);
    assertThat(claimed.at("/claimedBy/name").asString()).isEqualTo(winner);
    assertThat(claimed.path("quote").asString()).as("still, now that it is open").isEqualTo(DANGER);
    assertThat(has.await("opened").path("as").asString()).isEqualTo("watching");
    assertThat(has.await("said").path("text").asString()).isEqualTo(DANGER);
    step(has, "answered");
    step(seeker, "answered");
    Pair pair = new Pair(seeker, has, conversation, opened.path("epoch").asString());
    pair.peerSays("I read what you wrote. I am glad you are here.");
    pair.seekerSays("Thank you.");

    JsonNode queue = second.send("queue").await("queue");
    assertThat(queue.path("tickets").toString()).doesNotContain(conversation);
    assertThat(talk(queue, conversation).path("supervisor").asString()).isEqualTo(winner);
    assertThat(talk(queue, conversation).has("peer")).isFalse();

    // A page that is loaded anew finds it again, and needs no reason.
    has.drop();
    PretendStaff again =
        PretendStaff.signIn(
            server, winner.equals("Sam") ? "supervisor" : "coordinator", RunningServer.PASSWORD);
    PretendClient back = night.stranger();
    JsonNode welcome = back.send("hello", "ticket", again.ticket()).next("welcome");
    // What another test left open with the same supervisor is in it as well.
    assertThat(
            welcome
                .path("conversations")
                .valueStream()
                .filter(of -> of.path("conversation").asString().equals(conversation))
                .map(of -> of.path("as").asString()))
        .containsExactly("watching");
    back.send("watch", "conversation", conversation).await("caught-up");
    long ended = server.audited("conversation.end");
    back.send("end", "conversation", conversation);
    assertThat(seeker.await("closed").path("why").asString()).isEqualTo("ended_by_supervisor");
    assertThat(server.audited("conversation.end")).isEqualTo(ended + 1);
  }

  @Test
  @DisplayName(
      "C26: who waits for another peer is answered too, and the place that ends closes nothing")
  void answersWhoWaitsAgain() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = withBoard(night.supervisor());
    pair.seekerSays(DANGER);
    sam.await("flag", of -> of.path("conversation").asString().equals(pair.conversation()));
    night.doorKeeper();
    pair.seeker().send("other-peer", "conversation", pair.conversation()).await("place");
    sam.send("answer", "conversation", pair.conversation());
    JsonNode opened = pair.seeker().await("opened");
    assertThat(opened.path("with").path("role").asString()).isEqualTo("supervisor");
    Pair alone = new Pair(pair.seeker(), sam, pair.conversation(), opened.path("epoch").asString());
    Awaitility.await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> alone.seekerSays("Still here."));
  }

  @Test
  @DisplayName("C20: who is left alone by a supervisor whose page is gone is on every other board")
  void leftAlone() {
    PretendClient seeker = night.seeker();
    night.doorKeeper();
    PretendClient sam = withBoard(night.supervisor());
    PretendClient alex = withBoard(coordinator(server, night));
    seeker.send("join", "language", "en").await("place");
    seeker.send("note", "text", DANGER).await("support");
    JsonNode flag = sam.await("flag", of -> of.path("state").asString().equals("waiting"));
    sam.send("answer", "conversation", flag.path("conversation").asString()).await("opened");
    String alias = flag.path("seeker").asString();
    assertThat(lost(alex)).doesNotContain(alias);
    sam.drop();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(lost(alex)).contains(alias).contains("\"name\":\"Sam\""));
  }

  private static String lost(PretendClient supervisor) {
    return supervisor.send("queue").await("queue").path("lost").toString();
  }

  @Test
  @DisplayName("C26: nobody is answered for whom nothing is flagged")
  void notFlagged() {
    PretendClient seeker = night.seeker();
    night.doorKeeper();
    PretendClient sam = withBoard(night.supervisor());
    seeker.send("join", "language", "en").await("place");
    sam.send("queue");
    String conversation =
        sam.await("queue").path("tickets").path(0).path("conversation").asString();
    sam.send("answer", "conversation", conversation);
    assertThat(refused(sam, "answer")).isEqualTo("not_yours");
    seeker.settle();
    assertThat(seeker.unread()).doesNotContain("opened");
  }

  @Test
  @DisplayName("C20: every conversation that goes on is listed, and nothing that is said in it")
  void everyConversation() {
    Pair pair = night.pair(night.peer("peer3"));
    long began = System.currentTimeMillis();
    pair.seekerSays("Nobody knows that I am here.");
    PretendClient sam = withBoard(night.supervisor());
    JsonNode queue = sam.send("queue").await("queue");
    assertThat(talk(queue, pair.conversation()).path("state").asString()).isEqualTo("open");
    assertThat(talk(queue, pair.conversation()).has("peer")).isTrue();
    assertThat(talk(queue, pair.conversation()).has("supervised")).isFalse();
    assertThat(queue.toString()).doesNotContain("Nobody knows");
    JsonNode listed = talk(queue, pair.conversation());
    assertThat(listed.path("language").asString()).isEqualTo("en");
    assertThat(listed.path("lastSaid").asLong()).isBetween(began, System.currentTimeMillis());
    assertThat(listed.path("readers").isEmpty()).isTrue();
    sam.send("watch", "conversation", pair.conversation());
    assertThat(refused(sam, "watch")).isEqualTo("reason_needed");
    sam.send("watch", "conversation", pair.conversation(), "reason", "Their peer is new.");
    sam.await("caught-up");
    assertThat(
            talk(sam.send("queue").await("queue"), pair.conversation()).at("/readers/0").asString())
        .isEqualTo("Sam");

    pair.seeker().send("exit");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(
                    talk(sam.send("queue").await("queue"), pair.conversation())
                        .path("state")
                        .asString())
                .isEqualTo("left"));
  }

  /** Waits until somebody has it; the flag as it is then. */
  private static JsonNode claimed(PretendClient supervisor, JsonNode flag) {
    return supervisor.await(
        "flag", of -> of.path("flag").equals(flag.path("flag")) && of.has("claimedBy"));
  }

  private static JsonNode talk(JsonNode queue, String conversation) {
    return queue
        .path("talks")
        .valueStream()
        .filter(of -> of.path("conversation").asString().equals(conversation))
        .findFirst()
        .orElseThrow();
  }

  private static PretendClient coordinator(RunningServer server, Night night) {
    PretendStaff browser = PretendStaff.signIn(server, "coordinator", RunningServer.PASSWORD);
    PretendClient alex = night.stranger();
    alex.send("hello", "ticket", browser.ticket()).next("welcome");
    return alex;
  }

  private PretendClient connect(PretendStaff browser) {
    PretendClient client = night.stranger();
    client.send("hello", "ticket", browser.ticket()).next("welcome");
    return client;
  }

  /** Waits until somebody whose page is gone does not count as there any more. */
  static void awaitGone(RunningServer server, String supervisor) {
    RedisSupervisors supervisors = server.bean(RedisSupervisors.class);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Boolean.FALSE.equals(supervisors.isHere(supervisor).block()));
  }

  /** A coordinator ends the one sign-in of somebody; whose. */
  private String endSignIn(PretendStaff browser) {
    String signIn = read(browser, "/api/staff/sign-ins").at("/signIns/0/id").asString();
    PretendStaff coordinator = server.staff("coordinator");
    String person =
        read(coordinator, "/api/staff/sign-ins/everyone")
            .path("people")
            .valueStream()
            .filter(each -> each.at("/signIns/0/id").asString().equals(signIn))
            .map(each -> each.path("id").asString())
            .findFirst()
            .orElseThrow();
    String ending = JSON.writeValueAsString(Map.of("signIn", signIn, "person", person));
    assertThat(coordinator.post("/api/staff/sign-ins/end", ending).statusCode()).isEqualTo(204);
    return person;
  }

  private static JsonNode read(PretendStaff browser, String path) {
    return JSON.readTree(browser.get(path).body());
  }

  private static PretendClient withBoard(PretendClient supervisor) {
    supervisor.send("board").await("board");
    return supervisor;
  }

  private static PretendClient watching(PretendClient supervisor, Pair pair) {
    supervisor.send("watch", "conversation", pair.conversation(), "reason", "A look.");
    supervisor.await("caught-up");
    return supervisor;
  }

  private static String say(PretendClient from, Pair pair, String text) {
    String id = PretendClient.newId();
    from.send("say", "conversation", pair.conversation(), "id", id, "text", text);
    return id;
  }

  private static void takeOver(PretendClient supervisor, Pair pair, String peer) {
    String where = pair.conversation();
    supervisor.send(
        "take-over", "conversation", where, "peer", peer, "reason", "They asked for it.");
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

  private static Predicate<JsonNode> is(String message) {
    return of -> of.path("id").asString().equals(message);
  }

  private static void resume(PretendClient client, Pair pair, String epoch) {
    client.send("resume", "conversation", pair.conversation(), "epoch", epoch, "after", 0);
  }
}
