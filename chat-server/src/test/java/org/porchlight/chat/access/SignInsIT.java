package org.porchlight.chat.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.PretendStaff.Invited;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** G10 and G11: sign-ins through the pages and the socket, and the archive behind a fresh code. */
class SignInsIT {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final RunningServer server =
      RunningServer.start(
          "porchlight.sign-in.idle=6s",
          "porchlight.sign-in.proved=2s",
          "porchlight.socket.sign-in-every=200ms");

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("G10: whoever does nothing is signed out, their socket too; a demo account is not")
  void idle() {
    Invited peer = PretendStaff.invited(server, "peer");
    PretendClient socket = hello(peer.browser());
    PretendStaff demo = server.staff("peer");
    assertThat(socket.await("bye").path("reason").asString()).isEqualTo("not_recognised");
    assertThat(socket.closeCode()).isEqualTo(4401);
    assertThat(peer.browser().get("/api/staff/me").statusCode()).isEqualTo(401);
    assertThat(peer.browser().post("/api/staff/socket-ticket", "").statusCode()).isIn(401, 403);
    assertThat(demo.get("/api/staff/me").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("G10: what a board asks for by itself keeps nobody signed in")
  void askedByThePage() {
    Invited supervisor = PretendStaff.invited(server, "supervisor");
    assertThat(supervisor.browser().get("/api/staff/shift").statusCode()).isEqualTo(200);
    Awaitility.await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(20))
        .until(() -> supervisor.browser().get("/api/staff/shift").statusCode() == 401);
  }

  @Test
  @DisplayName("G10: nobody is signed out while their conversation is open")
  void conversation() {
    try (Night night = new Night(server)) {
      Invited invited = PretendStaff.invited(server, "peer");
      PretendClient peer = hello(invited.browser());
      peer.send("duty", "on", true, "capacity", 1, "topics", new String[] {"grief"});
      Night.Pair pair = night.pair(peer);
      Awaitility.await()
          .pollDelay(Duration.ofSeconds(9))
          .atMost(Duration.ofSeconds(30))
          .until(() -> !peer.isClosed());
      pair.seekerSays("Still there?");
      assertThat(invited.browser().get("/api/staff/me").statusCode()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("G10: a sign-in is seen and ended from another, at once, with ticket and socket")
  void endedFromAnother() {
    Invited peer = PretendStaff.invited(server, "supervisor");
    PretendStaff other = peer.signIn(PretendStaff.atTheDoor(server), peer.app().code(1));
    PretendClient socket = hello(other);
    String ticket = other.ticket();
    JsonNode mine = read(peer.browser().get("/api/staff/sign-ins")).path("signIns");
    assertThat(mine.size()).isEqualTo(2);
    String theOther = "";
    for (JsonNode each : mine) {
      assertThat(each.propertyNames()).containsExactlyInAnyOrder("id", "since", "last", "current");
      theOther = each.path("current").asBoolean() ? theOther : each.path("id").asString();
    }
    long audited = server.audited("sign-in.end");
    assertThat(end(peer.browser(), Map.of("signIn", theOther))).isEqualTo(204);
    assertThat(socket.await("bye").path("reason").asString()).isEqualTo("not_recognised");
    assertThat(other.get("/api/staff/me").statusCode()).isEqualTo(401);
    PretendClient late = server.connect();
    late.send("hello", "ticket", ticket);
    assertThat(late.closeCode()).isEqualTo(4401);
    assertThat(peer.browser().get("/api/staff/me").statusCode()).isEqualTo(200);
    assertThat(server.audited("sign-in.end")).isEqualTo(audited + 1);
  }

  @Test
  @DisplayName("G10: coordinators see and end everybody's; nobody else ends another's")
  void endedByCoordinator() {
    Invited peer = PretendStaff.invited(server, "peer");
    JsonNode people =
        read(server.staff("coordinator").get("/api/staff/sign-ins/everyone")).path("people");
    String me = read(peer.browser().get("/api/staff/sign-ins")).at("/signIns/0/id").asString();
    String person = "";
    for (JsonNode each : people) {
      if (each.at("/signIns/0/id").asString().equals(me)) {
        person = each.path("id").asString();
      }
    }
    assertThat(person).hasSize(22);
    Map<String, String> ending = Map.of("signIn", me, "person", person);
    assertThat(end(server.staff("supervisor"), ending)).isEqualTo(403);
    assertThat(end(server.staff("peer"), ending)).isEqualTo(403);
    assertThat(peer.browser().get("/api/staff/me").statusCode()).isEqualTo(200);
    assertThat(end(server.staff("coordinator"), ending)).isEqualTo(204);
    assertThat(peer.browser().get("/api/staff/me").statusCode()).isEqualTo(401);
  }

  @Test
  @DisplayName("G11: the archive opens with a fresh code and a reason, and never without the audit")
  void archive() throws SQLException {
    String conversation;
    try (Night night = new Night(server)) {
      Night.Pair pair = night.pair(night.peer("peer2"));
      pair.seekerSays("The kettle sings at three.");
      pair.peerSays("I hear it too.");
      pair.seeker().send("end", "conversation", pair.conversation());
      pair.seeker().await("closed");
      conversation = pair.conversation();
    }
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> open(server.staff("supervisor"), conversation, "x").statusCode() != 404);
    Invited supervisor = PretendStaff.invited(server, "supervisor");
    PretendStaff browser = supervisor.browser();
    Awaitility.await()
        .pollDelay(Duration.ofMillis(500))
        .until(() -> {
          HttpResponse<String> stale = open(browser, conversation, "a complaint");
          return stale.statusCode() == 403 && stale.body().contains("step_up_needed");
        });
    long read = server.audited("archive.read");
    long wrong = server.audited("sign-in.code-refused");
    assertThat(stepUp(browser, "000000").statusCode()).isEqualTo(400);
    assertThat(server.audited("sign-in.code-refused")).isEqualTo(wrong + 1);
    String code = supervisor.app().code(1);
    assertThat(stepUp(browser, code).statusCode()).isEqualTo(204);
    assertThat(stepUp(browser, code).statusCode()).as("each code once").isEqualTo(400);
    HttpResponse<String> opened = open(browser, conversation, "a complaint");
    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
    assertThat(read(opened).at("/messages/0/text").asString())
        .isEqualTo("The kettle sings at three.");
    assertThat(read(opened).at("/messages/1/from/role").asString()).isEqualTo("peer");
    assertThat(server.audited("archive.read")).isEqualTo(read + 1);

    PretendStaff demo = server.staff("supervisor");
    assertThat(open(demo, conversation, " ").statusCode()).isEqualTo(400);
    execute("ALTER TABLE audit.chain RENAME TO elsewhere");
    try {
      HttpResponse<String> refused = open(demo, conversation, "a complaint");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).doesNotContain("kettle");
    } finally {
      execute("ALTER TABLE audit.elsewhere RENAME TO chain");
    }
    assertThat(open(demo, conversation, "a complaint").statusCode()).isEqualTo(200);
  }

  private static PretendClient hello(PretendStaff browser) {
    PretendClient socket = server.connect();
    socket.send("hello", "ticket", browser.ticket());
    socket.next("welcome");
    return socket;
  }

  private static HttpResponse<String> open(PretendStaff by, String conversation, String reason) {
    return by.post(
        "/api/staff/transcripts/read",
        JSON.writeValueAsString(Map.of("conversation", conversation, "reason", reason)));
  }

  private static HttpResponse<String> stepUp(PretendStaff by, String code) {
    return by.post("/api/staff/step-up", JSON.writeValueAsString(Map.of("code", code)));
  }

  private static int end(PretendStaff by, Map<String, String> which) {
    return by.post("/api/staff/sign-ins/end", JSON.writeValueAsString(which)).statusCode();
  }

  private static JsonNode read(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private static void execute(String statement) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                server.database().jdbcUrl(),
                server.database().username(),
                server.database().password());
        var each = connection.createStatement()) {
      each.execute(statement);
    }
  }
}
