package org.porchlight.chat.continuity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.porchlight.chat.pretend.PretendClient.assertRefused;

import io.lettuce.core.RedisClient;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.testservers.TestRedis;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two who would like to talk again, and those who learn nothing of it. */
class KnownPeerIT {
  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName("C46: a way back leads to the peer once both said yes, and no longer after a no")
  void bothSaidYes() {
    Pair pair = over();
    String words = keep(pair);
    say(pair.seeker(), pair, true);
    assertThat(state(words)).isEmpty();
    say(pair.peer(), pair, true);
    assertThat(state(words)).isEqualTo("off");
    goOn(pair.peer());
    assertThat(state(words)).isEqualTo("on");
    say(pair.peer(), pair, false);
    assertThat(state(words)).isEmpty();
    assertThat(pair.seeker().everything() + pair.peer().everything()).doesNotContain("again");
  }

  @Test
  @DisplayName("C46: a no counts that is said while both seem to agree")
  void noMeanwhile() throws SQLException {
    Pair pair = over();
    String words = keep(pair);
    say(pair.seeker(), pair, true);
    try (var holds = connection();
        var watches = connection();
        RedisClient client = RedisClient.create(TestRedis.uri());
        var redis = client.connect()) {
      holds.setAutoCommit(false);
      execute(holds, "SELECT thread FROM threads FOR UPDATE");
      pair.peer().send("again", "conversation", pair.conversation(), "yes", true);
      Awaitility.await().until(() -> waits(watches));
      // As from a seeker whose no came to the row first, and found no peer there to take back.
      String meta = redis.sync().keys("c:*:" + pair.conversation() + ":meta").getFirst();
      redis.sync().hset(meta, "again:seeker", "no");
      holds.commit();
    }
    pair.peer().settle();
    assertThat(state(words)).isEmpty();
  }

  @Test
  @DisplayName("C46: the peer may say it before there is a way back, and a new one leads there too")
  void peerFirst() {
    Pair pair = over();
    say(pair.peer(), pair, true);
    String words = keep(pair);
    assertThat(state(words)).isEmpty();
    say(pair.seeker(), pair, true);
    assertThat(state(words)).isEqualTo("off");
    assertThat(state(keep(pair))).isEqualTo("off");
  }

  @Test
  @DisplayName("C46: to keep again after another visit keeps the peer, who may still say no")
  void keptAgain() {
    Pair first = over();
    String words = agreed(first);
    PretendClient seeker = night.seeker();
    Pair second = night.pair(seeker, night.peer("peer2"), "language", "en", "words", words);
    seeker.send("end", "conversation", second.conversation()).await("closed");
    String anew = keep(second);
    assertRefused(unasked().send("back", "words", words), "back", "nothing");
    assertThat(state(anew)).isEqualTo("off");
    say(first.peer(), first, false);
    assertThat(state(anew)).isEmpty();
  }

  @Test
  @DisplayName("C46: it is said by the two, about what is over")
  void notTheirs() {
    Pair pair = night.pair(night.peer("peer"));
    Object[] yes = {"conversation", pair.conversation(), "yes", true};
    assertRefused(pair.peer().send("again", yes), "again", "not_yours");
    pair.seeker().send("end", "conversation", pair.conversation()).await("closed");
    assertRefused(pair.seeker().send("again", yes), "again", "not_yours");
    assertRefused(night.seeker().send("again", yes), "again", "not_yours");
    assertRefused(night.peer("peer2").send("again", yes), "again", "not_yours");
    assertRefused(night.supervisor().send("again", yes), "again", "not_allowed");
    assertRefused(night.clinician().send("again", yes), "again", "not_allowed");
    keep(pair);
    say(pair.seeker(), pair, true);
    pair.seeker().send("delete", "conversation", pair.conversation()).await("deleted");
    assertRefused(pair.peer().send("again", yes), "again", "not_yours");
  }

  @Test
  @DisplayName(
      "C10, C46: nor is it said once the seeker wants it gone, though a person looks first")
  void waitsForReview() {
    Pair pair = night.pair(night.peer("peer3"));
    pair.seekerSays("I don't want to be here any more");
    pair.seeker().send("end", "conversation", pair.conversation()).await("closed");
    pair.peer().await("closed");
    keep(pair);
    JsonNode deleted =
        pair.seeker().send("delete", "conversation", pair.conversation()).await("deleted");
    assertThat(deleted.path("state").asString()).isEqualTo("waits_for_review");
    Object[] yes = {"conversation", pair.conversation(), "yes", true};
    assertRefused(pair.peer().send("again", yes), "again", "not_yours");
    assertRefused(pair.seeker().send("again", yes), "again", "not_yours");
  }

  @Test
  @DisplayName("C47: the peer of before is offered the ticket first, though another rested longer")
  void first() {
    Pair pair = over();
    String words = agreed(pair);
    PretendClient other = night.peer("peer2");
    goOn(other);
    goOn(pair.peer());
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en", "words", words, "peer", "first").await("place");
    pair.peer().await("offer");
    other.settle();
    assertThat(offers(other)).isFalse();
    seeker.send("leave").await("left");
  }

  @Test
  @DisplayName("C47: who would rather wait for them does, until they say otherwise")
  void hold() {
    Pair pair = over();
    String words = agreed(pair);
    PretendClient other = night.peer("peer2");
    goOn(other);
    PretendClient seeker = night.seeker();
    Object[] hold = {"language", "en", "words", words, "peer", "hold"};
    JsonNode place = seeker.send("join", hold).await("place");
    assertThat(place.path("held").asBoolean()).isTrue();
    other.settle();
    assertThat(offers(other)).isFalse();
    seeker.send("anyone").await("place", now -> !now.has("held"));
    other.await("offer");
    seeker.send("leave").await("left");
    assertRefused(seeker.send("anyone"), "anyone", "not_waiting");
    assertRefused(other.send("anyone"), "anyone", "not_allowed");
  }

  @Test
  @DisplayName("C2, C47: danger waits for nobody in particular")
  void danger() {
    Pair pair = over();
    String words = agreed(pair);
    PretendClient other = night.peer("peer2");
    goOn(other);
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en", "words", words, "peer", "hold").await("place");
    seeker.send("about", "topics", List.of(), "wants", "anyone", "safe", "no");
    other.await("offer");
    seeker.send("leave").await("left");
  }

  @Test
  @DisplayName("C46, C47: a peer who left is said to be gone, and keeps nobody waiting")
  void gone() throws SQLException {
    Pair pair = over();
    String words = agreed(pair);
    leave("now()");
    try {
      assertThat(state(words)).isEqualTo("gone");
      PretendClient other = night.peer("peer2");
      goOn(other);
      PretendClient seeker = night.seeker();
      seeker.send("join", "language", "en", "words", words, "peer", "hold").await("place");
      other.await("offer");
      seeker.send("leave").await("left");
    } finally {
      leave("NULL");
    }
  }

  @Test
  @DisplayName("C48: a supervisor closes a thread with a reason, and it is written down")
  void closed() {
    Pair pair = over();
    String words = agreed(pair);
    Object[] close = {"conversation", pair.conversation(), "reason", "boundary"};
    for (PretendClient other : List.of(pair.seeker(), pair.peer(), night.clinician())) {
      assertRefused(other.send("thread-close", close), "thread-close", "not_allowed");
    }
    long before = server.audited("thread.close");
    assertRefused(night.supervisor().send("thread-close", close), "thread-close", "not_yours");
    assertThat(server.audited("thread.close")).isEqualTo(before);
    reading(pair).send("thread-close", close).await("thread-closed");
    assertThat(server.audited("thread.close")).isEqualTo(before + 1);
    PretendClient back = unasked();
    assertRefused(back.send("back", "words", words), "back", "closed");
    Object[] card = {"words", words, "text", "", "show", true};
    assertRefused(back.send("card", card), "card", "closed");
    night.doorKeeper();
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en", "words", words, "peer", "first");
    assertRefused(seeker, "join", "closed");
    seeker.await("place");
    back.send("forget", "words", words).await("forgotten");
    assertRefused(back.send("back", "words", words), "back", "nothing");

    String anew = keep(pair);
    say(pair.seeker(), pair, true);
    say(pair.peer(), pair, true);
    assertThat(state(anew)).as("not with this peer any more").isEmpty();
  }

  @Test
  @DisplayName("C43, C48: the words of a closed thread lead into no conversation either")
  void closedWhileItGoesOn() {
    String words = keep(over());
    PretendClient seeker = night.seeker();
    Pair pair = night.pair(seeker, night.peer("peer2"), "language", "en", "words", words);
    PretendClient back = unasked();
    Awaitility.await()
        .untilAsserted(() -> {
          back.send("back", "words", words).settle();
          assertThat(back.everything()).contains("\"type\":\"talk\"");
        });
    Object[] close = {"conversation", pair.conversation(), "reason", "safety"};
    reading(pair).send("thread-close", close).await("thread-closed");
    assertRefused(back.send("back", "words", words), "back", "closed");
    assertRefused(back.send("go-in", "words", words), "go-in", "closed");
    seeker.send("end", "conversation", pair.conversation()).await("closed");
    String id = pair.conversation();
    Object[] again = {
      "conversation", id, "language", "en", "text", "", "show", true, "words", words
    };
    String anew = words(seeker.send("keep", again));
    assertThat(anew).as("closed ones are not kept").isNotEqualTo(words);
  }

  @Test
  @DisplayName("C43, C48: nor where the thread was closed while its seeker waited")
  void closedWhileTheyWait() {
    Pair pair = over();
    String words = keep(pair);
    PretendClient other = night.peer("peer2");
    goOn(other);
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en", "words", words).await("place");
    JsonNode offer = other.await("offer");
    Object[] close = {"conversation", pair.conversation(), "reason", "safety"};
    reading(pair).send("thread-close", close).await("thread-closed");
    other.send("accept", "offer", offer.path("offer").stringValue());
    String conversation = seeker.await("opened").path("conversation").stringValue();
    seeker.await("caught-up");
    // A page that is loaded anew says that they are here once more.
    Visitor.Seeker who =
        new Visitor.Seeker(seekerOf(conversation), "", "Somebody", "a18", "en", "us");
    server.bean(Threads.class).visited(who, new ConversationId(conversation)).block();
    PretendClient back = unasked();
    assertRefused(back.send("back", "words", words), "back", "closed");
    assertRefused(back.send("go-in", "words", words), "go-in", "closed");
    other.send("duty", "on", false).settle();
    seeker.send("end", "conversation", conversation).await("closed");
  }

  private String seekerOf(String conversation) {
    return Objects.requireNonNull(
            server.bean(ConversationLog.class).find(new ConversationId(conversation)).block())
        .seeker()
        .id();
  }

  @Test
  @DisplayName("C48: there is nothing to close where nothing is kept")
  void nothingToClose() {
    Pair pair = over();
    PretendClient supervisor = reading(pair);
    Object[] close = {"conversation", pair.conversation(), "reason", "safety"};
    assertRefused(supervisor.send("thread-close", close), "thread-close", "nothing");
    Object[] nowhere = {"conversation", "AAAAAAAAAAAAAAAAAAAAAA", "reason", "safety"};
    assertRefused(supervisor.send("thread-close", nowhere), "thread-close", "not_yours");
  }

  private PretendClient reading(Pair pair) {
    PretendClient supervisor = night.supervisor();
    supervisor.send("watch", "conversation", pair.conversation(), "reason", "A look.");
    supervisor.await("opened");
    return supervisor;
  }

  private Pair over() {
    Pair pair = night.pair(night.peer("peer"));
    pair.seeker().send("end", "conversation", pair.conversation()).await("closed");
    pair.peer().await("closed");
    return pair;
  }

  private String agreed(Pair pair) {
    String words = keep(pair);
    say(pair.seeker(), pair, true);
    say(pair.peer(), pair, true);
    return words;
  }

  private static String keep(Pair pair) {
    Object[] card = {
      "conversation", pair.conversation(), "language", "en", "text", "", "show", true
    };
    return words(pair.seeker().send("keep", card));
  }

  private static String words(PretendClient keeps) {
    JsonNode kept = keeps.await("words");
    return String.join(" ", kept.path("words").valueStream().map(JsonNode::asString).toList());
  }

  private static void say(PretendClient who, Pair pair, boolean yes) {
    who.send("again", "conversation", pair.conversation(), "yes", yes).settle();
  }

  private static void goOn(PretendClient peer) {
    peer.send("duty", "on", true).await("duty", duty -> duty.path("on").asBoolean());
  }

  private JsonNode peer(String words) {
    return unasked().send("back", "words", words).await("thread").path("peer");
  }

  /** Where the peer of a thread is, empty when it leads to none. */
  private String state(String words) {
    return peer(words).path("state").asString("");
  }

  private static boolean offers(PretendClient peer) {
    return peer.everything().contains("\"type\":\"offer\"");
  }

  /** Somebody with words who has not been through the notice. */
  private PretendClient unasked() {
    String pass =
        PretendStaff.atTheDoor(server)
            .post("/api/seekers", "{\"ageBand\":\"back\",\"language\":\"en\"}")
            .body();
    return night.seeker(JsonMapper.shared().readTree(pass).path("token").stringValue());
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection(
        server.database().jdbcUrl(), server.database().username(), server.database().password());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Whether somebody waits for a row of this database. */
  private static boolean waits(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND wait_event_type = 'Lock'")) {
      rows.next();
      return rows.getLong(1) > 0;
    }
  }

  private void leave(String when) throws SQLException {
    try (var connection = connection();
        var update =
            connection.prepareStatement(
                "UPDATE staff SET left_at = " + when + " WHERE login = 'peer'")) {
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }
}
