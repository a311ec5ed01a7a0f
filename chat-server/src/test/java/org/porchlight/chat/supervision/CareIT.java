package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.duty.Stretch;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.testservers.TestRedis;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** G30, G31 and G160: what peers ask for on their own behalf, and how the team is tonight. */
class CareIT {
  private static final String DANGER = "I'm going to kill myself tonight";
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final RunningServer server = RunningServer.start();
  private static final RedisClient client = RedisClient.create(TestRedis.uri());
  private static final PretendStaff robin = server.staff("peer");
  private static final PretendStaff sam = server.staff("supervisor");
  private static final PretendStaff alex = server.staff("coordinator");

  private final Night night = new Night(server);
  private final RedisCommands<String, String> redis = client.connect().sync();

  @AfterEach
  void goHome() {
    ask("none");
    companyAsked(robin, "false");
    for (String left : List.of("d:{peers}:how:*", "d:{*}:thanks")) {
      redis.keys(left).forEach(redis::del);
    }
    night.close();
    redis.getStatefulConnection().close();
  }

  @AfterAll
  static void stop() {
    client.shutdown();
    server.close();
  }

  @Test
  @DisplayName("P9: a peer asks to talk, one supervisor has seen it, and the peer reads who")
  void asksToTalk() {
    long seen = server.audited("care.seen");
    assertThat(ask("talk")).isEqualTo(204);
    JsonNode asked = asks(alex);
    assertThat(asked.path("name").asString()).isEqualTo("Robin");
    assertThat(asked.path("what").asString()).isEqualTo("talk");
    // Pressed twice it is the same.
    ask("talk");
    assertThat(asks(sam)).isEqualTo(asked);
    assertThat(mine().path("asked").path("by").asString("")).isEmpty();

    assertThat(see(sam, asked).statusCode()).isEqualTo(204);
    assertThat(mine().path("asked").path("by").asString()).isEqualTo("Sam");
    assertThat(team(alex).path("asks")).isEmpty();
    HttpResponse<String> second = see(alex, asked);
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(JSON.readTree(second.body()).path("by").asString()).isEqualTo("Sam");
    assertThat(server.audited("care.seen")).isEqualTo(seen + 2);

    ask("none");
    assertThat(mine().path("asked").has("what")).isFalse();
    assertThat(see(sam, asked).statusCode()).isEqualTo(410);
  }

  @Test
  @DisplayName("G30: what nobody knows cannot be asked for")
  void unknown() {
    assertThat(ask("a raise")).isEqualTo(400);
    assertThat(mine().path("asked").has("what")).isFalse();
  }

  @Test
  @DisplayName("P1: how a peer is tonight is their own; an average needs five of them")
  void howTheyAre() {
    assertThat(how(robin, 6)).isEqualTo(400);
    assertThat(how(robin, 2)).isEqualTo(204);
    assertThat(how(robin, 4)).isEqualTo(204);
    assertThat(mine().path("how").asInt()).isEqualTo(4);
    for (int other = 2; other <= 4; other++) {
      how(server.staff("peer" + other), 4);
    }
    assertThat(team(sam).has("how")).isFalse();
    how(server.staff("peer5"), 1);
    assertThat(team(sam).path("how").asInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("P1: a peer with no conversation open tells that they are off, or not well")
  void off() {
    assertThat(ask("off")).isEqualTo(204);
    assertThat(asks(sam).path("what").asString()).isEqualTo("off");
    assertThat(ask("unwell")).isEqualTo(204);
    assertThat(asks(sam).path("what").asString()).isEqualTo("unwell");
  }

  @Test
  @DisplayName("V6: who is in a hard conversation, on a break, or due for one")
  void team() {
    Pair pair = night.pair(night.peer("peer"));
    onDuty(pair.peer());
    JsonNode before = robin(team(sam));
    assertThat(before.path("hard").asBoolean()).isFalse();
    assertThat(before.path("breakDue").asBoolean()).isFalse();

    PretendClient board = night.supervisor();
    board.send("board").await("board");
    pair.seekerSays(DANGER);
    board.await("flag");
    assertThat(robin(team(sam)).path("hard").asBoolean()).isTrue();

    String hours = "d:{" + before.path("id").asString() + "}:hours";
    long early = System.currentTimeMillis() - Stretch.LONG.plusMinutes(1).toMillis();
    redis.hset(hours, "since", Long.toString(early));
    redis.hdel(hours, "rested");
    assertThat(robin(team(sam)).path("breakDue").asBoolean()).isTrue();
    assertThat(mine().path("breakDue").asBoolean()).isTrue();
    pair.peer().forget("duty");
    pair.peer().send("breather", "minutes", 5).await("duty", duty -> duty.has("restsUntil"));
    JsonNode rests = robin(team(sam));
    assertThat(rests.path("restsUntil").asLong())
        .isGreaterThan(System.currentTimeMillis() + Duration.ofMinutes(4).toMillis());
    assertThat(rests.path("breakDue").asBoolean()).isFalse();
    assertThat(mine().path("breakDue").asBoolean()).isFalse();
    pair.peer().forget("duty");
    pair.peer().send("breather", "minutes", 0).await("duty");
    JsonNode rested = robin(team(sam));
    assertThat(rested.path("restsUntil").asLong(0)).isZero();
    assertThat(rested.path("lastBreak").asLong()).isPositive();
    assertThat(rested.path("breakDue").asBoolean()).isFalse();
  }

  @Test
  @DisplayName("P1: one supervisor is beside a peer, who reads their name")
  void beside() {
    onDuty(night.peer("peer"));
    night.supervisor();
    String id = robin(team(sam)).path("id").asString();
    assertThat(robin(team(sam)).path("supervised").asBoolean()).isFalse();
    assertThat(beside(sam, id, true)).isEqualTo(204);
    assertThat(mine().path("beside").asString()).isEqualTo("Sam");
    assertThat(beside(alex, id, true)).isEqualTo(409);
    assertThat(beside(alex, id, false)).isEqualTo(204);
    assertThat(robin(team(alex)).path("beside").path("name").asString()).isEqualTo("Sam");
    assertThat(beside(sam, id, false)).isEqualTo(204);
    assertThat(mine().has("beside")).isFalse();
    assertThat(beside(sam, "nobody", true)).isEqualTo(410);
  }

  @Test
  @DisplayName("P2: a peer on duty reads who is here, and how long the line is")
  void tonight() {
    night.supervisor();
    onDuty(night.peer("peer"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          JsonNode here = JSON.readTree(robin.get("/api/staff/care/tonight").body());
          assertThat(here.path("peers").toString()).contains("Robin");
          assertThat(here.path("supervisors").toString()).contains("Sam");
          assertThat(here.path("waiting").isInt()).isTrue();
        });
    JsonNode off = JSON.readTree(server.staff("peer6").get("/api/staff/care/tonight").body());
    assertThat(off.has("waiting")).isFalse();
  }

  @Test
  @DisplayName("V6: thanks reach the peer, with a name, and nobody who is no peer")
  void thanks() {
    onDuty(night.peer("peer"));
    long thanked = server.audited("care.thank");
    String id = robin(team(sam)).path("id").asString();
    assertThat(thank(sam, id).statusCode()).isEqualTo(204);
    assertThat(mine().path("thanks").path(0).path("by").asString()).isEqualTo("Sam");
    assertThat(server.audited("care.thank")).isEqualTo(thanked + 1);
    assertThat(thank(sam, "nobody").statusCode()).isEqualTo(410);
  }

  @Test
  @DisplayName("P9: a peer asks for company, one other peer keeps it, and supervisors hear nothing")
  void company() {
    PretendStaff sky = server.staff("peer2");
    PretendStaff kay = server.staff("peer3");
    assertThat(companyAsked(robin, "true")).isEqualTo(204);
    JsonNode wish = company(sky).path("others").path(0);
    assertThat(wish.path("name").asString()).isEqualTo("Robin");
    // Pressed twice it is the same.
    companyAsked(robin, "true");
    assertThat(company(kay).path("others").path(0)).isEqualTo(wish);
    assertThat(company(robin).path("others")).isEmpty();
    assertThat(company(robin).path("mine").has("by")).isFalse();
    assertThat(keep(robin, wish).statusCode()).isEqualTo(409);
    assertThat(team(sam).path("asks").toString()).doesNotContain("Robin");

    assertThat(keep(sky, wish).statusCode()).isEqualTo(204);
    assertThat(company(robin).path("mine").path("by").asString()).isEqualTo("Robin 2");
    assertThat(company(kay).path("others")).isEmpty();
    HttpResponse<String> second = keep(kay, wish);
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(JSON.readTree(second.body()).path("by").asString()).isEqualTo("Robin 2");

    assertThat(companyAsked(robin, "false")).isEqualTo(204);
    assertThat(company(robin).has("mine")).isFalse();
    assertThat(keep(kay, wish).statusCode()).isEqualTo(410);
    assertThat(companyAsked(robin, "null")).isEqualTo(400);
  }

  private static int companyAsked(PretendStaff peer, String on) {
    return peer.post("/api/staff/company/ask", "{\"on\":" + on + "}").statusCode();
  }

  private static JsonNode company(PretendStaff peer) {
    return JSON.readTree(peer.get("/api/staff/company").body());
  }

  private static HttpResponse<String> keep(PretendStaff peer, JsonNode wish) {
    return peer.post(
        "/api/staff/company/keep",
        "{\"peer\":\"%s\",\"at\":%d}"
            .formatted(wish.path("id").asString(), wish.path("at").asLong()));
  }

  private static void onDuty(PretendClient peer) {
    peer.forget("duty");
    peer.send("duty", "on", true).await("duty", duty -> duty.path("on").asBoolean());
  }

  private static int ask(String what) {
    return robin.post("/api/staff/care/ask", "{\"what\":\"%s\"}".formatted(what)).statusCode();
  }

  private static int beside(PretendStaff supervisor, String peer, boolean on) {
    return supervisor
        .post("/api/staff/care/beside", "{\"peer\":\"%s\",\"on\":%s}".formatted(peer, on))
        .statusCode();
  }

  private static int how(PretendStaff peer, int how) {
    return peer.post("/api/staff/care/how", "{\"how\":%d}".formatted(how)).statusCode();
  }

  private static HttpResponse<String> see(PretendStaff supervisor, JsonNode asked) {
    return supervisor.post(
        "/api/staff/care/seen",
        "{\"peer\":\"%s\",\"at\":%d}"
            .formatted(asked.path("id").asString(), asked.path("at").asLong()));
  }

  @Test
  @DisplayName("G160, V6: after danger supervisors see whom to talk with, and one says they did")
  void debrief() {
    redis.del("d:{peers}:debriefs");
    long talked = server.audited("care.debrief");
    Pair easy = night.pair(night.peer("peer"));
    easy.seekerSays("Thank you.");
    easy.peer().send("end", "conversation", easy.conversation()).await("closed");
    assertThat(team(sam).path("debriefs")).isEmpty();
    assertThat(mine().has("debrief")).isFalse();

    Pair hard = night.pair(easy.peer());
    hard.seekerSays(DANGER);
    assertThat(team(sam).path("debriefs")).as("it is not over").isEmpty();
    hard.peer().forget("closed");
    hard.peer().send("end", "conversation", hard.conversation()).await("closed");
    Awaitility.await().untilAsserted(() -> assertThat(team(sam).path("debriefs")).hasSize(1));
    JsonNode due = team(sam).path("debriefs").path(0);
    assertThat(due.path("name").asString()).isEqualTo("Robin");
    assertThat(mine().path("debrief").asLong()).isEqualTo(due.path("at").asLong());

    assertThat(talked(sam, due).statusCode()).isEqualTo(204);
    assertThat(team(alex).path("debriefs")).isEmpty();
    assertThat(mine().has("debrief")).isFalse();
    HttpResponse<String> second = talked(alex, due);
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(JSON.readTree(second.body()).path("by").asString()).isEqualTo("Sam");
    assertThat(server.audited("care.debrief")).isEqualTo(talked + 2);
    HttpResponse<String> nobody =
        sam.post("/api/staff/care/debriefed", "{\"peer\":\"nobody\",\"at\":1}");
    assertThat(nobody.statusCode()).isEqualTo(410);
  }

  private static HttpResponse<String> talked(PretendStaff supervisor, JsonNode due) {
    return supervisor.post(
        "/api/staff/care/debriefed",
        "{\"peer\":\"%s\",\"at\":%d}"
            .formatted(due.path("id").asString(), due.path("at").asLong()));
  }

  private static HttpResponse<String> thank(PretendStaff supervisor, String peer) {
    return supervisor.post("/api/staff/care/thanks", "{\"peer\":\"%s\"}".formatted(peer));
  }

  private static JsonNode mine() {
    return JSON.readTree(robin.get("/api/staff/care/mine").body());
  }

  private static JsonNode team(PretendStaff supervisor) {
    return JSON.readTree(supervisor.get("/api/staff/care").body());
  }

  private static JsonNode asks(PretendStaff supervisor) {
    return team(supervisor).path("asks").path(0);
  }

  private static JsonNode robin(JsonNode team) {
    return StreamSupport.stream(team.path("team").spliterator(), false)
        .filter(peer -> peer.path("name").asString().equals("Robin"))
        .findFirst()
        .orElseThrow();
  }
}
