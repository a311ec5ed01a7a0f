package org.porchlight.chat.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.porchlight.chat.access.CoordinatorGrants;
import org.porchlight.chat.access.CoordinatorGrants.Grant;
import org.porchlight.chat.access.Person;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.StaffDirectory.Changed;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.PretendStaff.Invited;
import org.porchlight.chat.pretend.RunningServer;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What coordinators record about people, and what follows from it at once. */
class PeopleIT {
  private static final String CANARY = "canary-quoll-in-the-file";
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

  /** Its own: who is coordinator here is what some of these are about. */
  private static final RunningServer server = RunningServer.start();

  private final Night night = new Night(server);

  /** People whom a test changes, as they are for the others. */
  private final List<Map<String, Object>> asTheyWere = new ArrayList<>();

  @AfterEach
  void goHome() {
    night.close();
    for (Map<String, Object> before : asTheyWere) {
      assertThat(change(before).statusCode()).isEqualTo(204);
    }
    if (isThere("Noa")) {
      letGo("Noa");
    }
    lastCoordinator("NULL");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("whose training is over is out of the queue at once, is told why, and stays out")
  void trainingIsOver() {
    PretendClient peer = night.peer("peer2");
    peer.send("duty", "on", true, "capacity", 2);
    assertThat(peer.await("duty").path("on").asBoolean()).isTrue();
    Map<String, Object> robin = recorded("Robin 2");
    Map<String, Object> lapsed = new HashMap<>(robin);
    lapsed.put("trainedOn", TODAY.minusYears(1).toString());
    lapsed.put("goodUntil", TODAY.minusDays(1).toString());
    assertThat(change(lapsed).statusCode()).isEqualTo(204);

    JsonNode told = peer.await("duty", duty -> duty.has("why"));
    assertThat(told.path("on").asBoolean()).isFalse();
    assertThat(told.path("why").asString()).isEqualTo("training_over");
    peer.send("duty", "on", true, "capacity", 2);
    JsonNode still = peer.await("duty");
    assertThat(still.path("on").asBoolean()).isFalse();
    assertThat(still.path("why").asString()).isEqualTo("training_over");
    assertThat(shown("Robin 2").path("ready").asBoolean()).isFalse();

    assertThat(change(robin).statusCode()).isEqualTo(204);
    peer.send("duty", "on", true, "capacity", 2);
    peer.await("duty", duty -> duty.path("on").asBoolean());
  }

  @Test
  @DisplayName("What is recorded as lived counts at once: who is on duty chooses anew")
  void topics() {
    PretendClient peer = night.peer("peer3");
    peer.send("duty", "on", true).await("duty");
    Map<String, Object> robin = new HashMap<>(recorded("Robin 3"));
    robin.put("topics", List.of("grief"));
    robin.put("level", "supervised");
    change(robin);
    JsonNode told = peer.await("duty", duty -> duty.has("why"));
    assertThat(told.path("why").asString()).isEqualTo("changed");
    peer.send("duty", "on", true, "capacity", 3);
    assertThat(peer.await("duty", duty -> duty.path("on").asBoolean()).path("capacity").asInt())
        .isEqualTo(1);
    assertThat(server.audited("people.change")).isPositive();
  }

  @Test
  @DisplayName("a seeker sees how their peer is trained, as it is recorded, after a reload too")
  void badge() {
    Map<String, Object> robin = new HashMap<>(recorded("Robin 4"));
    robin.put("level", "supervised");
    robin.put("trainedOn", "2026-03-14");
    change(robin);
    PretendClient peer = night.peer("peer4");
    peer.send("duty", "on", true).await("duty");
    String token = night.token();
    PretendClient seeker = night.seeker(token);
    seeker.send("join", "language", "en").await("place");
    peer.send("accept", "offer", peer.await("offer").path("offer").stringValue());
    JsonNode badge = seeker.await("opened").path("badge");
    assertThat(badge.path("level").asString()).isEqualTo("supervised");
    assertThat(badge.path("trained").asString()).isEqualTo("2026-03");
    assertThat(badge.has("intro")).isFalse();
    assertThat(peer.await("opened").has("badge")).isFalse();
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(hadOf("Robin 4")).as("G50: of the first ten").isEqualTo(1));
    JsonNode firsts = JSON.readTree(server.staff("supervisor").get("/api/staff/firsts").body());
    assertThat(firsts.path("of").asInt()).isEqualTo(10);
    assertThat(firsts.toString()).doesNotContain(shown("Robin").path("id").asString());

    PretendClient again = server.connect();
    JsonNode welcome = again.send("hello", "token", token).next("welcome");
    assertThat(welcome.path("conversations").path(0).path("badge")).isEqualTo(badge);
    again.send("exit").closeCode();
  }

  @Test
  @DisplayName("Another role ends every sign-in with the old one, and the sockets that came of it")
  void anotherRole() {
    Invited noa = PretendStaff.invited(server, "supervisor");
    PretendClient socket = night.stranger();
    socket.send("hello", "ticket", noa.browser().ticket()).next("welcome");
    Map<String, Object> person = new HashMap<>(recorded("Noa"));
    person.put("role", "peer");
    assertThat(change(person).statusCode()).isEqualTo(204);
    assertThat(socket.closeCode()).isEqualTo(4401);
    assertThat(noa.browser().get("/api/staff/precision").statusCode()).isEqualTo(401);
    assertThat(shown("Noa").path("role").asString()).isEqualTo("peer");
  }

  @Test
  @DisplayName("Who leaves is out everywhere: no sign-in, no socket, no row; their name is free")
  void leaves() {
    Invited noa = PretendStaff.invited(server, "peer");
    PretendClient socket = night.stranger();
    socket.send("hello", "ticket", noa.browser().ticket()).next("welcome");
    Map<String, Object> untrained = new HashMap<>(recorded("Noa"));
    untrained.put("level", "practice");
    untrained.remove("trainedOn");
    untrained.remove("goodUntil");
    assertThat(change(untrained).statusCode()).isEqualTo(204);
    assertThat(shown("Noa").has("trainedOn")).as("what is not recorded is left out").isFalse();
    letGo("Noa");
    assertThat(socket.closeCode()).isEqualTo(4401);
    PretendStaff browser = PretendStaff.atTheDoor(server);
    assertThat(browser.trySignIn(noa.login(), noa.password(), noa.app().code(1)).statusCode())
        .isEqualTo(401);
    assertThat(everyone().valueStream().map(each -> each.path("name").asString()))
        .doesNotContain("Noa");
    assertThat(server.audited("people.leave")).isPositive();
  }

  @Test
  @DisplayName("A seeker whose peer leaves the service is told at once, and may ask for another")
  void leavesInTheMiddle() {
    Invited noa = PretendStaff.invited(server, "peer");
    Map<String, Object> trained = new HashMap<>(recorded("Noa"));
    trained.put("level", "independent");
    trained.put("trainedOn", TODAY.minusDays(10).toString());
    trained.put("goodUntil", TODAY.plusDays(100).toString());
    assertThat(change(trained).statusCode()).isEqualTo(204);
    PretendClient peer = night.stranger();
    peer.send("hello", "ticket", noa.browser().ticket()).next("welcome");
    Night.Pair pair = night.pair(peer);
    letGo("Noa");
    assertThat(peer.closeCode()).isEqualTo(4401);
    JsonNode told = pair.seeker().await("presence", of -> of.path("who").asString().equals("peer"));
    assertThat(told.path("state").asString()).isEqualTo("away");
    pair.seeker().send("other-peer", "conversation", pair.conversation()).await("place");
  }

  @Test
  @DisplayName("A coordinator lowers neither their own role nor that of the last of them")
  void ownRole() {
    Map<String, Object> alex = new HashMap<>(recorded("Alex"));
    alex.put("role", "peer");
    HttpResponse<String> own = change(alex);
    assertThat(own.statusCode()).isEqualTo(409);
    assertThat(reason(own)).isEqualTo("own_role");
    HttpResponse<String> left = leave(String.valueOf(alex.get("id")));
    assertThat(left.statusCode()).isEqualTo(409);
    assertThat(reason(left)).isEqualTo("own_role");

    // Two of them may lower each other, and the second finds that nobody is left.
    Invited noa = PretendStaff.invited(server, "coordinator");
    Map<String, Object> other = new HashMap<>(recorded("Noa"));
    other.put("role", "peer");
    assertThat(change(other).statusCode()).isEqualTo(204);
    assertThat(noa.browser().post("/api/staff/people/change", body(alex)).statusCode())
        .isEqualTo(401);
    assertThat(shown("Alex").path("role").asString()).isEqualTo("coordinator");
  }

  @Test
  @DisplayName("G40: an invitation of a coordinator is good once a second coordinator confirms it")
  void twoInvite() {
    PretendStaff alex = server.staff("coordinator");
    assertThat(grants(alex).path("alone").asBoolean()).isTrue();
    PretendStaff noa = PretendStaff.invited(server, "coordinator").browser();
    JsonNode made =
        JSON.readTree(
            alex.post(
                    "/api/staff/invitations",
                    JSON.writeValueAsString(Map.of("name", "Uma", "role", "coordinator")))
                .body());
    assertThat(made.path("waits").asBoolean()).isTrue();
    String path = made.path("path").asString();
    String token = JSON.writeValueAsString(Map.of("token", path.substring(path.indexOf('#') + 1)));
    PretendStaff door = PretendStaff.atTheDoor(server);
    assertThat(invitationWaits(door, token)).isTrue();
    HttpResponse<String> early = door.post("/api/staff/invitations/accept", token);
    assertThat(early.statusCode()).isEqualTo(409);
    assertThat(reason(early)).isEqualTo("waits");

    assertThat(grants(alex).path("alone").asBoolean()).isFalse();
    JsonNode waits = waiting(alex, "Uma");
    assertThat(waits.path("invited").asBoolean()).isTrue();
    assertThat(waits.path("mine").asBoolean()).isTrue();
    assertThat(waiting(noa, "Uma").path("mine").asBoolean()).isFalse();
    assertThat(waiting(noa, "Uma").path("by").asString()).isEqualTo("Alex");
    HttpResponse<String> own = decide(alex, "confirm", waits);
    assertThat(own.statusCode()).isEqualTo(409);
    assertThat(reason(own)).isEqualTo("own_change");
    assertThat(decide(noa, "confirm", waits).statusCode()).isEqualTo(204);
    assertThat(reason(decide(noa, "confirm", waits))).isEqualTo("gone");
    assertThat(server.audited("staff.invite-confirm")).isPositive();
    assertThat(invitationWaits(door, token)).isFalse();
    assertThat(reason(door.post("/api/staff/invitations/accept", token))).isEqualTo("login_bad");
  }

  @Test
  @DisplayName("G40: an invitation that a second coordinator refuses is good for nobody")
  void oneRefuses() {
    PretendStaff noa = PretendStaff.invited(server, "coordinator").browser();
    String path =
        JSON.readTree(
                noa.post(
                        "/api/staff/invitations",
                        JSON.writeValueAsString(Map.of("name", "Ilo", "role", "coordinator")))
                    .body())
            .path("path")
            .asString();
    PretendStaff alex = server.staff("coordinator");
    JsonNode waits = waiting(alex, "Ilo");
    assertThat(decide(alex, "withdraw", waits).statusCode()).isEqualTo(204);
    assertThat(reason(decide(alex, "confirm", waits))).isEqualTo("gone");
    String token = JSON.writeValueAsString(Map.of("token", path.substring(path.indexOf('#') + 1)));
    assertThat(
            PretendStaff.atTheDoor(server).post("/api/staff/invitations/look", token).statusCode())
        .isEqualTo(410);
  }

  @Test
  @DisplayName("G40: nobody becomes coordinator because one says so; until then all stays")
  void twoPromote() {
    PretendStaff alex = server.staff("coordinator");
    PretendStaff noa = PretendStaff.invited(server, "coordinator").browser();
    Map<String, Object> before = recorded("Robin 5");
    asTheyWere.add(before);
    Map<String, Object> coordinator = new HashMap<>(before);
    coordinator.put("role", "coordinator");
    coordinator.put("topics", List.of());
    assertThat(change(coordinator).statusCode()).isEqualTo(202);
    assertThat(recorded("Robin 5")).isEqualTo(before);
    JsonNode waits = waiting(noa, "Robin 5");
    assertThat(waits.path("invited").asBoolean()).isFalse();
    assertThat(reason(decide(alex, "confirm", waits))).isEqualTo("own_change");

    assertThat(decide(noa, "withdraw", waits).statusCode()).isEqualTo(204);
    assertThat(reason(decide(noa, "confirm", waits))).isEqualTo("gone");
    assertThat(recorded("Robin 5")).isEqualTo(before);

    assertThat(change(coordinator).statusCode()).isEqualTo(202);
    assertThat(decide(noa, "confirm", waits).statusCode()).isEqualTo(204);
    assertThat(shown("Robin 5").path("role").asString()).isEqualTo("coordinator");
    assertThat(shown("Robin 5").path("topics")).isEmpty();
    assertThat(server.audited("people.promote-confirm")).isPositive();
  }

  @Test
  @DisplayName("G40: whoever takes the role from the other one does not make the next one at once")
  void aloneAfterADay() {
    PretendStaff alex = server.staff("coordinator");
    PretendStaff.invited(server, "coordinator");
    Map<String, Object> noa = new HashMap<>(recorded("Noa"));
    noa.put("role", "peer");
    assertThat(change(noa).statusCode()).isEqualTo(204);
    assertThat(grants(alex).path("alone").asBoolean()).isFalse();
    Map<String, Object> before = recorded("Robin 5");
    asTheyWere.add(before);
    Map<String, Object> coordinator = new HashMap<>(before);
    coordinator.put("role", "coordinator");
    coordinator.put("topics", List.of());
    assertThat(change(coordinator).statusCode()).isEqualTo(202);
    assertThat(reason(decide(alex, "confirm", waiting(alex, "Robin 5")))).isEqualTo("own_change");
    letGo("Noa");
    assertThat(grants(alex).path("alone").asBoolean()).isFalse();

    lastCoordinator("coordinator_until - interval '1 day'");
    assertThat(grants(alex).path("alone").asBoolean()).isTrue();
    assertThat(change(coordinator).statusCode()).isEqualTo(204);
    assertThat(grants(alex).path("waiting")).isEmpty();
  }

  @Test
  @DisplayName("G40: where the role cannot be recorded it still waits, and can be confirmed again")
  void bothOrNeither() {
    PretendStaff noa = PretendStaff.invited(server, "coordinator").browser();
    Map<String, Object> coordinator = new HashMap<>(recorded("Robin 6"));
    coordinator.put("role", "coordinator");
    coordinator.put("topics", List.of());
    assertThat(change(coordinator).statusCode()).isEqualTo(202);
    CoordinatorGrants grants = server.bean(CoordinatorGrants.class);
    Grant grant =
        Objects.requireNonNull(
            grants.all().filter(each -> each.name().equals("Robin 6")).next().block(SOON));
    Mono<String> away = Mono.error(new IllegalStateException("away"));
    assertThatIllegalStateException()
        .isThrownBy(() -> grants.confirm(grant, away).block(SOON))
        .withMessage("away");
    JsonNode waits = waiting(noa, "Robin 6");
    assertThat(decide(noa, "withdraw", waits).statusCode()).isEqualTo(204);
  }

  @Test
  @DisplayName("G40: what waited is over once the person has another role, whatever comes later")
  void staleGrant() {
    PretendStaff noa = PretendStaff.invited(server, "coordinator").browser();
    Map<String, Object> before = recorded("Robin 7");
    Map<String, Object> other = new HashMap<>(before);
    other.put("role", "coordinator");
    other.put("topics", List.of());
    assertThat(change(other).statusCode()).isEqualTo(202);
    JsonNode waits = waiting(noa, "Robin 7");
    other.put("role", "supervisor");
    assertThat(change(other).statusCode()).isEqualTo(204);
    assertThat(change(before).statusCode()).isEqualTo(204);
    assertThat(reason(decide(noa, "confirm", waits))).isEqualTo("gone");
    assertThat(shown("Robin 7").path("role").asString()).isEqualTo("peer");
  }

  @Test
  @DisplayName("G41: a copy of the audit takes a reason and two, and leaves its own trace")
  void copyOfTheAudit() {
    PretendStaff alex = server.staff("coordinator");
    PretendStaff noa = PretendStaff.invited(server, "coordinator").browser();
    assertThat(reason(copy(alex, "", Map.of()))).isEqualTo("days");
    assertThat(reason(copy(alex, "", days(TODAY.minusDays(92), TODAY, CANARY)))).isEqualTo("days");
    assertThat(reason(copy(alex, "", days(TODAY, TODAY.minusDays(1), CANARY)))).isEqualTo("days");
    assertThat(reason(copy(alex, "", days(TODAY, TODAY, " ")))).isEqualTo("reason_needed");
    LocalDate last = TODAY.plusDays(1);
    assertThat(copy(alex, "", days(TODAY.minusDays(1), last, CANARY)).statusCode()).isEqualTo(204);

    JsonNode asked = copies(noa).path(0);
    assertThat(asked.path("reason").asString()).isEqualTo(CANARY);
    assertThat(asked.path("by").asString()).isEqualTo("Alex");
    assertThat(asked.path("mine").asBoolean()).isFalse();
    assertThat(asked.path("confirmed").asBoolean()).isFalse();
    Map<String, String> which = Map.of("id", asked.path("id").asString());
    assertThat(reason(copy(alex, "/take", which))).isEqualTo("waits");
    assertThat(reason(copy(alex, "/confirm", which))).isEqualTo("own_change");
    assertThat(copy(noa, "/confirm", which).statusCode()).isEqualTo(204);
    assertThat(copies(alex).path(0).path("confirmed").asBoolean()).isTrue();
    assertThat(reason(copy(noa, "/take", which))).isEqualTo("not_yours");

    HttpResponse<String> taken = copy(alex, "/take", which);
    assertThat(taken.statusCode()).isEqualTo(200);
    assertThat(taken.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/x-ndjson");
    List<JsonNode> acts = taken.body().lines().map(JSON::readTree).toList();
    assertThat(acts).extracting(act -> act.path("act").asString()).contains("audit.export-confirm");
    assertThat(acts).extracting(act -> act.path("reason").asString()).contains(CANARY);
    assertThat(acts.getLast().path("act").asString()).isEqualTo("audit.export-take");
    assertThat(acts.getLast().path("name").asString()).isEqualTo("Alex");

    assertThat(copy(noa, "/withdraw", which).statusCode()).isEqualTo(204);
    assertThat(reason(copy(alex, "/take", which))).isEqualTo("gone");
    assertThat(copies(alex)).isEmpty();
  }

  @Test
  @DisplayName("G41: a confirmed copy stays so, however much is done about it or asked for after")
  void afterMuchElse() {
    PretendStaff alex = server.staff("coordinator");
    PretendStaff noa = PretendStaff.invited(server, "coordinator").browser();
    assertThat(copy(alex, "", days(TODAY, TODAY, "the first one")).statusCode()).isEqualTo(204);
    assertThat(copy(alex, "", days(TODAY, TODAY, CANARY)).statusCode()).isEqualTo(204);
    assertThat(copies(noa)).as("the last one of each").hasSize(1);
    JsonNode asked = copies(noa).path(0);
    assertThat(asked.path("reason").asString()).isEqualTo(CANARY);
    String id = asked.path("id").asString();
    assertThat(copy(noa, "/confirm", Map.of("id", id)).statusCode()).isEqualTo(204);

    Audit audit = server.bean(Audit.class);
    for (int act = 0; act < 50; act++) {
      audit.recordInChain(Act.of("another", "audit.export-take", id)).block(SOON);
    }
    for (int ask = 0; ask < 20; ask++) {
      assertThat(copy(noa, "", days(TODAY, TODAY, "more")).statusCode()).isEqualTo(204);
    }
    assertThat(copies(alex)).hasSize(2);
    assertThat(copies(alex).path(1).path("id").asString()).isEqualTo(id);
    assertThat(copies(alex).path(1).path("confirmed").asBoolean()).isTrue();
    assertThat(copy(alex, "/take", Map.of("id", id)).statusCode()).isEqualTo(200);
    assertThat(copy(alex, "/withdraw", Map.of("id", id)).statusCode()).isEqualTo(204);
    letGo("Noa");
    assertThat(copies(alex)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"id\":\"x\"}",
        "{\"id\":\"x\",\"person\":{\"name\":\"A\"}}",
        "{\"id\":\"x\",\"person\":{\"name\":\"<i>" + CANARY + "\",\"role\":\"peer\"}}",
        "{\"id\":\"x\",\"person\":{\"name\":\"A\",\"role\":\"peer\",\"level\":\"independent\"}}",
        "{\"id\":\"x\",\"person\":{\"name\":\"A\",\"role\":\"peer\",\"trainedOn\":\""
            + CANARY
            + "\"}}",
        "{\"id\":\"x\",\"person\":{\"name\":\"A\",\"role\":\"peer\",\"trainedOn\":\"3026-01-01\"}}",
        "{\"id\":\"x\",\"person\":{\"name\":\"A\",\"role\":\"peer\",\"trainedOn\":\"2026-03-01\","
            + "\"goodUntil\":\"2026-02-01\"}}",
        "{\"id\":\"x\",\"person\":{\"name\":\"A\",\"role\":\"peer\",\"trainedOn\":\"2026-03-01\","
            + "\"goodUntil\":\"2062-03-01\"}}",
        "{\"id\":\"x\",\"person\":{\"name\":\"A\",\"role\":\"peer\",\"languages\":[]}}",
        "{\"person\":" + CANARY,
      })
  @DisplayName("G12: what cannot be is a problem document without an echo")
  void malformed(String body) {
    // With what was seen, so that this is not what is refused.
    String whole =
        body.replace("\"person\":", "\"seen\":{\"name\":\"A\",\"role\":\"peer\"},\"person\":");
    HttpResponse<String> answer =
        server.staff("coordinator").post("/api/staff/people/change", whole);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain(CANARY);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  @Test
  @DisplayName("G250: an older page takes back nothing that another coordinator saved meanwhile")
  void olderPage() {
    Map<String, Object> seen = recorded("Robin 6");
    asTheyWere.add(seen);
    PretendStaff alex = server.staff("coordinator");
    boolean cleared = Boolean.TRUE.equals(seen.get("clearedForMinors"));
    Map<String, Object> otherwise = new HashMap<>(seen);
    otherwise.put("clearedForMinors", !cleared);
    String first = body(seen, otherwise);
    assertThat(alex.post("/api/staff/people/change", first).statusCode()).isEqualTo(204);
    assertThat(alex.post("/api/staff/people/change", first).statusCode())
        .as("saved again, by whoever has not heard that it was done")
        .isEqualTo(204);

    long acts = server.audited("people.change");
    Map<String, Object> older = new HashMap<>(seen);
    older.put("languages", List.of("es"));
    HttpResponse<String> refused = alex.post("/api/staff/people/change", body(seen, older));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(reason(refused)).isEqualTo("changed");
    assertThat(recorded("Robin 6")).isEqualTo(otherwise);
    assertThat(server.audited("people.change")).isEqualTo(acts);

    Map<String, Object> both = new HashMap<>(otherwise);
    both.put("languages", List.of("es"));
    assertThat(alex.post("/api/staff/people/change", body(otherwise, both)).statusCode())
        .isEqualTo(204);
    assertThat(recorded("Robin 6")).isEqualTo(both);
    String without =
        JSON.writeValueAsString(Map.of("id", seen.getOrDefault("id", ""), "person", seen));
    assertThat(alex.post("/api/staff/people/change", without).statusCode()).isEqualTo(400);
  }

  @Test
  @DisplayName("G250: of two who save at the same moment, one is told of the other")
  void atOnce() {
    Map<String, Object> before = recorded("Robin 5");
    asTheyWere.add(before);
    StaffDirectory staff = server.bean(StaffDirectory.class);
    Person seen =
        Objects.requireNonNull(staff.person(String.valueOf(before.get("id"))).block(SOON));
    var came =
        Mono.zip(staff.change(seen, called(seen, "Ana")), staff.change(seen, called(seen, "Lu")))
            .block(SOON);
    assertThat(Objects.requireNonNull(came).toList())
        .containsExactlyInAnyOrder(Changed.DONE, Changed.CHANGED);
  }

  private static Person called(Person person, String name) {
    return new Person(
        person.id(),
        name,
        person.role(),
        person.certification(),
        person.languages(),
        person.topics());
  }

  @Test
  @DisplayName("G12: nobody of that id is there")
  void nobody() {
    Map<String, Object> robin = new HashMap<>(recorded("Robin"));
    robin.put("id", CANARY);
    for (HttpResponse<String> answer : List.of(change(robin), leave(CANARY))) {
      assertThat(answer.statusCode()).isEqualTo(410);
      assertThat(reason(answer)).isEqualTo("gone");
      assertThat(answer.body()).doesNotContain(CANARY);
    }
  }

  private static void lastCoordinator(String at) {
    server
        .bean(DatabaseClient.class)
        .sql("UPDATE staff SET coordinator_until = " + at)
        .then()
        .block(SOON);
  }

  private static void letGo(String name) {
    assertThat(leave(shown(name).path("id").asString()).statusCode()).isEqualTo(204);
  }

  private static HttpResponse<String> leave(String id) {
    return server
        .staff("coordinator")
        .post("/api/staff/people/leave", JSON.writeValueAsString(Map.of("id", id)));
  }

  private static HttpResponse<String> change(Map<String, Object> person) {
    return server.staff("coordinator").post("/api/staff/people/change", body(person));
  }

  private static String body(Map<String, Object> person) {
    Map<String, Object> seen =
        everyone()
            .valueStream()
            .filter(each -> each.path("id").asString().equals(person.get("id")))
            .findFirst()
            .map(PeopleIT::recorded)
            .orElse(person);
    return body(seen, person);
  }

  private static String body(Map<String, Object> seen, Map<String, Object> person) {
    return JSON.writeValueAsString(Map.of("id", person.get("id"), "seen", seen, "person", person));
  }

  private static Map<String, Object> recorded(String name) {
    return recorded(shown(name));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> recorded(JsonNode shown) {
    Map<String, Object> person =
        new HashMap<>((Map<String, Object>) JSON.convertValue(shown, Map.class));
    person.remove("ready");
    return person;
  }

  private static boolean isThere(String name) {
    return everyone().valueStream().anyMatch(each -> each.path("name").asString().equals(name));
  }

  private static JsonNode shown(String name) {
    return everyone()
        .valueStream()
        .filter(each -> each.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody is called " + name));
  }

  private static int hadOf(String name) {
    String id = shown(name).path("id").asString();
    return JSON.readTree(server.staff("supervisor").get("/api/staff/firsts").body())
        .path("peers")
        .valueStream()
        .filter(each -> each.path("id").asString().equals(id))
        .mapToInt(each -> each.path("had").asInt())
        .sum();
  }

  private static Map<String, String> days(LocalDate from, LocalDate until, String reason) {
    return Map.of("from", from.toString(), "until", until.toString(), "reason", reason);
  }

  private static HttpResponse<String> copy(PretendStaff by, String what, Map<String, String> body) {
    return by.post("/api/staff/exports" + what, JSON.writeValueAsString(body));
  }

  private static JsonNode copies(PretendStaff by) {
    return JSON.readTree(by.get("/api/staff/exports").body()).path("exports");
  }

  private static JsonNode grants(PretendStaff by) {
    return JSON.readTree(by.get("/api/staff/grants").body());
  }

  private static boolean invitationWaits(PretendStaff door, String token) {
    return JSON.readTree(door.post("/api/staff/invitations/look", token).body())
        .path("waits")
        .asBoolean();
  }

  private static JsonNode waiting(PretendStaff by, String name) {
    return grants(by)
        .path("waiting")
        .valueStream()
        .filter(each -> each.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing waits for " + name));
  }

  private static HttpResponse<String> decide(PretendStaff by, String what, JsonNode waits) {
    return by.post(
        "/api/staff/grants/" + what,
        JSON.writeValueAsString(Map.of("id", waits.path("id").asString())));
  }

  private static JsonNode everyone() {
    return JSON.readTree(server.staff("coordinator").get("/api/staff/people").body())
        .path("people");
  }

  private static String reason(HttpResponse<String> answer) {
    return JSON.readTree(answer.body()).path("reason").asString();
  }
}
