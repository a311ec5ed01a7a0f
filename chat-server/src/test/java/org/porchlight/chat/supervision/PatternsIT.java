package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.ConnectionFactories;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.conversation.PeerCounts.What;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.chat.sealing.LastingKeys;
import org.porchlight.chat.supervision.PostgresPeerDays.PeerDay;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** G17: what is noticed about peers, from which figures, and that nobody waits for it. */
class PatternsIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  /** Its own: what is counted is of all who are here. */
  private static final RunningServer server = RunningServer.start();

  private final Night night = new Night(server);
  private final PostgresPeerDays days = server.bean(PostgresPeerDays.class);
  private final PeerDaysLoop loop = server.bean(PeerDaysLoop.class);
  private final PretendClient page = server.connect();
  private final String robin =
      page.send("hello", "ticket", server.staff("peer").ticket())
          .next("welcome")
          .path("you")
          .path("id")
          .asString();

  @BeforeEach
  void forgetAll() {
    page.close();
    loop.write().block(SOON);
    days.forgetBefore(today().plusDays(1)).block(SOON);
  }

  @AfterEach
  void goHome() {
    night.close();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("P3: declines are a pattern from half of ten offers on")
  void declines() {
    add(What.TAKEN, today(), 5);
    add(What.NOT_TAKEN, today(), 4);
    assertThat(patterns()).isEmpty();
    add(What.NOT_TAKEN, today(), 1);
    assertThat(patterns()).containsExactly("declines");
    add(What.TAKEN, today(), 1);
    assertThat(patterns()).isEmpty();
  }

  @Test
  @DisplayName("P3: reports are a pattern from the second on, also of somebody new")
  void reports() {
    add(What.TAKEN, today(), 2);
    add(What.REPORTED, today(), 1);
    assertThat(patterns()).isEmpty();
    add(What.REPORTED, today(), 1);
    assertThat(patterns()).containsExactly("reports");
  }

  @Test
  @DisplayName("P3: sudden ends are a pattern from half of ten conversations on")
  void suddenEnds() {
    add(What.TAKEN, today(), 9);
    add(What.LEFT_SUDDENLY, today(), 5);
    add(What.NOT_TAKEN, today(), 1);
    assertThat(patterns()).isEmpty();
    add(What.TAKEN, today(), 1);
    assertThat(patterns()).containsExactly("sudden_ends");
    add(What.TAKEN, today(), 1);
    assertThat(patterns()).isEmpty();
  }

  @Test
  @DisplayName("P3: thirty days count, what is older does not, and after ninety it is gone")
  void oldDays() {
    add(What.NOT_TAKEN, today().minusDays(30), 10);
    assertThat(patterns()).isEmpty();
    add(What.NOT_TAKEN, today().minusDays(29), 10);
    assertThat(patterns()).containsExactly("declines");
    add(What.REPORTED, today().minusDays(91), 3);
    add(What.REPORTED, today().minusDays(90), 2);
    loop.forget().block(SOON);
    assertThat(sums(today().minusDays(200)).reported()).isEqualTo(2);
  }

  @Test
  @DisplayName("P3: by name, with no figure in it, and of nobody who is not a peer")
  void answer() {
    String sam = idOf("supervisor");
    String jo = idOf("peer2");
    days.add(new PeerDay(sam, What.NOT_TAKEN, today()), 20).block(SOON);
    days.add(new PeerDay(jo, What.NOT_TAKEN, today()), 20).block(SOON);
    add(What.NOT_TAKEN, today(), 10);
    JsonNode people = people();
    assertThat(people).hasSize(2);
    List<String> names = people.valueStream().map(each -> each.path("name").asString()).toList();
    assertThat(names).isSorted();
    assertThat(people.valueStream())
        .allSatisfy(each ->
            assertThat(each.propertyNames()).containsExactlyInAnyOrder("id", "name", "patterns"));
    assertThat(people.toString()).doesNotContain(sam).contains(jo, robin);
  }

  @Test
  @DisplayName("P3: each thing that happens counts once, for whom it happened to")
  void counted() {
    PretendClient peer = night.peer("peer");
    Pair first = night.pair(peer);
    Object[] lane = {"conversation", first.conversation(), "what", "peer_lane"};
    first.seeker().send("raise", lane).await("raised");
    first.seeker().send("raise", lane).await("raised");
    first
        .seeker()
        .send("raise", "conversation", first.conversation(), "what", "home_unsafe")
        .await("raised");
    first.seeker().send("other-peer", "conversation", first.conversation()).await("place");
    first.seeker().send("exit").closeCode();
    // A home that is not safe is hard to hear of, and brings a breather.
    peer.await("duty", duty -> duty.has("restsUntil"));
    peer.send("breather", "minutes", 0).await("duty", duty -> !duty.has("restsUntil"));
    night.pair(peer).seeker().send("exit").closeCode();
    // Ended in peace.
    Pair third = night.pair(peer);
    third.seeker().send("end", "conversation", third.conversation()).await("closed");

    PretendClient waiting = inLine(peer);
    peer.send("decline", "offer", peer.await("offer").path("offer").stringValue());
    peer.await("offer-gone");
    peer.send("duty", "on", false).await("duty");
    waiting.send("exit").closeCode();

    inLine(peer);
    String offer = peer.await("offer").path("offer").asString();
    peer.await(
        "offer-gone",
        gone ->
            gone.path("offer").asString().equals(offer)
                && gone.path("why").asString().equals("expired"));
    peer.send("duty", "on", false).await("duty");
    loop.write().block(SOON);
    assertThat(sums(today().minusDays(1))).isEqualTo(new PeerSums(robin, 3, 2, 1, 2));
  }

  @Test
  @DisplayName("P3: while PostgreSQL is away counting holds nobody up, and fails nothing")
  void postgresAway() {
    var nowhere =
        DatabaseClient.create(
            ConnectionFactories.get("r2dbc:postgresql://nobody:none@127.0.0.1:1/none"));
    var clock = Clock.systemUTC();
    var feedback = new PostgresFeedback(nowhere, new LastingKeys(new byte[32], "feedback"), clock);
    var growth = new PostgresGrowthNotes(nowhere, new LastingKeys(new byte[32], "growth"), clock);
    PostgresClosings closings = new PostgresClosings(nowhere, clock);
    var none = new PostgresPeerDays(nowhere);
    try (var away = new PeerDaysLoop(none, feedback, growth, closings, clock)) {
      away.count(robin, What.NOT_TAKEN);
      away.write().block(SOON);
      away.forget().block(SOON);
    }
  }

  /** A new seeker in line, and the peer on duty. */
  private PretendClient inLine(PretendClient peer) {
    // One that was declined comes again where nobody else is there.
    peer.forget("offer");
    peer.forget("offer-gone");
    peer.send("duty", "on", true, "capacity", 3).await("duty");
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en").await("place");
    return seeker;
  }

  private void add(What what, LocalDate day, int times) {
    days.add(new PeerDay(robin, what, day), times).block(SOON);
  }

  private PeerSums sums(LocalDate from) {
    return days.from(from)
        .filter(sums -> sums.peer().equals(robin))
        .next()
        .blockOptional(SOON)
        .orElseThrow();
  }

  private static JsonNode people() {
    return JsonMapper.shared()
        .readTree(server.staff("supervisor").get("/api/staff/patterns").body())
        .path("people");
  }

  private List<String> patterns() {
    return people()
        .valueStream()
        .filter(each -> each.path("id").asString().equals(robin))
        .flatMap(each -> each.path("patterns").valueStream())
        .map(JsonNode::asString)
        .toList();
  }

  private static String idOf(String login) {
    try (PretendClient client = server.connect()) {
      return client
          .send("hello", "ticket", server.staff(login).ticket())
          .next("welcome")
          .path("you")
          .path("id")
          .asString();
    }
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }
}
