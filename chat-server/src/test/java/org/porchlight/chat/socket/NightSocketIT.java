package org.porchlight.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.access.SeekerPasses;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.testservers.TestRedis;
import tools.jackson.databind.JsonNode;

/** The transcript of PROTOCOL.md, section 8, and what else a night can bring, on real sockets. */
class NightSocketIT {
  private static final String SAD = "I don't want to be here any more";

  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName("A whole night, frame by frame (PROTOCOL.md, section 8)")
  void aWholeNight() {
    PretendClient peer = night.stranger();
    peer.send("hello", "ticket", server.staff("peer").ticket());
    JsonNode welcome = peer.next("welcome");
    assertThat(welcome.at("/you/role").asString()).isEqualTo("peer");
    assertThat(welcome.at("/you/name").asString()).isEqualTo("Robin");
    assertThat(welcome.path("waiting").asBoolean()).isFalse();
    assertThat(welcome.at("/duty/on").asBoolean()).isFalse();
    assertThat(welcome.at("/limits/textCharacters").asInt()).isEqualTo(2_000);
    assertThat(welcome.path("serverTime").asLong())
        .isCloseTo(System.currentTimeMillis(), Offset.offset(60_000L));
    peer.send("duty", "on", true, "capacity", 2, "topics", List.of("grief"));
    JsonNode duty = peer.next("duty");
    assertThat(duty.path("on").asBoolean()).isTrue();
    assertThat(duty.path("capacity").asInt()).isEqualTo(2);
    assertThat(duty.path("taken").asInt()).isZero();

    PretendClient supervisor = night.supervisor();
    supervisor.send("board");
    JsonNode board = supervisor.next("board");
    assertThat(board.path("waiting").asInt()).isZero();
    assertThat(board.path("longestWaitMinutes").asInt()).isZero();
    assertThat(board.path("onDuty").asInt()).isEqualTo(1);
    assertThat(board.path("supervisors").asInt()).isEqualTo(1);
    assertThat(board.path("asOf").asLong()).isPositive();

    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en");
    JsonNode place = seeker.next("place");
    assertThat(place.path("position").asInt()).isEqualTo(1);
    assertThat(place.has("why")).isFalse();
    JsonNode first = peer.next("offer");
    assertThat(first.path("wants").asString()).isEqualTo("anyone");
    seeker.send("about", "topics", List.of("grief"), "wants", "lived");
    seeker.await("place");

    JsonNode offer = peer.next("offer");
    assertThat(offer.path("offer")).as("the same, in new words").isEqualTo(first.path("offer"));
    assertThat(offer.path("wants").asString()).isEqualTo("lived");
    assertThat(offer.propertyNames())
        .containsExactlyInAnyOrder("type", "offer", "language", "topics", "wants", "expiresAt");
    peer.send("accept", "offer", offer.path("offer").stringValue());
    JsonNode peers = peer.await("opened");
    JsonNode seekers = seeker.await("opened");
    String conversation = seekers.path("conversation").stringValue();
    String epoch = seekers.path("epoch").stringValue();
    assertThat(peers.path("conversation").asString()).isEqualTo(conversation);
    assertThat(peers.path("epoch").asString()).isEqualTo(epoch);
    assertThat(peers.path("as").asString()).isEqualTo("peer");
    assertThat(seekers.path("as").asString()).isEqualTo("seeker");
    assertThat(seekers.path("state").asString()).isEqualTo("open");
    assertThat(seekers.path("from").asInt()).isEqualTo(1);
    assertThat(seekers.at("/with/name").asString()).isEqualTo("Robin");
    String alias = peers.at("/with/name").stringValue();
    assertThat(peer.await("duty").path("taken").asInt()).isEqualTo(1);
    seeker.await("caught-up");
    peer.await("caught-up");

    String hi = PretendClient.newId();
    peer.send("say", "conversation", conversation, "id", hi, "text", "Hi, I'm Robin.");
    JsonNode kept = peer.await("kept");
    assertThat(kept.path("id").asString()).isEqualTo(hi);
    assertThat(kept.path("seq").asInt()).isEqualTo(1);
    assertThat(kept.path("epoch").asString()).isEqualTo(epoch);
    JsonNode said = seeker.await("said");
    assertThat(said.path("text").asString()).isEqualTo("Hi, I'm Robin.");
    assertThat(said.path("seq").asInt()).isEqualTo(1);
    assertThat(said.path("at").asLong()).isEqualTo(kept.path("at").asLong());
    assertThat(said.at("/from/role").asString()).isEqualTo("peer");

    String second = PretendClient.newId();
    String pills = "You should stop taking your pills";
    peer.send("check", "conversation", conversation, "id", second, "text", pills);
    JsonNode hint = peer.await("hint");
    assertThat(hint.path("id").asString()).isEqualTo(second);
    assertThat(hint.path("category").asString()).isEqualTo("medication");
    assertThat(hint.path("why").asString()).isNotBlank();
    assertThat(hint.path("firm").asBoolean()).isFalse();
    assertThat(pills.substring(hint.at("/spans/0/start").asInt(), hint.at("/spans/0/end").asInt()))
        .contains("pills");

    String third = PretendClient.newId();
    seeker.send("say", "conversation", conversation, "id", third, "text", SAD);
    assertThat(seeker.next("kept").path("seq").asInt()).isEqualTo(2);
    assertThat(seeker.next("support").path("lines").size()).isPositive();
    assertThat(peer.await("said").path("text").asString()).isEqualTo(SAD);
    assertThat(peer.next("guide").path("id").asString()).isEqualTo(third);
    JsonNode flag = supervisor.await("flag");
    assertThat(flag.path("conversation").asString()).isEqualTo(conversation);
    assertThat(flag.path("state").asString()).isEqualTo("open");
    assertThat(flag.path("seeker").asString()).isEqualTo(alias);
    assertThat(flag.path("peer").asString()).isEqualTo("Robin");
    assertThat(flag.path("side").asString()).isEqualTo("seeker");
    assertThat(flag.path("category").asString()).isEqualTo("suicide");
    assertThat(flag.path("lane").asString()).isEqualTo("soon");
    assertThat(flag.path("reasons").size()).isPositive();
    assertThat(SAD).contains(flag.path("quote").stringValue());
    assertThat(flag.has("score")).isFalse();

    supervisor.send("watch", "conversation", conversation);
    for (PretendClient client : List.of(seeker, peer)) {
      JsonNode watched = client.next("watched");
      assertThat(watched.path("by").asString()).isEqualTo("Sam");
      assertThat(watched.path("mode").asString()).isEqualTo("reading");
    }
    JsonNode watching = supervisor.await("opened");
    assertThat(watching.path("as").asString()).isEqualTo("watching");
    assertThat(watching.path("peer").asString()).isEqualTo("Robin");
    JsonNode turn = supervisor.next("matched").at("/turns/0");
    assertThat(turn.path("peer").asString()).isEqualTo("Robin");
    assertThat(turn.path("why").asString()).startsWith("waited 0 min, ordinary; Robin: ");
    assertThat(supervisor.next("said").path("seq").asInt()).isEqualTo(1);
    assertThat(supervisor.next("said").path("seq").asInt()).isEqualTo(2);
    assertThat(supervisor.next("caught-up").path("head").asInt()).isEqualTo(2);

    seeker.send("end", "conversation", conversation);
    for (PretendClient client : List.of(seeker, peer, supervisor)) {
      assertThat(client.await("closed").path("why").asString()).isEqualTo("ended_by_seeker");
    }
    String late = PretendClient.newId();
    seeker.send("say", "conversation", conversation, "id", late, "text", "one more thing");
    JsonNode refused = seeker.await("refused");
    assertThat(refused.path("re").asString()).isEqualTo("say");
    assertThat(refused.path("id").asString()).isEqualTo(late);
    assertThat(refused.path("conversation").asString()).isEqualTo(conversation);
    assertThat(refused.path("reason").asString()).isEqualTo("closed");

    assertThat(peer.await("duty").path("taken").asInt()).isZero();
    peer.send("duty", "on", false).settle();
  }

  @Test
  @DisplayName("G5: a pass has one key for its tab, on each socket, and another pass another one")
  void tabKeys() {
    String token = night.token();
    String key = tabKey(token);
    assertThat(Base64.getUrlDecoder().decode(key)).hasSize(32);
    assertThat(tabKey(token)).isEqualTo(key);
    assertThat(tabKey(night.token())).isNotEqualTo(key);
  }

  private String tabKey(String token) {
    PretendClient seeker = night.stranger();
    seeker.send("hello", "token", token);
    return seeker.next("welcome").path("tabKey").asString();
  }

  @Test
  @DisplayName("C260: a peer's sign-in has one key for its tab, and their next sign-in another one")
  void tabKeysOfPeers() {
    PretendStaff browser = PretendStaff.signIn(server, "peer3", RunningServer.PASSWORD);
    String key = tabKey(browser);
    assertThat(Base64.getUrlDecoder().decode(key)).hasSize(32);
    assertThat(tabKey(browser)).isEqualTo(key);
    PretendStaff other = PretendStaff.signIn(server, "peer3", RunningServer.PASSWORD);
    assertThat(tabKey(other)).isNotEqualTo(key);
    other.signOut();
    browser.signOut();
    assertThat(browser.post("/api/staff/socket-ticket", "").statusCode()).isEqualTo(401);
    PretendStaff again = PretendStaff.signIn(server, "peer3", RunningServer.PASSWORD);
    assertThat(tabKey(again)).isNotEqualTo(key);
    again.signOut();
  }

  @Test
  @DisplayName("C260: the desks of others keep no words, and get no key")
  void noTabKeys() {
    for (String login : List.of("supervisor", "coordinator", "clinician")) {
      PretendClient page = night.stranger();
      page.send("hello", "ticket", server.staff(login).ticket());
      assertThat(page.next("welcome").has("tabKey")).isFalse();
    }
  }

  private String tabKey(PretendStaff browser) {
    PretendClient page = night.stranger().send("hello", "ticket", browser.ticket());
    return page.next("welcome").path("tabKey").asString();
  }

  @Test
  @DisplayName("C1, G5: a refresh while waiting keeps the place, joining again changes nothing")
  void aPlaceSurvivesARefresh() {
    night.doorKeeper();
    String token = night.token();
    PretendClient early = night.seeker(token);
    early.send("join", "language", "en").next("place");
    PretendClient late = night.seeker();
    late.send("join", "language", "en");
    assertThat(late.await("place").path("position").asInt()).isEqualTo(2);
    early.send("join", "language", "en");
    assertThat(early.await("place").path("position").asInt()).isEqualTo(1);

    early.drop();
    PretendClient again = night.stranger().send("hello", "token", token);
    assertThat(again.next("welcome").path("waiting").asBoolean()).isTrue();
    assertThat(again.next("place").path("position").asInt()).isEqualTo(1);
    again.send("leave").await("left");
    late.send("leave").await("left");
  }

  @Test
  @DisplayName("C3: leaving the line ends the place at once, and another may be taken")
  void leavingTheLine() {
    night.doorKeeper();
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en", "note", "It's one of those nights.").next("place");
    seeker.send("leave");
    assertThat(seeker.await("left").path("why").asString()).isEqualTo("left");
    seeker.send("note", "text", "anybody?");
    assertThat(seeker.await("refused").path("reason").asString()).isEqualTo("not_waiting");
    seeker.send("join", "language", "en");
    assertThat(seeker.await("place").path("position").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName("A7: the place says that the answer and the note arrived, also after a reload")
  void thePlaceSaysWhatArrived() {
    night.doorKeeper();
    String token = night.token();
    PretendClient seeker = night.seeker(token);
    JsonNode empty = seeker.send("join", "language", "en").await("place");
    assertThat(empty.has("note")).isFalse();
    assertThat(empty.has("safe")).isFalse();
    seeker.send("note", "text", "My cat died.");
    JsonNode noted = seeker.await("place", place -> place.path("note").asBoolean());
    assertThat(noted.toString()).doesNotContain("cat");
    seeker.send("about", "topics", List.of(), "wants", "anyone", "safe", "unsure");
    seeker.await("place", place -> place.path("safe").asString().equals("unsure"));

    seeker.drop();
    PretendClient again = night.stranger().send("hello", "token", token);
    JsonNode there = again.await("place");
    assertThat(there.path("note").asBoolean()).isTrue();
    assertThat(there.path("safe").asString()).isEqualTo("unsure");
    again.send("note", "text", "").await("place", place -> !place.has("note"));
    again.send("about", "topics", List.of(), "wants", "anyone", "safe", "yes");
    again.await("place", place -> place.path("safe").asString().equals("yes"));
  }

  @Test
  @DisplayName("C122: what would help is in the place, can be taken back, and goes to the peer")
  void whatWouldHelp() {
    PretendClient peer = night.peer("peer");
    peer.send("duty", "on", true, "capacity", 1).await("duty");
    String token = night.token();
    PretendClient seeker = night.seeker(token);
    assertThat(seeker.send("join", "language", "en").await("place").has("help")).isFalse();
    help(seeker, "listen");
    seeker.await("place", place -> place.path("help").asString().equals("listen"));
    help(seeker, "none");
    seeker.await("place", place -> !place.has("help"));
    help(seeker, "all");
    assertThat(seeker.await("refused").path("reason").asString()).isEqualTo("bad_field");
    help(seeker, "tonight");
    seeker.await("place", place -> place.path("help").asString().equals("tonight"));
    peer.send("accept", "offer", peer.await("offer").path("offer").stringValue());
    String conversation = seeker.await("opened").path("conversation").stringValue();
    JsonNode card = peer.await("card");
    assertThat(card.path("help").asString()).isEqualTo("tonight");
    assertThat(card.path("helpAt").isNumber()).isTrue();
    assertThat(card.has("keptAt")).as("nothing was kept before").isFalse();
    assertThat(card.path("text").asString()).isEmpty();
    seeker.settle();
    assertThat(seeker.everything()).doesNotContain("\"type\":\"card\"");
    seeker.send("end", "conversation", conversation).await("closed");
  }

  private static void help(PretendClient seeker, String help) {
    seeker.send("about", "topics", List.of(), "wants", "anyone", "help", help);
  }

  @Test
  @DisplayName("G7: a seeker's page can ask whether it is heard, wherever it is")
  void isHeard() {
    String id = PretendClient.newId();
    PretendClient seeker = night.seeker();
    seeker.send("check", "conversation", PretendClient.newId(), "id", id, "text", SAD);
    assertThat(seeker.await("clear").path("id").asString()).isEqualTo(id);
    seeker.settle();
    assertThat(seeker.unread()).doesNotContain("support");
  }

  @Test
  @DisplayName("C1: what was written in line is the first message")
  void theNoteIsTheFirstMessage() {
    night.doorKeeper();
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en", "note", "My cat died.").await("place");
    PretendClient peer = night.peer("peer");
    peer.send("duty", "on", true);
    peer.send("accept", "offer", peer.await("offer").path("offer").stringValue());
    JsonNode said = peer.await("said");
    assertThat(said.path("text").asString()).isEqualTo("My cat died.");
    assertThat(said.path("seq").asInt()).isEqualTo(1);
    assertThat(said.at("/from/role").asString()).isEqualTo("seeker");
    assertThat(seeker.await("said").path("text").asString()).isEqualTo("My cat died.");
    assertThat(peer.await("caught-up").path("head").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName("P9, C4: an offer that is declined goes back, with its place, to the next peer")
  void declined() {
    PretendClient first = night.peer("peer");
    first.send("duty", "on", true).await("duty");
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en").await("place");
    String offer = first.await("offer").path("offer").stringValue();
    PretendClient behind = night.seeker();
    behind.send("join", "language", "en").await("place");
    first.send("decline", "offer", offer);
    JsonNode gone = first.await("offer-gone");
    assertThat(gone.path("offer").asString()).isEqualTo(offer);
    assertThat(gone.path("why").asString()).isEqualTo("declined");
    first.send("accept", "offer", offer);
    JsonNode refused = first.await("refused");
    assertThat(refused.path("re").asString()).isEqualTo("accept");
    assertThat(refused.path("reason").asString()).isEqualTo("offer_gone");

    first.send("duty", "on", false).settle();

    // Whoever came first is still first: the next peer gets that one.
    PretendClient second = night.peer("peer2");
    second.send("duty", "on", true, "capacity", 1).await("duty");
    second.send("accept", "offer", second.await("offer").path("offer").stringValue());
    seeker.await("opened");
    assertThat(behind.unread()).doesNotContain("opened");
  }

  @Test
  @DisplayName("P9, C4: an offer that nobody answers expires, and the ticket keeps its place")
  void expired() {
    PretendClient peer = night.peer("peer");
    peer.send("duty", "on", true).await("duty");
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en").await("place");
    JsonNode offer = peer.await("offer");
    assertThat(offer.path("expiresAt").asLong()).isGreaterThan(System.currentTimeMillis());
    JsonNode gone = peer.await("offer-gone");
    assertThat(gone.path("offer")).isEqualTo(offer.path("offer"));
    assertThat(gone.path("why").asString()).isEqualTo("expired");
    peer.send("accept", "offer", offer.path("offer").stringValue());
    assertThat(peer.await("refused").path("reason").asString()).isEqualTo("offer_gone");
    peer.send("duty", "on", false).settle();

    PretendClient next = night.peer("peer2");
    next.send("duty", "on", true).await("duty");
    next.send("accept", "offer", next.await("offer").path("offer").stringValue());
    seeker.await("opened");
  }

  @Test
  @DisplayName("C4: an offer whose seeker leaves is withdrawn")
  void withdrawn() {
    PretendClient peer = night.peer("peer");
    peer.send("duty", "on", true).await("duty");
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en").await("place");
    String offer = peer.await("offer").path("offer").stringValue();
    seeker.send("leave").await("left");
    JsonNode gone = peer.await("offer-gone");
    assertThat(gone.path("offer").asString()).isEqualTo(offer);
    assertThat(gone.path("why").asString()).isEqualTo("withdrawn");
  }

  @Test
  @DisplayName("G5: a peer who comes back gets an open offer again")
  void theOfferAgain() {
    PretendClient peer = night.peer("peer");
    peer.send("duty", "on", true).await("duty");
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en").await("place");
    JsonNode offer = peer.await("offer");
    PretendClient again = night.peer("peer");
    assertThat(again.await("offer").path("offer")).isEqualTo(offer.path("offer"));
    again.send("accept", "offer", offer.path("offer").stringValue());
    seeker.await("opened");
    again.await("opened");
  }

  @Test
  @DisplayName("P5, A2: resume brings everything after a position, one's own words too, or reset")
  void resume() {
    String token = night.token();
    Pair pair = night.pair(night.seeker(token), night.peer("peer"));
    pair.seekerSays("one");
    pair.peerSays("two");
    pair.seeker().drop();
    String missed = PretendClient.newId();
    pair.peer().send("say", "conversation", pair.conversation(), "id", missed, "text", "three");
    pair.peer().await("kept");

    PretendClient back = night.stranger().send("hello", "token", token);
    JsonNode welcome = back.next("welcome");
    assertThat(welcome.at("/conversations/0/conversation").asString())
        .isEqualTo(pair.conversation());
    assertThat(welcome.at("/conversations/0/epoch").asString()).isEqualTo(pair.epoch());
    resume(back, pair, pair.epoch(), 1);
    assertThat(texts(back, 2)).containsExactly("two", "three");
    assertThat(back.await("caught-up").path("head").asInt()).isEqualTo(3);
    resume(back, pair, pair.epoch(), 0);
    assertThat(texts(back, 3)).containsExactly("one", "two", "three");
    assertThat(back.await("caught-up").path("head").asInt()).isEqualTo(3);
    resume(back, pair, pair.epoch(), 3);
    assertThat(back.await("caught-up").path("head").asInt()).isEqualTo(3);
    assertThat(back.unread()).doesNotContain("said");

    resume(back, pair, PretendClient.newId(), 0);
    JsonNode reset = back.await("reset");
    assertThat(reset.path("epoch").asString()).isEqualTo(pair.epoch());
    assertThat(reset.path("head").asInt()).isEqualTo(3);
    // What is not there any more was lost with a store, so another epoch begins.
    resume(back, pair, pair.epoch(), 4);
    JsonNode renewed = back.await("reset");
    assertThat(renewed.path("head").asInt()).isEqualTo(3);
    assertThat(renewed.path("epoch").asString()).isNotEqualTo(pair.epoch());
    resume(back, pair, renewed.path("epoch").asString(), 3);
    back.await("caught-up");

    // What happens from now on comes as well.
    String next = PretendClient.newId();
    pair.peer().send("say", "conversation", pair.conversation(), "id", next, "text", "four");
    assertThat(back.await("said").path("seq").asInt()).isEqualTo(4);
    back.send("end", "conversation", pair.conversation()).await("closed");

    // And whoever comes when it is over reads all of it, and then that it is.
    PretendClient late = night.stranger().send("hello", "token", token);
    late.next("welcome");
    resume(late, pair, renewed.path("epoch").asString(), 0);
    assertThat(texts(late, 4)).containsExactly("one", "two", "three", "four");
    assertThat(late.await("caught-up").path("head").asInt()).isEqualTo(4);
    assertThat(late.await("closed").path("why").asString()).isEqualTo("ended_by_seeker");
  }

  @Test
  @DisplayName("P5: hello can resume at once, for both")
  void helloResumes() {
    Pair pair = night.pair(night.peer("peer"));
    pair.seekerSays("one");
    PretendClient back =
        night
            .stranger()
            .sendText(
                "{\"type\":\"hello\",\"ticket\":\"%s\",\"resume\":[{\"conversation\":\"%s\",\"epoch\":\"%s\",\"after\":0}]}"
                    .formatted(server.staff("peer").ticket(), pair.conversation(), pair.epoch()));
    assertThat(back.next("welcome").at("/conversations/0/as").asString()).isEqualTo("peer");
    assertThat(pair.peer().closeCode()).isEqualTo(4409);
    assertThat(back.await("said").path("text").asString()).isEqualTo("one");
    assertThat(back.await("caught-up").path("head").asInt()).isEqualTo(1);
    pair.seeker().send("end", "conversation", pair.conversation());
    back.await("closed");
  }

  @Test
  @DisplayName("P2: the same id twice is kept once; with other words it is refused conflict")
  void theSameIdTwice() {
    Pair pair = night.pair(night.peer("peer"));
    String id = PretendClient.newId();
    Object[] say = {"conversation", pair.conversation(), "id", id, "text", "once"};
    JsonNode kept = pair.seeker().send("say", say).await("kept");
    assertThat(pair.seeker().send("say", say).await("kept")).isEqualTo(kept);
    say[5] = "twice";
    assertThat(pair.seeker().send("say", say).await("refused").path("reason").asString())
        .isEqualTo("conflict");
    resume(pair.peer(), pair, pair.epoch(), 0);
    assertThat(pair.peer().await("caught-up").path("head").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName("P3, P4: both sides see the same order, without holes")
  void oneOrder() {
    Pair pair = night.pair(night.peer("peer"));
    for (int i = 0; i < 8; i++) {
      for (PretendClient client : List.of(pair.seeker(), pair.peer())) {
        client.send(
            "say",
            "conversation",
            pair.conversation(),
            "id",
            PretendClient.newId(),
            "text",
            "" + i);
      }
    }
    pair.seeker().settle();
    pair.peer().settle();
    List<List<String>> orders =
        List.of(pair.seeker(), pair.peer()).stream()
            .map(client -> {
              client.await("kept");
              while (client.unread().contains("said")) {
                client.await("said");
              }
              resume(client, pair, pair.epoch(), 0);
              List<String> ids =
                  IntStream.rangeClosed(1, 16)
                      .mapToObj(
                          seq -> client.await("said", said -> said.path("seq").asInt() == seq))
                      .map(said -> said.path("id").asString())
                      .toList();
              assertThat(client.await("caught-up").path("head").asInt()).isEqualTo(16);
              return ids;
            })
            .toList();
    assertThat(orders.get(0)).isEqualTo(orders.get(1)).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("Typing reaches the other side alone, and is in no log")
  void typing() {
    Pair pair = night.pair(night.peer("peer"));
    for (boolean on : new boolean[] {true, false}) {
      pair.seeker().send("typing", "conversation", pair.conversation(), "on", on);
      JsonNode typing = pair.peer().next("typing");
      assertThat(typing.path("who").asString()).isEqualTo("seeker");
      assertThat(typing.path("on").asBoolean()).isEqualTo(on);
    }
    pair.seeker().settle();
    assertThat(pair.seeker().unread()).isEmpty();
    resume(pair.peer(), pair, pair.epoch(), 0);
    assertThat(pair.peer().next("caught-up").path("head").asInt()).isZero();
  }

  @Test
  @DisplayName("C6: clear, hint, and the same words again when the peer is sure, which are flagged")
  void theScopeGuard() {
    PretendClient supervisor = night.supervisor();
    supervisor.send("board").await("board");
    Pair pair = night.pair(night.peer("peer"));
    String id = PretendClient.newId();
    Object[] kind = {"conversation", pair.conversation(), "id", id, "text", "I hear you."};
    assertThat(pair.peer().send("check", kind).next("clear").path("id").asString()).isEqualTo(id);
    Object[] advice = {
      "conversation", pair.conversation(), "id", id, "text", "You should stop taking your pills"
    };
    JsonNode advised = pair.peer().send("say", advice).next("hint");
    assertThat(advised.path("suggestion").asString()).isNotBlank();
    assertThat(advised.path("source").asString()).isNotBlank();
    pair.peer().settle();
    assertThat(pair.seeker().unread()).isEmpty();

    pair.peer()
        .send(
            "say",
            "conversation",
            pair.conversation(),
            "id",
            id,
            "text",
            "You should stop taking your pills",
            "sure",
            true);
    assertThat(pair.peer().next("kept").path("id").asString()).isEqualTo(id);
    pair.seeker().await("said");
    JsonNode flag =
        supervisor.await(
            "flag", of -> of.path("conversation").asString().equals(pair.conversation()));
    assertThat(flag.path("side").asString()).isEqualTo("peer");
    assertThat(flag.path("category").asString()).isEqualTo("medication");

    pair.peer()
        .send(
            "say",
            "conversation",
            pair.conversation(),
            "id",
            PretendClient.newId(),
            "text",
            "add me on whatsapp");
    assertThat(pair.peer().next("hint").path("firm").asBoolean()).isTrue();
    pair.peer().settle();
    assertThat(pair.seeker().unread()).isEmpty();
  }

  @Test
  @DisplayName("C6: a seeker's own data is asked about, and goes when they are sure")
  void ownData() {
    Pair pair = night.pair(night.peer("peer"));
    String id = PretendClient.newId();
    Object[] data = {"conversation", pair.conversation(), "id", id, "text", "i live at the mill"};
    assertThat(pair.seeker().send("say", data).next("hint").path("category").asString())
        .isEqualTo("personal_data");
    Object[] sure = Arrays.copyOf(data, 8);
    sure[6] = "sure";
    sure[7] = true;
    pair.seeker().send("say", sure).next("kept");
    assertThat(pair.peer().await("said").path("text").asString()).isEqualTo("i live at the mill");
  }

  @Test
  @DisplayName("C7: support comes once for each time the level rises, and stops nothing")
  void supportOncePerRise() {
    Pair pair = night.pair(night.peer("peer"));
    pair.seekerSays(SAD);
    pair.seeker().next("support");
    pair.seekerSays(SAD);
    pair.seeker().settle();
    assertThat(pair.seeker().unread()).isEmpty();
    pair.seekerSays("I'm going to kill myself");
    pair.seeker().next("support");
  }

  @Test
  @DisplayName("C170: the first sign of somebody under age brings crisis lines, and stops nothing")
  void signOfAge() {
    Pair pair = night.pair(night.peer("peer"));
    pair.seekerSays("im 13");
    pair.seeker().next("support");
    pair.seekerSays("i am 14 years old");
    pair.seeker().settle();
    assertThat(pair.seeker().unread()).isEmpty();
  }

  @Test
  @DisplayName("C2: who is waiting and not safe gets support, a flag, and the first place")
  void notSafeWhileWaiting() {
    night.doorKeeper();
    PretendClient supervisor = night.supervisor();
    supervisor.send("board").await("board");
    PretendClient before = night.seeker();
    before.send("join", "language", "en").await("place");
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en");
    assertThat(seeker.await("place").path("position").asInt()).isEqualTo(2);
    seeker.send("about", "topics", List.of(), "wants", "anyone", "safe", "no");
    seeker.next("support");
    assertThat(seeker.await("place").path("position").asInt()).isEqualTo(1);
    JsonNode flag =
        supervisor.await("flag", raised -> raised.path("state").asString().equals("waiting"));
    assertThat(flag.path("lane").asString()).isEqualTo("now");
    assertThat(flag.has("quote")).isFalse();
    assertThat(flag.has("peer")).isFalse();
  }

  @Test
  @DisplayName("C2: the safety answer is remembered, so the same danger brings support once")
  void safetyIsRemembered() {
    night.doorKeeper();
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en").await("place");
    Object[] unsafe = {"topics", List.of(), "wants", "anyone", "safe", "no"};
    seeker.send("about", unsafe).await("support");
    seeker.send("about", unsafe).send("note", "text", SAD).settle();
    assertThat(seeker.unread()).doesNotContain("support");

    PretendClient peer = night.peer("peer");
    peer.send("duty", "on", true);
    peer.send("accept", "offer", peer.await("offer").path("offer").stringValue());
    String conversation = seeker.await("opened").path("conversation").stringValue();
    Object[] say = {"conversation", conversation, "id", PretendClient.newId(), "text", SAD};
    seeker.send("say", say).await("kept");
    seeker.settle();
    assertThat(seeker.unread()).doesNotContain("support");
  }

  @Test
  @DisplayName("Who drops out of a conversation is away, and here again when back")
  void presence() {
    String token = night.token();
    Pair pair = night.pair(night.seeker(token), night.peer("peer"));
    pair.seeker().drop();
    assertPresence(pair.peer(), "seeker", "away");
    PretendClient seeker = night.seeker(token);
    assertPresence(pair.peer(), "seeker", "here");
    seeker
        .send("resume", "conversation", pair.conversation(), "epoch", pair.epoch(), "after", 0)
        .await("caught-up");
    pair.peer().drop();
    assertPresence(seeker, "peer", "away");
    night.peer("peer");
    assertPresence(seeker, "peer", "here");
  }

  @Test
  @DisplayName("A live socket keeps a pass alive, however little its seeker does")
  void keepsThePass() {
    try (RunningServer lively = RunningServer.start("porchlight.socket.pass-every=200ms");
        Night there = new Night(lively);
        RedisClient client = RedisClient.create(TestRedis.uri());
        var redis = client.connect()) {
      String token = there.token();
      there.seeker(token);
      Visitor.Seeker seeker =
          Objects.requireNonNull(lively.bean(SeekerPasses.class).recognise(token).block());
      String pass = "s:{" + seeker.pass() + "}";
      redis.sync().expire(pass, 60);
      Awaitility.await().untilAsserted(() -> assertThat(redis.sync().ttl(pass)).isGreaterThan(60L));
    }
  }

  @Test
  @DisplayName("C235: a socket whose pass is over ends, and not in the middle of a conversation")
  void endsWithThePass() {
    try (RunningServer lively = RunningServer.start("porchlight.socket.pass-every=200ms");
        Night there = new Night(lively)) {
      String talking = there.token();
      Pair pair = there.pair(there.seeker(talking), there.peer("peer"));
      String idling = there.token();
      PretendClient idle = there.seeker(idling);
      endPass(lively, talking);
      endPass(lively, idling);
      assertThat(idle.closeCode()).isEqualTo(4401);
      pair.seekerSays("I am still here.");
      pair.seeker().send("exit");
      assertThat(pair.seeker().closeCode()).isEqualTo(4410);
      assertPresence(pair.peer(), "seeker", "left");
    }
  }

  @Test
  @DisplayName("C235: whoever joins with a pass that is over is told so")
  void joinsWithoutAPass() {
    night.doorKeeper();
    String token = night.token();
    PretendClient seeker = night.seeker(token);
    endPass(server, token);
    assertThat(seeker.send("join", "language", "en").closeCode()).isEqualTo(4401);
  }

  private static void endPass(RunningServer where, String token) {
    SeekerPasses passes = where.bean(SeekerPasses.class);
    passes.recognise(token).flatMap(passes::end).block();
  }

  @Test
  @DisplayName(
      "Supervisors are counted on all nodes, and those of a node that died are not for long")
  void supervisorsAreCounted() {
    try (RunningServer node = server.anotherNode();
        Night there = new Night(node);
        RedisClient client = RedisClient.create(TestRedis.uri());
        var redis = client.connect()) {
      PretendClient here = night.supervisor();
      awaitSupervisors(here, 1);
      PretendClient coordinator = there.stranger();
      coordinator.send("hello", "ticket", node.staff("coordinator").ticket()).next("welcome");
      awaitSupervisors(here, 2);
      awaitSupervisors(coordinator, 2);
      coordinator.drop();
      awaitSupervisors(here, 1);
      // Somebody whose node died a while ago.
      redis.sync().zadd("f:{board}:here", 1.0, "somebody");
      awaitSupervisors(here, 1);
      here.drop();
      PretendClient late = there.stranger();
      late.send("hello", "ticket", node.staff("coordinator").ticket()).next("welcome");
      awaitSupervisors(late, 1);
    }
  }

  @Test
  @DisplayName("C9: no flag, no reading without a reason; both are told when it begins and ends")
  void watching() {
    Pair pair = night.pair(night.peer("peer"));
    pair.seekerSays("Good evening.");
    PretendClient supervisor = night.supervisor();
    supervisor.send("watch", "conversation", pair.conversation());
    assertThat(supervisor.next("refused").path("reason").asString()).isEqualTo("reason_needed");
    assertThat(pair.seeker().unread()).isEmpty();
    supervisor.send("watch", "conversation", pair.conversation(), "reason", "the peer asked me to");
    supervisor.await("opened");
    assertThat(supervisor.await("said").path("text").asString()).isEqualTo("Good evening.");
    assertThat(pair.seeker().next("watched").path("mode").asString()).isEqualTo("reading");
    assertThat(pair.peer().next("watched").path("mode").asString()).isEqualTo("reading");
    pair.seekerSays("And good night.");
    assertThat(supervisor.await("said").path("text").asString()).isEqualTo("And good night.");
    supervisor.send("unwatch", "conversation", pair.conversation());
    assertThat(supervisor.await("closed").path("why").asString()).isEqualTo("unwatched");
    assertThat(pair.seeker().next("watched").path("mode").asString()).isEqualTo("gone");
    pair.seekerSays("Just us?");
    supervisor.settle();
    assertThat(supervisor.unread()).doesNotContain("said");
  }

  @Test
  @DisplayName("C8: after exit the conversation is held for 10 minutes and then closed as left")
  void exit() {
    Pair pair = night.pair(night.peer("peer"));
    Instant before = Instant.now();
    pair.seeker().send("exit");
    assertThat(pair.seeker().closeCode()).isEqualTo(4410);
    JsonNode presence = pair.peer().next("presence");
    assertThat(presence.path("who").asString()).isEqualTo("seeker");
    assertThat(presence.path("state").asString()).isEqualTo("left");
    try (RedisClient client = RedisClient.create(TestRedis.uri());
        var connection = client.connect()) {
      var redis = connection.sync();
      String due =
          redis.keys("c:*:due").stream()
              .filter(key -> redis.zscore(key, pair.conversation()) != null)
              .findFirst()
              .orElseThrow();
      double until = Objects.requireNonNull(redis.zscore(due, pair.conversation()));
      assertThat(Instant.ofEpochMilli((long) until))
          .isBetween(before.plus(Duration.ofMinutes(9)), before.plus(Duration.ofMinutes(11)));
      // Ten minutes go by.
      redis.zadd(due, 0, pair.conversation());
    }
    assertThat(pair.peer().await("closed").path("why").asString()).isEqualTo("left");
  }

  @Test
  @DisplayName("C8: a page that is being left ends the pass the same way, and is told nothing")
  void exitByBeacon() {
    String token = night.token();
    Pair pair = night.pair(night.seeker(token), night.peer("peer"));
    PretendStaff page = PretendStaff.atTheDoor(server);
    for (String body : List.of("{\"token\":\"" + token + "\"}", "{\"token\":\"nobody\"}", "hm")) {
      assertThat(page.post("/api/seekers/exit", body).statusCode()).isEqualTo(204);
    }
    assertThat(pair.peer().await("presence").path("state").asString()).isEqualTo("left");
    assertThat(pair.seeker().closeCode()).as("wherever else it is open").isEqualTo(4410);
    PretendClient again = night.stranger().send("hello", "token", token);
    assertThat(again.closeCode()).isEqualTo(4401);
  }

  @Test
  @DisplayName("G6: the newest tab wins, and the older is told")
  void secondTab() {
    night.doorKeeper();
    String token = night.token();
    PretendClient older = night.seeker(token);
    older.send("join", "language", "en").await("place");
    PretendClient newer = night.seeker(token);
    assertThat(older.await("bye").path("reason").asString()).isEqualTo("moved");
    assertThat(older.closeCode()).isEqualTo(4409);
    assertThat(newer.await("place").path("position").asInt()).isEqualTo(1);
    newer.settle();
  }

  @Test
  @DisplayName("G2: signing out ends the sockets of that sign-in and no other")
  void signOut() {
    PretendStaff browser = PretendStaff.signIn(server, "peer3", RunningServer.PASSWORD);
    PretendClient peer = night.stranger().send("hello", "ticket", browser.ticket());
    peer.next("welcome");
    PretendClient other = night.peer("peer4");
    browser.signOut();
    assertThat(peer.await("bye").path("reason").asString()).isEqualTo("not_recognised");
    assertThat(peer.closeCode()).isEqualTo(4401);
    assertThat(browser.get("/api/staff/me").statusCode()).isEqualTo(401);
    assertThat(browser.post("/api/staff/socket-ticket", "").statusCode()).isEqualTo(401);
    other.settle();
  }

  @Test
  @DisplayName("P8: a seeker in a conversation takes no second place")
  void oneConversation() {
    Pair pair = night.pair(night.peer("peer"));
    pair.seeker().send("join", "language", "en");
    assertThat(pair.seeker().next("refused").path("reason").asString()).isEqualTo("already");
    pair.seekerSays("Sorry, wrong button.");
  }

  private static void assertPresence(PretendClient client, String who, String state) {
    JsonNode presence = client.await("presence");
    assertThat(presence.path("who").asString()).isEqualTo(who);
    assertThat(presence.path("state").asString()).isEqualTo(state);
  }

  private static void awaitSupervisors(PretendClient client, int count) {
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(client.send("board").await("board").path("supervisors").asInt())
                .isEqualTo(count));
  }

  private static void resume(PretendClient client, Pair pair, String epoch, int after) {
    client.send("resume", "conversation", pair.conversation(), "epoch", epoch, "after", after);
  }

  private static List<String> texts(PretendClient client, int count) {
    return Stream.generate(() -> client.await("said"))
        .limit(count)
        .map(said -> said.path("text").asString())
        .toList();
  }
}
