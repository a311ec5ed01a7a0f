package org.porchlight.chat.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.matching.Census;
import org.porchlight.matching.MatchingQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Never look open when nobody is there: the page, the socket and the line agree. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrontDoorIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private RunningServer server;
  private Night night;

  @BeforeAll
  void start() {
    String soon =
        java.time.DayOfWeek.from(Instant.now().atZone(java.time.ZoneOffset.UTC))
            .plus(2)
            .name()
            .substring(0, 3)
            .toLowerCase(java.util.Locale.ROOT);
    server =
        RunningServer.start(
            "porchlight.matching.require-supervisor=true",
            "porchlight.opening.hours=" + soon + " 20:00-23:00");
    night = new Night(server);
  }

  @AfterEach
  void goHome() {
    night.close();
    night = new Night(server);
    MatchingQueue queue = server.bean(MatchingQueue.class);
    await()
        .untilAsserted(() -> {
          Census census = Objects.requireNonNull(queue.census().block(SOON));
          assertThat(census.onDuty() + census.supervisors()).as("people there").isZero();
        });
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  @DisplayName(
      "G8, C16: with nobody on duty the page says so, a seeker hears it, and none can wait")
  void nobody() {
    JsonNode page = look();
    assertThat(page.path("state").asString()).isEqualTo("no_peer");
    assertThat(page.has("waitMin")).isFalse();
    assertThat(page.path("opensAt").asLong()).isGreaterThan(System.currentTimeMillis());
    assertThat(Instant.ofEpochMilli(page.path("now").asLong()))
        .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));

    PretendClient seeker = night.seeker();
    JsonNode door = seeker.next("door");
    assertThat(door.path("state").asString()).isEqualTo("no_peer");
    assertThat(door.path("opensAt")).isEqualTo(page.path("opensAt"));
    seeker.send("join", "language", "en", "note", "is anybody there?");
    JsonNode refused = seeker.next("refused");
    assertThat(refused.path("re").asString()).isEqualTo("join");
    assertThat(refused.path("reason").asString()).isEqualTo("door_closed");
    assertThat(seeker.next("door").path("state").asString()).isEqualTo("no_peer");
    assertThat(seeker.next("support").path("lines").size()).isPositive();
    seeker.send("note", "text", "hello?");
    assertThat(seeker.next("refused").path("reason").asString()).isEqualTo("not_waiting");
  }

  @Test
  @DisplayName(
      "C16: no supervisor, no way in; who waits is told when one goes and when one is back")
  void noSupervisor() {
    PretendClient peer = night.peer("peer");
    peer.send("duty", "on", true, "capacity", 1).await("duty");
    assertThat(state()).isEqualTo("no_supervisor");
    peer.await("door", door -> isA(door, "no_supervisor"));
    PretendClient seeker = night.seeker();
    assertThat(seeker.next("door").path("state").asString()).isEqualTo("no_supervisor");
    seeker.send("join", "language", "en");
    assertThat(seeker.await("refused").path("reason").asString()).isEqualTo("door_closed");
    seeker.await("support");

    PretendClient supervisor = night.supervisor();
    assertThat(state()).isEqualTo("open");
    seeker.await("door", door -> isA(door, "open"));
    peer.await("door", door -> isA(door, "open"));
    peer.send("breather", "minutes", 30).await("duty", duty -> duty.has("restsUntil"));
    seeker.send("join", "language", "en");
    assertThat(seeker.await("place").path("position").asInt()).isEqualTo(1);

    supervisor.drop();
    JsonNode closed = seeker.await("door");
    assertThat(closed.path("state").asString()).isEqualTo("no_supervisor");
    peer.await("door", door -> isA(door, "no_supervisor"));
    seeker.send("join", "language", "en");
    assertThat(seeker.await("place").path("position").asInt()).as("the place is kept").isEqualTo(1);

    night.supervisor();
    seeker.await("door", door -> isA(door, "open"));
    peer.send("duty", "on", false).await("duty");
    seeker.await("door", door -> isA(door, "no_peer"));
  }

  @Test
  @DisplayName(
      "C221: when the last supervisor goes, who talks is told, though the peer takes nobody more")
  void supervisorGoesDuringTheTalk() {
    PretendClient supervisor = night.supervisor();
    Night.Pair pair = night.pair(night.peer("peer"));
    pair.peer().forget("door");
    supervisor.drop();
    for (PretendClient person : List.of(pair.peer(), pair.seeker())) {
      JsonNode gone = person.await("door", FrontDoorIT::isAlone);
      assertThat(gone.path("state").asString()).isEqualTo("no_supervisor");
    }
    night.supervisor();
    for (PretendClient person : List.of(pair.peer(), pair.seeker())) {
      JsonNode back = person.await("door");
      assertThat(back.path("state").asString()).isEqualTo("open");
      assertThat(isAlone(back)).isFalse();
    }
  }

  @Test
  @DisplayName("C221: so it is where the house does without one, and no door closes by it")
  void supervisorGoesWhereNoneIsRequired() {
    try (RunningServer free = RunningServer.start("porchlight.matching.require-supervisor=false");
        Night there = new Night(free)) {
      PretendClient peer = there.peer("peer");
      JsonNode first = peer.await("door");
      assertThat(first.path("state").asString()).isEqualTo("open");
      assertThat(isAlone(first)).isTrue();
      Night.Pair pair = there.pair(peer);
      peer.forget("door");
      PretendClient supervisor = there.supervisor();
      for (PretendClient person : List.of(peer, pair.seeker())) {
        assertThat(isAlone(person.await("door"))).isFalse();
      }
      supervisor.drop();
      for (PretendClient person : List.of(peer, pair.seeker())) {
        JsonNode gone = person.await("door");
        assertThat(gone.path("state").asString()).isEqualTo("open");
        assertThat(isAlone(gone)).isTrue();
      }
    }
  }

  @Test
  @DisplayName("C16: a supervisor's page that is loaded anew does not close the door in between")
  void reloaded() {
    night.doorKeeper();
    PretendClient supervisor = night.supervisor();
    PretendClient seeker = night.seeker();
    supervisor.drop();
    night.supervisor().settle();
    seeker.send("join", "language", "en").await("place");
    assertThat(seeker.everything())
        .contains("{\"type\":\"door\",\"state\":\"open\"}")
        .doesNotContain("no_supervisor");
  }

  private String state() {
    return look().path("state").asString();
  }

  private JsonNode look() {
    HttpResponse<String> answer = PretendStaff.atTheDoor(server).get("/api/door?language=en");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    return JsonMapper.shared().readTree(answer.body());
  }

  private static boolean isAlone(JsonNode door) {
    return door.path("alone").asBoolean();
  }

  private static boolean isA(JsonNode door, String state) {
    return door.path("state").asString().equals(state);
  }
}
