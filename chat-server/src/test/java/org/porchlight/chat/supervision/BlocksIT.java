package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;

/** Passes that are blocked, and the second person who looks at it, on real sockets. */
class BlocksIT {
  private static final String DANGER = "I'm going to kill myself tonight";
  private static final Duration LONGEST_PASS = Duration.ofHours(12);

  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName(
      "C28: it ends at once for everybody, the pass gets no place, and lines and leaving stay")
  void blocks() {
    String token = night.token();
    Pair pair = night.pair(night.seeker(token), night.peer("peer"));
    pair.seekerSays("Good evening.");
    PretendClient sam = night.supervisor();
    block(sam, pair.conversation(), "threats");
    assertThat(refused(sam, "block")).isEqualTo("not_yours");
    long audited = server.audited("seeker.block");
    watching(sam, pair);
    block(sam, pair.conversation(), "threats");

    JsonNode told = pair.seeker().await("blocked");
    assertIsBlocked(told, "threats");
    assertThat(told.has("conversation")).isFalse();
    for (PretendClient client : List.of(pair.seeker(), pair.peer(), sam)) {
      assertThat(client.await("closed").path("why").asString()).isEqualTo("blocked");
    }
    JsonNode done = sam.await("blocked");
    assertThat(done.path("conversation").asString()).isEqualTo(pair.conversation());
    assertThat(done.path("until").asLong()).isEqualTo(told.path("until").asLong());
    assertThat(server.audited("seeker.block")).isEqualTo(audited + 1);

    // A page that is loaded anew is told again.
    PretendClient back = night.seeker(token);
    assertThat(back.await("closed").path("why").asString()).isEqualTo("blocked");
    assertIsBlocked(back.await("blocked"), "threats");

    // Not even with somebody on duty. Crisis lines come with the refusal.
    night.doorKeeper();
    back.send("join", "language", "en");
    assertThat(refused(back, "join")).isEqualTo("blocked");
    assertIsBlocked(back.await("blocked"), "threats");
    assertThat(back.await("support").path("lines")).isNotEmpty();
    assertThat(back.everything()).doesNotContain("Sam", "\"place\"");

    // Blocking again changes nothing, whatever it is called now.
    block(sam, pair.conversation(), "spam");
    assertThat(sam.await("blocked").path("reason").asString()).isEqualTo("threats");

    // What they said is still theirs to delete, and the way out is open.
    back.send("delete", "conversation", pair.conversation());
    assertThat(back.await("deleted").path("state").asString()).isEqualTo("destroyed");
    assertThat(back.send("exit").closeCode()).isEqualTo(4410);
    block(sam, pair.conversation(), "threats");
    assertThat(refused(sam, "block")).isEqualTo("not_yours");
  }

  @Test
  @DisplayName("C29: whoever blocked does not decide about it; of several others one does")
  void secondPerson() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = watching(night.supervisor(), pair);
    PretendClient alex = coordinator(server, night);
    block(sam, pair.conversation(), "abuse");
    sam.await("blocked");
    JsonNode listed = listed(alex, pair.conversation());
    assertThat(listed.path("by").path("name").asString()).isEqualTo("Sam");
    assertThat(listed.path("reason").asString()).isEqualTo("abuse");
    String block = listed.path("block").asString();
    assertThat(listed(sam, pair.conversation()).path("block").asString()).isEqualTo(block);
    long lifted = server.audited("seeker.block-lift");

    review(sam, block, "lift");
    assertThat(refused(sam, "review")).isEqualTo("own");
    review(sam, block, "uphold");
    assertThat(refused(sam, "review")).isEqualTo("own");
    assertThat(server.audited("seeker.block-lift")).isEqualTo(lifted);

    pair.seeker().await("blocked");
    review(alex, block, "lift");
    assertThat(alex.await("blocks").toString()).doesNotContain(block);
    JsonNode told = pair.seeker().await("blocked");
    assertThat(told.path("on").asBoolean()).isFalse();
    assertThat(told.size()).isEqualTo(2);
    assertThat(server.audited("seeker.block-lift")).isEqualTo(lifted + 1);
    review(alex, block, "uphold");
    assertThat(refused(alex, "review")).isEqualTo("decided");

    night.doorKeeper();
    pair.seeker().send("join", "language", "en");
    assertThat(pair.seeker().await("place").path("position").asInt()).isPositive();
  }

  @Test
  @DisplayName("C29: what a second person upholds stays, and is on no list any more")
  void upheld() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient alex = watching(coordinator(server, night), pair);
    PretendClient sam = night.supervisor();
    block(alex, pair.conversation(), "sexual");
    alex.await("blocked");
    String block = listed(sam, pair.conversation()).path("block").asString();
    long upheld = server.audited("seeker.block-uphold");
    review(sam, block, "uphold");
    assertThat(sam.await("blocks").toString()).doesNotContain(block);
    assertThat(server.audited("seeker.block-uphold")).isEqualTo(upheld + 1);
    review(sam, block, "lift");
    assertThat(refused(sam, "review")).isEqualTo("decided");
    night.doorKeeper();
    pair.seeker().send("join", "language", "en");
    assertThat(refused(pair.seeker(), "join")).isEqualTo("blocked");
  }

  @Test
  @DisplayName("C28: who ended it first and waits again is in no line any more")
  void waitsAgain() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = watching(night.supervisor(), pair);
    night.doorKeeper();
    pair.seeker().send("end", "conversation", pair.conversation()).await("closed");
    pair.seeker().send("join", "language", "en").await("place");
    block(sam, pair.conversation(), "abuse");
    sam.await("blocked");
    assertIsBlocked(pair.seeker().await("blocked"), "abuse");
    sam.send("queue");
    assertThat(sam.await("queue").path("waiting").asInt()).isZero();
    pair.seeker().send("note", "text", "Still here.");
    assertThat(refused(pair.seeker(), "note")).isEqualTo("not_waiting");
    pair.seeker().send("join", "language", "en");
    assertThat(refused(pair.seeker(), "join")).isEqualTo("blocked");
  }

  @Test
  @DisplayName("C28: who may be in danger now is not shut out before somebody decided about that")
  void dangerFirst() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = night.supervisor();
    sam.send("board").await("board");
    pair.seekerSays(DANGER);
    String flag =
        sam.await("flag", of -> of.path("conversation").asString().equals(pair.conversation()))
            .path("flag")
            .asString();
    watching(sam, pair);
    block(sam, pair.conversation(), "abuse");
    assertThat(refused(sam, "block")).isEqualTo("undecided");
    pair.seekerSays("Please listen.");
    sam.send("claim", "flag", flag);
    sam.send("resolve", "flag", flag, "verdict", "right", "outcome", "connected");
    sam.await("flag-changed");
    block(sam, pair.conversation(), "abuse");
    sam.await("blocked");
  }

  @Test
  @DisplayName("C28: a pass that has ended cannot be blocked")
  void left() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = watching(night.supervisor(), pair);
    pair.seeker().send("exit").closeCode();
    block(sam, pair.conversation(), "spam");
    assertThat(refused(sam, "block")).isEqualTo("left");
    // They are somebody new now, and nobody keeps them out.
    night.doorKeeper();
    night.seeker().send("join", "language", "en").await("place");
  }

  @Test
  @DisplayName("C28, C29: the seeker's page is told on whatever node it is")
  void otherNode() {
    try (RunningServer other = server.anotherNode();
        Night there = new Night(other)) {
      Pair pair = there.pair(there.seeker(), night.peer("peer"));
      PretendClient sam = watching(night.supervisor(), pair);
      block(sam, pair.conversation(), "threats");
      sam.await("blocked");
      assertIsBlocked(pair.seeker().await("blocked"), "threats");
      assertThat(pair.seeker().await("closed").path("why").asString()).isEqualTo("blocked");
      night.doorKeeper();
      pair.seeker().send("join", "language", "en");
      assertThat(refused(pair.seeker(), "join")).isEqualTo("blocked");
      pair.seeker().forget("blocked");
      PretendClient alex = coordinator(server, night);
      review(alex, listed(alex, pair.conversation()).path("block").asString(), "lift");
      alex.await("blocks");
      pair.seeker().await("blocked", told -> !told.path("on").asBoolean());
      pair.seeker().send("join", "language", "en").await("place");
    }
  }

  @Test
  @DisplayName(
      "C49: words from before a block open the line to nobody until it is lifted, and stay theirs")
  void wordsFromBefore() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = watching(night.supervisor(), pair);
    pair.seeker().send("end", "conversation", pair.conversation()).await("closed");
    String words = words(pair.seeker(), pair.conversation());
    block(sam, pair.conversation(), "threats");
    JsonNode done = sam.await("blocked");
    pair.seeker().await("blocked");

    // Nothing new is kept while it lasts: those words would open what these do not.
    keep(pair.seeker(), pair.conversation());
    assertThat(refused(pair.seeker(), "keep")).isEqualTo("not_yours");

    // Another visit, another pass: the words show what they are for, and get no place.
    night.doorKeeper();
    String token = night.token();
    PretendClient back = night.seeker(token);
    back.send("back", "words", words);
    assertThat(back.await("thread").path("visits").asInt()).isEqualTo(1);
    back.send("join", "language", "en", "words", words);
    assertThat(refused(back, "join")).isEqualTo("blocked");
    JsonNode told = back.await("blocked");
    assertIsBlocked(told, "threats");
    assertThat(told.path("until").asLong()).isEqualTo(done.path("until").asLong());
    assertThat(back.await("support").path("lines")).isNotEmpty();
    assertThat(back.everything()).doesNotContain("Sam", "\"place\"", pair.conversation());

    // To leave them out on the same page, or to load it anew, changes nothing.
    back.send("join", "language", "en");
    assertThat(refused(back, "join")).isEqualTo("blocked");
    back = night.seeker(token);
    assertIsBlocked(back.await("blocked"), "threats");

    // Nobody else is kept out, and one review decides for all.
    night.seeker().send("join", "language", "en").await("place");
    PretendClient alex = coordinator(server, night);
    review(alex, listed(alex, pair.conversation()).path("block").asString(), "lift");
    assertThat(alex.await("blocks").toString()).doesNotContain(pair.conversation());
    back.await("blocked", news -> !news.path("on").asBoolean());
    pair.seeker().await("blocked", news -> !news.path("on").asBoolean());
    back.send("join", "language", "en", "words", words).await("place");
    pair.seeker().send("join", "language", "en", "words", words).await("place");
  }

  @Test
  @DisplayName("C49: who came with words and is blocked takes them along, also when they leave")
  void cameWithWords() {
    Pair first = night.pair(night.peer("peer"));
    first.seeker().send("end", "conversation", first.conversation()).await("closed");
    String words = words(first.seeker(), first.conversation());
    first.seeker().send("exit").closeCode();
    Pair pair = night.pair(night.seeker(), night.peer("peer2"), "language", "en", "words", words);
    PretendClient sam = watching(night.supervisor(), pair);
    block(sam, pair.conversation(), "abuse");
    sam.await("blocked");
    pair.seeker().await("blocked");
    pair.seeker().send("exit").closeCode();

    night.doorKeeper();
    PretendClient back = night.seeker();
    back.send("join", "language", "en", "words", words);
    assertThat(refused(back, "join")).isEqualTo("blocked");
    assertIsBlocked(back.await("blocked"), "abuse");

    // Everything about them is deleted when they say so, and that lifts nothing.
    back.send("forget", "words", words).await("forgotten");
    back.send("join", "language", "en");
    assertThat(refused(back, "join")).isEqualTo("blocked");
    PretendClient other = night.seeker();
    other.send("join", "language", "en", "words", words);
    assertThat(refused(other, "join")).isEqualTo("nothing");
    other.await("place");
  }

  @Test
  @DisplayName("C40, C49: nothing is kept where the seeker is blocked in the same moment")
  void blockedMeanwhile() throws SQLException {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = watching(night.supervisor(), pair);
    pair.seeker().send("end", "conversation", pair.conversation()).await("closed");
    var database = server.database();
    try (var holds =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
        var statement = holds.createStatement()) {
      holds.setAutoCommit(false);
      statement.execute("LOCK TABLE threads IN EXCLUSIVE MODE");
      keep(pair.seeker(), pair.conversation());
      Awaitility.await()
          .until(() -> {
            try (var rows =
                statement.executeQuery(
                    "SELECT count(*) FROM pg_locks WHERE NOT granted"
                        + " AND relation = 'threads'::regclass")) {
              rows.next();
              return rows.getLong(1) > 0;
            }
          });
      block(sam, pair.conversation(), "threats");
      sam.await("blocked");
      holds.commit();
    }
    assertThat(refused(pair.seeker(), "keep")).isEqualTo("not_yours");
  }

  @Test
  @DisplayName("C49: the words of the place that a block ends are blocked with it")
  void wordsOfThePlace() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = watching(night.supervisor(), pair);
    Pair other = night.pair(night.peer("peer2"));
    other.seeker().send("end", "conversation", other.conversation()).await("closed");
    String words = words(other.seeker(), other.conversation());
    night.doorKeeper();
    pair.seeker().send("end", "conversation", pair.conversation()).await("closed");
    pair.seeker().send("join", "language", "en", "words", words).await("place");
    block(sam, pair.conversation(), "spam");
    sam.await("blocked");
    // Whoever else has them is out of the line like the other.
    other.seeker().send("join", "language", "en", "words", words);
    assertThat(refused(other.seeker(), "join")).isEqualTo("blocked");
    keep(other.seeker(), other.conversation());
    assertThat(refused(other.seeker(), "keep")).isEqualTo("not_yours");
  }

  @Test
  @DisplayName("C44, C46, C49: blocked words lead into no chat that goes on, and to no peer")
  void wordsThatLead() {
    Pair first = night.pair(night.peer("peer"));
    PretendClient sam = watching(night.supervisor(), first);
    first.seeker().send("end", "conversation", first.conversation()).await("closed");
    first.peer().await("closed");
    String words = words(first.seeker(), first.conversation());
    for (PretendClient who : List.of(first.seeker(), first.peer())) {
      who.send("again", "conversation", first.conversation(), "yes", true).settle();
    }
    Pair goesOn = night.pair(night.seeker(), night.peer("peer2"), "language", "en", "words", words);
    PretendClient back = night.seeker();
    Awaitility.await()
        .untilAsserted(() -> {
          back.send("back", "words", words).settle();
          assertThat(back.everything()).contains("\"type\":\"talk\"");
        });
    block(sam, first.conversation(), "threats");
    sam.await("blocked");

    back.send("go-in", "words", words);
    assertThat(refused(back, "go-in")).isEqualTo("blocked");
    assertIsBlocked(back.await("blocked"), "threats");
    assertThat(back.await("support").path("lines")).isNotEmpty();
    assertThat(back.everything()).doesNotContain("\"type\":\"pass\"");

    // Whoever was in it before stays.
    goesOn.seekerSays("Still here.");
    goesOn.seeker().send("end", "conversation", goesOn.conversation()).await("closed");
    assertThat(thread(words).has("peer")).isFalse();

    PretendClient alex = coordinator(server, night);
    review(alex, listed(alex, first.conversation()).path("block").asString(), "lift");
    alex.await("blocks");
    assertThat(thread(words).has("peer")).isTrue();
  }

  private JsonNode thread(String words) {
    return night.seeker().send("back", "words", words).await("thread");
  }

  private static void keep(PretendClient seeker, String conversation) {
    seeker.send(
        "keep", "conversation", conversation, "language", "en", "text", "A card.", "show", true);
  }

  private static String words(PretendClient seeker, String conversation) {
    keep(seeker, conversation);
    return String.join(
        " ", seeker.await("words").path("words").valueStream().map(JsonNode::asString).toList());
  }

  private static void assertIsBlocked(JsonNode told, String reason) {
    assertThat(told.path("on").asBoolean()).isTrue();
    assertThat(told.path("reason").asString()).isEqualTo(reason);
    long now = System.currentTimeMillis();
    assertThat(told.path("until").asLong()).isBetween(now, now + LONGEST_PASS.toMillis());
  }

  private static PretendClient coordinator(RunningServer server, Night night) {
    PretendStaff browser = PretendStaff.signIn(server, "coordinator", RunningServer.PASSWORD);
    PretendClient alex = night.stranger();
    alex.send("hello", "ticket", browser.ticket()).next("welcome");
    return alex;
  }

  private static PretendClient watching(PretendClient supervisor, Pair pair) {
    supervisor.send("watch", "conversation", pair.conversation(), "reason", "A look.");
    supervisor.await("caught-up");
    return supervisor;
  }

  private static void block(PretendClient supervisor, String conversation, String reason) {
    supervisor.send("block", "conversation", conversation, "reason", reason);
  }

  private static void review(PretendClient supervisor, String block, String verdict) {
    supervisor.send("review", "block", block, "verdict", verdict);
  }

  /** A block of that conversation as it is on the list. */
  private static JsonNode listed(PretendClient supervisor, String conversation) {
    supervisor.send("blocks");
    return supervisor
        .await("blocks")
        .path("blocks")
        .valueStream()
        .filter(block -> block.path("conversation").asString().equals(conversation))
        .findFirst()
        .orElseThrow();
  }

  private static String refused(PretendClient client, String re) {
    return client
        .await("refused", of -> of.path("re").asString().equals(re))
        .path("reason")
        .asString();
  }
}
