package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.porchlight.chat.pretend.PretendStaff.reason;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.FlagBoard;
import org.porchlight.chat.conversation.MessageFlow;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.ReceivedMessage;
import org.porchlight.chat.conversation.Screening;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What supervisors decide, on real sockets. */
class DecisionsIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String CONTACT = "add me on whatsapp";
  private static final String SAD = "I don't want to be here any more";
  private static final String NOTE = "The crisis team calls back at ten, said the numbat.";
  private static final String DANGER = "I'm going to kill myself tonight";

  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName("C12, P1 to P4: a message that waits reaches the seeker when it is released, once")
  void released() {
    PretendClient supervisor = supervisorWithBoard();
    Pair pair = night.pair(night.peer("peer"));
    String id = PretendClient.newId();
    JsonNode hint = say(pair.peer(), pair, id, CONTACT, false).next("hint");
    assertThat(hint.path("firm").asBoolean()).isTrue();
    assertThat(hint.path("source").asString()).isNotBlank();
    JsonNode withheld = say(pair.peer(), pair, id, CONTACT, true).next("withheld");
    assertThat(withheld.path("until").asLong()).isGreaterThan(System.currentTimeMillis());
    assertThat(withheld.has("text")).isFalse();

    JsonNode flag = flagOf(supervisor, pair);
    assertThat(flag.at("/held/state").asString()).isEqualTo("waits");
    assertThat(flag.path("quote").asString()).isEqualTo(CONTACT);
    assertThat(flag.path("reasons").size()).isPositive();
    assertThat(flag.path("lane").asString()).isEqualTo("soon");
    resolve(supervisor, flag, "right", "abuse");
    assertThat(supervisor.await("refused").path("reason").asString()).isEqualTo("undecided");
    pair.seekerSays("Are you still there?");
    assertThat(pair.seeker().unread()).isEmpty();

    long audited = server.audited("message.release");
    release(supervisor, flag, true);
    JsonNode said = pair.seeker().await("said");
    assertThat(said.path("id").asString()).isEqualTo(id);
    assertThat(said.path("text").asString()).isEqualTo(CONTACT);
    assertThat(said.path("seq").asInt()).isEqualTo(2);
    JsonNode kept = pair.peer().await("kept", of -> of.path("id").asString().equals(id));
    assertThat(kept.path("seq").asInt()).isEqualTo(2);
    assertThat(flagOf(supervisor, pair).at("/held/state").asString()).isEqualTo("released");
    assertThat(server.audited("message.release")).isEqualTo(audited + 1);

    assertThat(say(pair.peer(), pair, id, CONTACT, true).await("kept")).isEqualTo(kept);
    resume(pair.seeker(), pair);
    assertThat(pair.seeker().await("caught-up").path("head").asInt()).isEqualTo(2);
  }

  @Test
  @DisplayName("C12: a message that is given back is not sent, and its writer reads why")
  void givenBack() {
    PretendClient supervisor = supervisorWithBoard();
    Pair pair = night.pair(night.peer("peer"));
    String id = PretendClient.newId();
    say(pair.peer(), pair, id, CONTACT, true).next("withheld");
    JsonNode flag = flagOf(supervisor, pair);
    Object[] back = {"flag", flag.path("flag").asString(), "send", false, "word", "Let's stay."};
    supervisor.send("release", back);
    JsonNode returned = pair.peer().await("returned");
    assertThat(returned.path("id").asString()).isEqualTo(id);
    assertThat(returned.path("why").asString()).isEqualTo("returned");
    assertThat(returned.path("by").asString()).isEqualTo("Sam");
    assertThat(returned.path("word").asString()).isEqualTo("Let's stay.");
    JsonNode after = flagOf(supervisor, pair);
    assertThat(after.at("/held/state").asString()).isEqualTo("returned");
    assertThat(after.at("/held/by").asString()).isEqualTo("Sam");
    release(supervisor, flag, true);
    assertThat(supervisor.await("refused").path("reason").asString()).isEqualTo("decided");
    assertThat(say(pair.peer(), pair, id, CONTACT, true).await("returned")).isEqualTo(returned);
    pair.seeker().settle();
    assertThat(pair.seeker().everything()).doesNotContain("whatsapp").doesNotContain("Let's stay");
  }

  @Test
  @DisplayName("C12: whoever comes back finds what waits; with the end it is over")
  void comingBack() {
    PretendClient supervisor = supervisorWithBoard();
    Pair pair = night.pair(night.peer("peer"));
    String id = PretendClient.newId();
    say(pair.peer(), pair, id, CONTACT, true).next("withheld");
    JsonNode flag = flagOf(supervisor, pair);
    PretendClient back = night.peer("peer");
    resume(back, pair);
    JsonNode withheld = back.await("withheld");
    assertThat(withheld.path("id").asString()).isEqualTo(id);
    assertThat(withheld.path("text").asString()).isEqualTo(CONTACT);
    resume(pair.seeker(), pair);
    pair.seeker().await("caught-up");
    pair.seeker().settle();
    assertThat(pair.seeker().everything()).doesNotContain("withheld");

    back.send("end", "conversation", pair.conversation()).await("closed");
    release(supervisor, flag, true);
    assertThat(supervisor.await("refused").path("reason").asString()).isEqualTo("closed");
    assertThat(say(back, pair, id, CONTACT, true).await("returned").path("why").asString())
        .isEqualTo("over");
    resolve(supervisor, flag, "right", "abuse");
    closed(supervisor, flag);
  }

  @Test
  @DisplayName("C12: what nobody decides about goes back by itself")
  void nobodyDecides() {
    try (RunningServer hasty = RunningServer.start("porchlight.withheld-for=1s");
        Night there = new Night(hasty)) {
      PretendClient supervisor = there.supervisor();
      supervisor.send("board").await("board");
      Pair pair = there.pair(there.peer("peer"));
      say(pair.peer(), pair, PretendClient.newId(), CONTACT, true).next("withheld");
      JsonNode flag = flagOf(supervisor, pair);
      assertThat(pair.peer().await("returned").path("why").asString()).isEqualTo("expired");
      supervisor.await("flag", of -> of.at("/held/state").asString().equals("expired"));
      release(supervisor, flag, true);
      assertThat(supervisor.await("refused").path("reason").asString()).isEqualTo("decided");
      resolve(supervisor, flag, "wrong", null);
      closed(supervisor, flag);
    }
  }

  @Test
  @DisplayName(
      "C12: a seeker, a peer and supervisors on different nodes; of two decisions one wins")
  void acrossNodes() {
    try (RunningServer other = server.anotherNode();
        Night there = new Night(other)) {
      PretendClient here = supervisorWithBoard();
      PretendClient coordinator = there.stranger();
      coordinator.send("hello", "ticket", other.staff("coordinator").ticket()).next("welcome");
      coordinator.send("board").await("board");
      Pair pair = there.pair(night.seeker(), there.peer("peer3"));
      String id = PretendClient.newId();
      say(pair.peer(), pair, id, CONTACT, true).next("withheld");
      JsonNode flag = flagOf(here, pair);
      flagOf(coordinator, pair);
      release(here, flag, true);
      release(coordinator, flag, false);
      here.settle();
      coordinator.settle();
      String lost = here.everything() + coordinator.everything();
      assertThat(lost.split("\"reason\":\"decided\"", -1)).hasSize(2);
      JsonNode told = pair.peer().awaitAny("kept", "returned");
      assertThat(told.path("id").asString()).isEqualTo(id);
      pair.seekerSays("And then?");
      pair.seeker().settle();
      assertThat(pair.seeker().everything().contains("whatsapp"))
          .isEqualTo(told.path("type").asString().equals("kept"));

      resolve(here, flag, "right", null);
      resolve(coordinator, flag, "wrong", null);
      assertThat(closed(here, flag)).isEqualTo(closed(coordinator, flag));
      here.settle();
      coordinator.settle();
      String everything = here.everything() + coordinator.everything();
      assertThat(everything.split("\"re\":\"resolve\"", -1)).hasSize(2);
    }
  }

  @Test
  @DisplayName("C13: what needs a person now closes with an outcome, once, and is counted")
  void resolved() {
    PretendClient supervisor = supervisorWithBoard();
    Pair pair = night.pair(night.peer("peer"));
    pair.seekerSays(DANGER);
    JsonNode flag = flagOf(supervisor, pair);
    assertThat(flag.path("lane").asString()).isEqualTo("now");
    resolve(supervisor, flag, "right", "plan");
    assertThat(supervisor.await("refused").path("reason").asString()).isEqualTo("unclaimed");
    supervisor.send("claim", "flag", flag.path("flag").asString());
    assertThat(flagOf(supervisor, pair).at("/claimedBy/name").asString()).isEqualTo("Sam");
    resolve(supervisor, flag, "right", null);
    assertThat(supervisor.await("refused").path("reason").asString()).isEqualTo("outcome_needed");

    MeterRegistry meters = server.bean(MeterRegistry.class);
    var counter = meters.get("flags.resolved").tag("category", "suicide").tag("verdict", "right");
    double before = counter.counter().count();
    int rights = rights("suicide");
    resolve(supervisor, flag, "right", "plan");
    assertThat(closed(supervisor, flag)).isEqualTo("Sam");
    // The board tells of it before the server that closed it has counted it.
    Awaitility.await()
        .untilAsserted(() -> assertThat(counter.counter().count()).isEqualTo(before + 1));
    assertThat(meters.get("rules.judged").counters().stream().mapToDouble(each -> each.count()))
        .anyMatch(count -> count > 0);
    resolve(supervisor, flag, "right", "plan");
    assertThat(supervisor.await("refused").path("reason").asString()).isEqualTo("decided");
    assertThat(counter.counter().count()).isEqualTo(before + 1);
    Awaitility.await().untilAsserted(() -> assertThat(rights("suicide")).isEqualTo(rights + 1));
    assertThat(report().at("/precision/outcomes").toString()).contains("\"plan\"");
    assertThat(report().toString()).doesNotContain(pair.conversation()).doesNotContain("Sam");
    // The same may be raised again, and judged again.
    pair.seekerSays("I am going to end my life tonight");
    flagOf(supervisor, pair);
  }

  @Test
  @DisplayName("C111: a note ends with its conversation, and what follows is somebody's")
  void whatFollows() {
    PretendClient supervisor = supervisorWithBoard();
    Pair pair = night.pair(night.peer("peer"));
    pair.seekerSays(SAD);
    JsonNode flag = flagOf(supervisor, pair);
    String id = flag.path("flag").asString();
    String gone = PretendClient.newId();
    supervisor.send("resolve", "flag", id, "verdict", "right", "owner", gone);
    assertThat(supervisor.await("refused").path("reason").asString()).isEqualTo("away");
    assertThat(followUps("supervisor", pair)).isEmpty();

    String me = idOf("Sam", supervisor);
    Object[] closing = {
      "flag", id, "verdict", "right", "outcome", "connected", "note", NOTE, "owner", me
    };
    supervisor.send("resolve", closing);
    closed(supervisor, flag);
    JsonNode open = followUps("coordinator", pair).getFirst();
    assertThat(open.at("/owner/name").asString()).isEqualTo("Sam");
    assertThat(open.path("by").asString()).isEqualTo("Sam");
    assertThat(open.toString()).doesNotContain(NOTE);

    assertThat(notes("supervisor", pair)).contains("not_reading").doesNotContain(NOTE);
    String why = "To look after what follows.";
    supervisor.send("watch", "conversation", pair.conversation(), "reason", why);
    supervisor.await("caught-up");
    assertThat(notes("supervisor", pair)).contains(NOTE, "Sam");
    JsonNode seen = JsonMapper.shared().readTree(notes("supervisor", pair)).at("/flags/0");
    assertThat(seen.path("raisedAt").asLong()).isEqualTo(flag.path("at").asLong());
    assertThat(seen.path("reasons")).isEqualTo(flag.path("reasons"));
    assertThat(seen.path("by").asString()).isEqualTo("Sam");
    assertThat(seen.path("said").asString()).isEqualTo("right connected note follow_up");
    assertThat(notes("coordinator", pair)).doesNotContain(NOTE);
    pair.seeker().settle();
    pair.peer().settle();
    assertThat(pair.seeker().everything() + pair.peer().everything()).doesNotContain(NOTE);

    String done = "{\"id\":\"%s\"}".formatted(open.path("id").asString());
    PretendStaff alex = server.staff("coordinator");
    assertThat(alex.post("/api/staff/follow-ups/done", done).statusCode()).isEqualTo(204);
    assertThat(alex.post("/api/staff/follow-ups/done", done).statusCode()).isEqualTo(410);
    assertThat(followUps("supervisor", pair)).isEmpty();
    assertThat(server.audited("flag.followed-up")).isPositive();
  }

  @Test
  @DisplayName("G51: another supervisor takes over what follows, once, and who had it is named")
  void takenOver() {
    PretendClient supervisor = supervisorWithBoard();
    Pair pair = night.pair(night.peer("peer"));
    pair.seekerSays(SAD);
    JsonNode flag = flagOf(supervisor, pair);
    String sam = idOf("Sam", supervisor);
    Object[] closing = {
      "flag", flag.path("flag").asString(), "verdict", "right", "outcome", "connected", "owner", sam
    };
    supervisor.send("resolve", closing);
    closed(supervisor, flag);
    JsonNode open = followUps("coordinator", pair).getFirst();
    assertThat(open.has("before")).isFalse();
    String id = open.path("id").asString();

    long taken = server.audited("flag.follow-up-take");
    assertThat(take("coordinator", id, sam).statusCode()).isEqualTo(204);
    JsonNode now = followUps("supervisor", pair).getFirst();
    assertThat(now.at("/owner/name").asString()).isEqualTo("Alex");
    assertThat(now.path("before").asString()).isEqualTo("Sam");
    assertThat(server.audited("flag.follow-up-take")).isEqualTo(taken + 1);
    // An answer that was lost on the way is asked for again.
    assertThat(take("coordinator", id, sam).statusCode()).isEqualTo(204);
    assertThat(server.audited("flag.follow-up-take")).isEqualTo(taken + 1);

    // Who does not know that it is another's by now reads whose it is.
    HttpResponse<String> late = take("supervisor", id, sam);
    assertThat(reason(late, 409)).isEqualTo("taken");
    assertThat(JsonMapper.shared().readTree(late.body()).path("by").asString()).isEqualTo("Alex");
    assertThat(followUps("supervisor", pair).getFirst()).isEqualTo(now);
    assertThat(server.bean(PostgresClosings.class).take(id, sam, "jo").block(SOON)).isFalse();

    String done = "{\"id\":\"%s\"}".formatted(id);
    server.staff("coordinator").post("/api/staff/follow-ups/done", done);
    HttpResponse<String> gone = take("supervisor", id, now.at("/owner/id").asString());
    assertThat(reason(gone, 410)).isEqualTo("gone");
  }

  private HttpResponse<String> take(String login, String id, String from) {
    String wanted = "{\"id\":\"%s\",\"from\":\"%s\"}".formatted(id, from);
    return server.staff(login).post("/api/staff/follow-ups/take", wanted);
  }

  @Test
  @DisplayName("C111: what is written down again, because nobody heard that it was, is there once")
  void writtenOnce() {
    PostgresClosings closings = server.bean(PostgresClosings.class);
    ConversationId conversation = ConversationId.random();
    String id = PretendClient.newId();
    for (byte sealed = 1; sealed <= 2; sealed++) {
      Boolean isNew =
          closings
              .add(id, conversation, "sam", new byte[] {sealed}, null, null, Set.of("alex"))
              .block(SOON);
      assertThat(isNew).isEqualTo(sealed == 1);
    }
    var kept = Objects.requireNonNull(closings.notes(conversation, "jo").collectList().block(SOON));
    assertThat(kept).singleElement().extracting(each -> each.sealed()).isEqualTo(new byte[] {2});
    assertThat(closings.notes(conversation, "alex").collectList().block(SOON)).isEmpty();
    closings.remove(id).block(SOON);
    assertThat(closings.notes(conversation, "jo").collectList().block(SOON)).isEmpty();
  }

  @Test
  @DisplayName("C111, P12: whom a flag was about reads no note of it, and is given nothing to do")
  void notAboutThemselves() {
    PretendClient sam = supervisorWithBoard();
    Pair pair = night.pair(night.peer("peer"));
    sam.send("watch", "conversation", pair.conversation(), "reason", "Their peer is new.");
    sam.await("caught-up");
    PretendClient alex = night.stranger();
    alex.send("hello", "ticket", server.staff("coordinator").ticket()).next("welcome");
    alex.send("board").await("board");
    pair.seeker().send("raise", "conversation", pair.conversation(), "what", "supervisor");
    JsonNode flag = flagOf(alex, pair);
    String id = flag.path("flag").asString();
    String about = idOf("Sam", alex);
    alex.send("resolve", "flag", id, "verdict", "right", "note", NOTE, "owner", about);
    assertThat(alex.await("refused").path("reason").asString()).isEqualTo("away");
    String own = idOf("Alex", alex);
    alex.send("resolve", "flag", id, "verdict", "right", "note", NOTE, "owner", own);
    closed(alex, flag);
    assertThat(followUps("coordinator", pair)).hasSize(1);
    JsonNode hidden = followUps("coordinator", pair).getFirst();
    assertThat(followUps("supervisor", pair)).isEmpty();
    HttpResponse<String> taking = take("supervisor", hidden.path("id").asString(), own);
    assertThat(taking.statusCode()).isEqualTo(410);
    assertThat(notes("supervisor", pair)).contains("\"notes\":[]", "\"flags\":[]");
  }

  @Test
  @DisplayName("C10, C13: what waits for a review goes when the last flag is closed")
  void deletedAfterTheReview() {
    PretendClient supervisor = supervisorWithBoard();
    Pair pair = night.pair(night.peer("peer"));
    pair.seekerSays(SAD);
    JsonNode flag = flagOf(supervisor, pair);
    pair.seeker().send("delete", "conversation", pair.conversation());
    assertThat(pair.seeker().await("deleted").path("state").asString())
        .isEqualTo("waits_for_review");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          JsonNode row =
              supervisor
                  .send("board")
                  .await("board")
                  .path("soon")
                  .valueStream()
                  .filter(of -> of.path("flag").equals(flag.path("flag")))
                  .findFirst()
                  .orElseThrow();
          assertThat(row.path("deleteAsked").asBoolean()).isTrue();
          assertThat(row.path("keptUntil").asLong()).isGreaterThan(System.currentTimeMillis());
        });
    resolve(supervisor, flag, "right", "supported");
    closed(supervisor, flag);
    ConversationLog log = server.bean(ConversationLog.class);
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(log.find(new ConversationId(pair.conversation())).block()).isNull());
  }

  @Test
  @DisplayName("C14, P12: a seeker raises what a peer should not have said, unseen by the peer")
  void raised() {
    PretendClient supervisor = supervisorWithBoard();
    Pair pair = night.pair(night.peer("peer"));
    pair.peerSays("Good evening.");
    for (int i = 0; i < 2; i++) {
      pair.seeker().send("raise", "conversation", pair.conversation(), "what", "peer_lane");
      assertThat(pair.seeker().await("raised").path("what").asString()).isEqualTo("peer_lane");
    }
    JsonNode flag = flagOf(supervisor, pair);
    assertThat(flag.path("category").asString()).isEqualTo("raised");
    assertThat(flag.path("side").asString()).isEqualTo("peer");
    assertThat(flag.path("lane").asString()).isEqualTo("soon");
    assertThat(flag.path("reasons").size()).isEqualTo(1);
    supervisor.settle();
    pair.peer().settle();
    assertThat(supervisor.unread()).doesNotContain("flag");
    assertThat(pair.peer().everything()).doesNotContain("raise").doesNotContain("peer_lane");
    // It may be read without giving a reason.
    supervisor.send("watch", "conversation", pair.conversation()).await("opened");
    resolve(supervisor, flag, "right", "abuse");
    closed(supervisor, flag);
    pair.peer().send("end", "conversation", pair.conversation());
    pair.seeker().await("closed");
    pair.seeker().send("raise", "conversation", pair.conversation(), "what", "peer_lane");
    assertThat(pair.seeker().await("refused").path("reason").asString()).isEqualTo("closed");
  }

  @Test
  @DisplayName("C15: a peer gets words to ask with beside what worries, also after a reload")
  void guided() {
    Pair pair = night.pair(night.peer("peer"));
    pair.seekerSays("My cat is asleep.");
    pair.seekerSays(SAD);
    JsonNode guide = pair.peer().await("guide");
    assertThat(guide.path("words").toString()).containsIgnoringCase("suicide");
    assertThat(guide.path("hint").asString()).isNotBlank();
    assertThat(guide.path("source").asString()).isNotBlank();
    pair.peer().settle();
    assertThat(pair.peer().unread()).doesNotContain("guide");
    PretendClient back = night.peer("peer");
    resume(back, pair);
    assertThat(back.await("guide")).isEqualTo(guide);
    pair.seeker().settle();
    assertThat(pair.seeker().everything()).doesNotContain("\"guide\"");
  }

  @Test
  @DisplayName("A3: what could not be looked at is on the board, with how it begins")
  void unscreened() {
    PretendClient supervisor = supervisorWithBoard();
    Pair pair = night.pair(night.peer("peer"));
    ConversationLog log = server.bean(ConversationLog.class);
    MessageFlow broken =
        new MessageFlow(
            new Screening(
                (utterance, context) -> {
                  throw new IllegalStateException("a rule that is broken");
                },
                spoken -> {}),
            log,
            server.bean(FlagBoard.class));
    ConversationId id = new ConversationId(pair.conversation());
    broken
        .say(
            new ReceivedMessage(
                id,
                MessageId.random(),
                Part.SEEKER,
                Objects.requireNonNull(log.find(id).block()).seeker().id(),
                MessageText.of("Good evening."),
                false))
        .block();
    JsonNode flag = flagOf(supervisor, pair);
    assertThat(flag.path("category").asString()).isEqualTo("unscreened");
    assertThat(flag.path("quote").asString()).isEqualTo("Good evening.");
    assertThat(supervisor.send("board").await("board").path("soon").toString())
        .contains(flag.path("flag").asString());
    assertThat(pair.peer().await("said").path("text").asString()).isEqualTo("Good evening.");
  }

  private PretendClient supervisorWithBoard() {
    PretendClient supervisor = night.supervisor();
    supervisor.send("board").await("board");
    return supervisor;
  }

  private static JsonNode flagOf(PretendClient supervisor, Pair pair) {
    return supervisor.await(
        "flag", flag -> flag.path("conversation").asString().equals(pair.conversation()));
  }

  private static PretendClient say(
      PretendClient from, Pair pair, String id, String text, boolean sure) {
    Object[] say = {"conversation", pair.conversation(), "id", id, "text", text, "sure", sure};
    return from.send("say", sure ? say : Arrays.copyOf(say, 6));
  }

  private static void release(PretendClient supervisor, JsonNode flag, boolean send) {
    supervisor.send("release", "flag", flag.path("flag").asString(), "send", send);
  }

  private static void resolve(
      PretendClient supervisor,
      JsonNode flag,
      String verdict,
      @org.jspecify.annotations.Nullable String outcome) {
    String id = flag.path("flag").asString();
    if (outcome == null) {
      supervisor.send("resolve", "flag", id, "verdict", verdict);
    } else {
      supervisor.send("resolve", "flag", id, "verdict", verdict, "outcome", outcome);
    }
  }

  /** Waits until a flag is closed; who closed it. */
  private static String closed(PretendClient supervisor, JsonNode flag) {
    return supervisor
        .await("flag-changed", of -> of.path("flag").equals(flag.path("flag")))
        .path("by")
        .asString();
  }

  private static void resume(PretendClient client, Pair pair) {
    client.send("resume", "conversation", pair.conversation(), "epoch", pair.epoch(), "after", 0);
  }

  private static String idOf(String name, PretendClient board) {
    return board
        .send("queue")
        .await("queue")
        .path("supervisors")
        .valueStream()
        .filter(each -> each.path("name").asString().equals(name))
        .map(each -> each.path("id").asString())
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> followUps(String login, Pair pair) {
    return JsonMapper.shared()
        .readTree(server.staff(login).get("/api/staff/follow-ups").body())
        .path("followUps")
        .valueStream()
        .filter(each -> each.path("conversation").asString().equals(pair.conversation()))
        .toList();
  }

  private String notes(String login, Pair pair) {
    String path = "/api/staff/follow-ups/notes?conversation=" + pair.conversation();
    return server.staff(login).get(path).body();
  }

  private JsonNode report() {
    return JsonMapper.shared()
        .readTree(server.staff("supervisor").get("/api/staff/precision").body());
  }

  private int rights(String category) {
    for (JsonNode line : report().at("/precision/categories")) {
      if (line.path("subject").asString().equals(category)) {
        return line.path("right").asInt();
      }
    }
    return 0;
  }
}
