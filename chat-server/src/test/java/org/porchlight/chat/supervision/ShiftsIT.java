package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.testservers.TestRedis;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** G15: what a supervisor leaves for whoever comes next. */
class ShiftsIT {
  private static final String DANGER = "I'm going to kill myself tonight";
  private static final String CANARY = "canary-numbat-in-the-note";
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Its own: a third supervisor is invited, and what is left is everybody's. */
  private static final RunningServer server = RunningServer.start();

  private static final PretendStaff sam = server.staff("supervisor");
  private static final PretendStaff alex = server.staff("coordinator");
  private static final PretendStaff noa = PretendStaff.invited(server, "supervisor").browser();

  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("V8: the list is what is open, who has it and where one is, without anybody's words")
  void drafted() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient board = night.supervisor();
    board.send("board").await("board");
    pair.seekerSays(DANGER);
    String flag = board.await("flag").path("flag").asString();
    assertThat(byId(draft(sam), flag).has("has")).isFalse();
    board.send("claim", "flag", flag);
    board.await("flag", of -> of.has("claimedBy"));
    board.send("watch", "conversation", pair.conversation()).await("caught-up");
    board.send("join-in", "conversation", pair.conversation()).await("stepped");

    JsonNode draft = draft(sam);
    JsonNode listed = byId(draft, flag);
    assertThat(listed.path("kind").asString()).isEqualTo("flag");
    assertThat(listed.path("lane").asString()).isEqualTo("now");
    assertThat(listed.path("why").asString()).isNotBlank();
    assertThat(listed.path("has").asString()).isEqualTo("Sam");
    assertThat(listed.path("peer").asString()).isEqualTo("Robin");
    assertThat(byId(draft, pair.conversation()).path("kind").asString()).isEqualTo("conversation");
    assertThat(draft.toString()).doesNotContain("kill myself");
    assertThat(ids(draft(alex))).contains(flag).doesNotContain(pair.conversation());

    // What is closed meanwhile asks nothing of whoever comes.
    leave(sam, "");
    assertThat(ids(only(alex))).contains(flag, pair.conversation());
    board.send("resolve", "flag", flag, "verdict", "right", "outcome", "supported");
    board.await("flag-changed");
    assertThat(ids(only(alex))).contains(pair.conversation()).doesNotContain(flag);
    assertThat(have(alex, only(alex)).statusCode()).isEqualTo(204);
  }

  @Test
  @DisplayName("V8: what waits for a second yes and what follows are in it, in nobody's words")
  void passedOnAndFollowed() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient board = night.supervisor();
    board.send("board").await("board");
    pair.seekerSays(DANGER);
    String flag = board.await("flag").path("flag").asString();
    board.send("watch", "conversation", pair.conversation(), "reason", "A look").await("caught-up");
    board.send("join-in", "conversation", pair.conversation()).await("stepped");
    board.send("contact-offer", "conversation", pair.conversation());
    card(board, "offered");
    Object[] shared = {
      "conversation",
      pair.conversation(),
      "phone",
      CANARY,
      "place",
      CANARY,
      "call",
      "text",
      "consent",
      "life"
    };
    pair.seeker().send("contact-share", shared);
    card(board, "shared");
    board.send("contact-pass", "conversation", pair.conversation(), "to", "line");
    card(board, "confirming");

    JsonNode passing = byId(draft(alex), pair.conversation());
    assertThat(passing.path("kind").asString()).isEqualTo("passing");
    assertThat(passing.path("seeker").asString()).isNotBlank();
    assertThat(passing.path("has").asString()).isEqualTo("Sam");

    Object[] closing = {
      "flag", flag, "verdict", "right", "outcome", "supported", "note", CANARY, "owner", idOf(board)
    };
    board.send("resolve", closing);
    board.await("flag-changed");
    JsonNode draft = draft(alex);
    JsonNode follows = opened(draft, "follow-up");
    assertThat(follows.path("has").asString()).isEqualTo("Sam");
    assertThat(follows.path("seeker")).isEqualTo(passing.path("seeker"));
    assertThat(draft.toString()).doesNotContain(CANARY);

    // What is looked after meanwhile asks nothing of whoever comes.
    leave(sam, "");
    String id = follows.path("id").asString();
    assertThat(ids(only(alex))).contains(id);
    String done = JSON.writeValueAsString(Map.of("id", id));
    assertThat(alex.post("/api/staff/follow-ups/done", done).statusCode()).isEqualTo(204);
    assertThat(ids(only(alex))).doesNotContain(id);
    assertThat(have(alex, only(alex)).statusCode()).isEqualTo(204);
  }

  @Test
  @DisplayName("V8: what a peer asked for, and with whom to talk something over, are in it")
  void team() {
    PretendStaff robin = server.staff("peer");
    robin.post("/api/staff/care/ask", "{\"what\":\"talk\"}");
    assertThat(ofRobin(draft(sam), "ask"))
        .hasValueSatisfying(ask -> assertThat(ask.path("what").asString()).isEqualTo("talk"));
    robin.post("/api/staff/care/ask", "{\"what\":\"none\"}");
    assertThat(ofRobin(draft(sam), "ask")).isEmpty();

    Pair hard = night.pair(night.peer("peer"));
    hard.seekerSays(DANGER);
    hard.peer().send("end", "conversation", hard.conversation()).await("closed");
    Awaitility.await().untilAsserted(() -> assertThat(ofRobin(draft(sam), "debrief")).isPresent());
    assertThat(ofRobin(draft(alex), "debrief")).isPresent();
  }

  @Test
  @DisplayName("V8, C10: a flag says that a deletion waits on its review")
  void deletionWaits() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient board = night.supervisor();
    board.send("board").await("board");
    pair.seekerSays(DANGER);
    String flag = board.await("flag").path("flag").asString();
    assertThat(byId(draft(sam), flag).path("deleteAsked").asBoolean(true)).isFalse();
    pair.seeker().send("delete", "conversation", pair.conversation());
    pair.seeker().await("deleted");
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> assertThat(byId(draft(sam), flag).path("deleteAsked").asBoolean()).isTrue());
  }

  @Test
  @DisplayName("V8: of two who say that they have it one does, the other reads who, and it is gone")
  void race() {
    long left = server.audited("shift.leave");
    long had = server.audited("shift.have");
    leave(sam, "  Wren may come back. " + CANARY + "\n");
    JsonNode shift = only(alex);
    assertThat(shift.path("from").path("name").asString()).isEqualTo("Sam");
    assertThat(shift.path("note").asString()).isEqualTo("Wren may come back. " + CANARY);
    assertThat(shift.path("until").asLong() - shift.path("at").asLong()).isEqualTo(86_400_000);
    assertThat(only(noa)).isEqualTo(shift);
    assertThat(server.audited("shift.leave")).isEqualTo(left + 1);

    CompletableFuture<HttpResponse<String>> ofAlex =
        CompletableFuture.supplyAsync(() -> have(alex, shift));
    CompletableFuture<HttpResponse<String>> ofNoa =
        CompletableFuture.supplyAsync(() -> have(noa, shift));
    assertThat(List.of(ofAlex.join().statusCode(), ofNoa.join().statusCode()))
        .containsExactlyInAnyOrder(204, 409);
    boolean alexHasIt = ofAlex.join().statusCode() == 204;
    PretendStaff winner = alexHasIt ? alex : noa;
    HttpResponse<String> lost = alexHasIt ? ofNoa.join() : ofAlex.join();
    assertThat(reason(lost)).isEqualTo("taken");
    assertThat(JSON.readTree(lost.body()).path("by").asString())
        .isEqualTo(alexHasIt ? "Alex" : "Noa");
    assertThat(lost.body()).doesNotContain(CANARY);
    Stream.of(sam, alex, noa).forEach(each -> assertThat(left(each)).isEmpty());
    assertThat(server.audited("shift.have")).isBetween(had + 1, had + 2);

    // An answer that was lost on the way is asked for again.
    assertThat(have(winner, shift).statusCode()).isEqualTo(204);
    assertThat(have(sam, shift).statusCode()).isEqualTo(409);
  }

  @Test
  @DisplayName("V8: what one left is taken back by oneself, and replaced by what one leaves later")
  void takenBack() {
    long back = server.audited("shift.take-back");
    leave(sam, "First.");
    JsonNode first = only(sam);
    leave(sam, "Second.");
    assertThat(only(alex).path("note").asString()).isEqualTo("Second.");
    HttpResponse<String> stale = have(alex, first);
    assertThat(stale.statusCode()).isEqualTo(410);
    assertThat(reason(stale)).isEqualTo("gone");
    assertThat(have(sam, only(sam)).statusCode()).isEqualTo(204);
    assertThat(left(alex)).isEmpty();
    assertThat(server.audited("shift.take-back")).isEqualTo(back + 1);
  }

  @Test
  @DisplayName("C14, P12: what is about a supervisor is hidden from them in what others leave")
  void hidden() {
    List<String> before = ids(draft(alex));
    Pair pair = night.pair(night.peer("peer"));
    PretendClient reader = night.supervisor();
    reader.send("watch", "conversation", pair.conversation(), "reason", "A look").await("opened");
    pair.seeker().send("raise", "conversation", pair.conversation(), "what", "supervisor");
    pair.seeker().await("raised");
    String flag =
        ids(draft(alex)).stream().filter(each -> !before.contains(each)).findFirst().orElseThrow();
    leave(alex, "");
    assertThat(ids(only(noa))).contains(flag);
    assertThat(ids(only(sam))).doesNotContain(flag);
    assertThat(have(noa, only(noa)).statusCode()).isEqualTo(204);
  }

  @Test
  @DisplayName("G15: a note is NFC of at most 1,000 characters, and is kept for a day at most")
  void notes() {
    HttpResponse<String> long1001 = leave(sam, "🦘".repeat(1001));
    assertThat(long1001.statusCode()).isEqualTo(400);
    assertThat(reason(long1001)).isEqualTo("note_too_long");
    assertThat(left(sam)).isEmpty();
    assertThat(leave(sam, "e\u0301".repeat(1000)).statusCode()).isEqualTo(204);
    JsonNode shift = only(alex);
    assertThat(shift.path("note").asString()).isEqualTo("\u00e9".repeat(1000));

    try (RedisClient client = RedisClient.create(TestRedis.uri());
        var redis = client.connect()) {
      String key = RedisShifts.key(shift.path("from").path("id").asString());
      assertThat(redis.sync().pttl(key)).isBetween(86_000_000L, 86_400_000L);
      redis.sync().del(key);
    }
    assertThat(left(alex)).isEmpty();
    assertThat(have(alex, shift).statusCode()).isEqualTo(410);
  }

  private static JsonNode draft(PretendStaff staff) {
    return JSON.readTree(staff.get("/api/staff/shift/draft").body());
  }

  private static HttpResponse<String> leave(PretendStaff staff, String note) {
    return staff.post("/api/staff/shift", JSON.writeValueAsString(Map.of("note", note)));
  }

  private static JsonNode left(PretendStaff staff) {
    return JSON.readTree(staff.get("/api/staff/shift").body()).path("left");
  }

  private static JsonNode only(PretendStaff staff) {
    JsonNode left = left(staff);
    assertThat(left).hasSize(1);
    return left.path(0);
  }

  private static HttpResponse<String> have(PretendStaff staff, JsonNode shift) {
    Map<String, String> wanted =
        Map.of("from", shift.path("from").path("id").asString(), "id", shift.path("id").asString());
    return staff.post("/api/staff/shift/have", JSON.writeValueAsString(wanted));
  }

  private static String reason(HttpResponse<String> answer) {
    return JSON.readTree(answer.body()).path("reason").asString();
  }

  private static void card(PretendClient supervisor, String state) {
    supervisor.await("contact", of -> of.path("state").asString().equals(state));
  }

  /** Sam's, whose board it is. */
  private static String idOf(PretendClient board) {
    return board
        .send("queue")
        .await("queue")
        .path("supervisors")
        .valueStream()
        .filter(each -> each.path("name").asString().equals("Sam"))
        .map(each -> each.path("id").asString())
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode byId(JsonNode listed, String id) {
    return first(listed, "id", id);
  }

  private static JsonNode opened(JsonNode listed, String kind) {
    return first(listed, "kind", kind);
  }

  private static JsonNode first(JsonNode listed, String field, String value) {
    return listed
        .path("open")
        .valueStream()
        .filter(each -> each.path(field).asString().equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not in the list"));
  }

  /** The peers of other houses on the same Redis have no name here. */
  private static Optional<JsonNode> ofRobin(JsonNode listed, String kind) {
    return listed
        .path("open")
        .valueStream()
        .filter(each -> each.path("kind").asString().equals(kind))
        .filter(each -> each.path("peer").asString().equals("Robin"))
        .findFirst();
  }

  private static List<String> ids(JsonNode listed) {
    return listed.path("open").valueStream().map(each -> each.path("id").asString()).toList();
  }
}
