package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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

/** The card on which a seeker may leave how they can be reached, on real sockets. */
class ContactsIT {
  private static final String PHONE = "0199 bettong 42";
  private static final String PLACE = "The yellow house behind the potoroo mill";

  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName("C50, C51, P50: offered, declined, shared after all, shown to who is in it alone")
  void shared() {
    String token = night.token();
    Pair pair = night.pair(night.seeker(token), night.peer("peer"));
    PretendClient sam = watching(night.supervisor(), pair);
    act(sam, pair, "contact-offer");
    assertThat(refused(sam, "contact-offer")).isEqualTo("not_yours");
    join(sam, pair);
    long offered = server.audited("card.offer");
    act(sam, pair, "contact-offer");
    for (PretendClient client : List.of(pair.seeker(), sam)) {
      JsonNode card = card(client, 1, "offered");
      assertThat(card.path("by").asString()).isEqualTo("Sam");
      assertThat(card.has("consent")).isFalse();
    }
    assertThat(server.audited("card.offer")).isEqualTo(offered + 1);

    act(pair.seeker(), pair, "contact-keep");
    card(sam, 2, "declined");
    act(pair.seeker(), pair, "contact-keep");
    act(sam, pair, "contact-offer");
    assertThat(refused(sam, "contact-offer")).isEqualTo("decided");
    long read = server.audited("card.read");
    act(sam, pair, "contact-open");
    assertThat(refused(sam, "contact-open")).isEqualTo("decided");
    assertThat(server.audited("card.read")).isEqualTo(read);

    share(pair, "ask");
    assertThat(card(sam, 3, "shared").path("consent").asString()).isEqualTo("ask");
    share(pair, "life");
    assertThat(refused(pair.seeker(), "contact-share")).isEqualTo("already");
    act(sam, pair, "contact-offer");
    assertThat(refused(sam, "contact-offer")).isEqualTo("already");
    sam.settle();
    assertThat(sam.everything()).doesNotContain(PHONE).doesNotContain(PLACE);
    JsonNode opened = act(sam, pair, "contact-open").await("contact-opened");
    assertThat(opened.path("phone").asString()).isEqualTo(PHONE);
    assertThat(opened.path("place").asString()).isEqualTo(PLACE);
    assertThat(opened.path("call").asString()).isEqualTo("text");
    assertThat(opened.path("n").asInt()).isEqualTo(3);
    assertThat(server.audited("card.read")).isEqualTo(read + 1);

    // Whoever only reads along sees where it stands, and no more.
    PretendClient alex = watching(coordinator(server, night), pair);
    card(alex, 3, "shared");
    act(alex, pair, "contact-open");
    assertThat(refused(alex, "contact-open")).isEqualTo("not_yours");
    assertThat(alex.everything()).doesNotContain(PHONE).doesNotContain(PLACE);

    // After a reload it is where it was, and what is on it goes back to nobody.
    PretendClient back = night.seeker(token);
    back.send("resume", "conversation", pair.conversation(), "epoch", pair.epoch(), "after", 0);
    card(back, 3, "shared");
    back.settle();
    assertThat(back.everything()).doesNotContain(PHONE).doesNotContain(PLACE);

    pair.peer().settle();
    assertThat(pair.peer().everything())
        .doesNotContain("\"contact")
        .doesNotContain("bettong")
        .doesNotContain("potoroo");
  }

  @Test
  @DisplayName("C50, C51: taken back it is gone at once, also while it is read, and with the end")
  void takenBack() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = joined(night.supervisor(), pair);
    share(pair, "ask");
    assertThat(refused(pair.seeker(), "contact-share")).isEqualTo("decided");
    act(pair.seeker(), pair, "contact-keep");
    assertThat(refused(pair.seeker(), "contact-keep")).isEqualTo("decided");

    act(sam, pair, "contact-offer");
    card(sam, 1, "offered");
    share(pair, "life");
    card(sam, 2, "shared");
    act(sam, pair, "contact-open").await("contact-opened");
    assertThat(has(pair, "contactValue")).isTrue();
    act(pair.seeker(), pair, "contact-keep");
    card(sam, 3, "taken_back");
    assertThat(has(pair, "contactValue")).isFalse();
    act(sam, pair, "contact-open");
    assertThat(refused(sam, "contact-open")).isEqualTo("decided");
    pass(sam, pair, "line");
    assertThat(refused(sam, "contact-pass")).isEqualTo("decided");
    act(sam, pair, "contact-passed");
    assertThat(refused(sam, "contact-passed")).isEqualTo("decided");

    share(pair, "life");
    card(sam, 4, "shared");
    pass(sam, pair, "line");
    card(sam, 5, "confirming");
    act(pair.seeker(), pair, "contact-keep");
    card(sam, 6, "taken_back");
    share(pair, "life");
    card(sam, 7, "shared");
    act(pair.seeker(), pair, "end");
    sam.await("closed");
    assertThat(has(pair, "contactValue")).isFalse();
    assertThat(has(pair, "contact")).isFalse();
    for (String type : List.of("contact-offer", "contact-open", "contact-passed")) {
      act(sam, pair, type);
      assertThat(refused(sam, type)).isEqualTo("closed");
    }
    pair.seeker().forget("refused");
    share(pair, "life");
    assertThat(refused(pair.seeker(), "contact-share")).isEqualTo("closed");
  }

  @Test
  @DisplayName("C52: asked first, then confirmed by a second supervisor, on whatever node")
  void askedFirst() {
    try (RunningServer other = server.anotherNode();
        Night there = new Night(other)) {
      Pair pair = night.pair(night.peer("peer"));
      PretendClient sam = joined(night.supervisor(), pair);
      PretendClient alex = coordinator(other, there);
      act(sam, pair, "contact-offer");
      card(sam, 1, "offered");
      share(pair, "ask");
      card(sam, 2, "shared");
      long asked = server.audited("card.pass");
      long confirmed = server.audited("card.confirm");
      long passed = server.audited("card.passed");

      pass(sam, pair, "line");
      assertThat(card(pair.seeker(), 3, "asking").path("to").asString()).isEqualTo("line");
      assertThat(passing(alex, pair)).isEmpty();
      allow(pair, 2, true);
      assertThat(refused(pair.seeker(), "contact-allow")).isEqualTo("decided");
      allow(pair, 3, false);
      card(sam, 4, "shared");
      act(sam, pair, "contact-passed");
      assertThat(refused(sam, "contact-passed")).isEqualTo("decided");
      allow(pair, 4, true);
      assertThat(refused(pair.seeker(), "contact-allow")).isEqualTo("decided");

      pass(sam, pair, "line");
      card(pair.seeker(), 5, "asking");
      // Another service is another question.
      pass(sam, pair, "mobile");
      assertThat(card(pair.seeker(), 6, "asking").path("to").asString()).isEqualTo("mobile");
      allow(pair, 5, true);
      assertThat(refused(pair.seeker(), "contact-allow")).isEqualTo("decided");
      allow(pair, 6, true);
      card(sam, 7, "confirming");

      JsonNode waits = passing(alex, pair).getFirst();
      assertThat(waits.path("by").path("name").asString()).isEqualTo("Sam");
      assertThat(waits.path("to").asString()).isEqualTo("mobile");
      assertThat(waits.path("consent").asString()).isEqualTo("ask");
      confirm(sam, pair, 7);
      assertThat(refused(sam, "contact-confirm")).isEqualTo("own");
      act(sam, pair, "contact-passed");
      assertThat(refused(sam, "contact-passed")).isEqualTo("undecided");
      confirm(alex, pair, 6);
      assertThat(refused(alex, "contact-confirm")).isEqualTo("decided");
      confirm(alex, pair, waits.path("n").asInt());
      assertThat(card(sam, 8, "confirmed").path("second").asString()).isEqualTo("Alex");
      confirm(alex, pair, 7);
      assertThat(refused(alex, "contact-confirm")).isEqualTo("decided");
      assertThat(passing(alex, pair)).isEmpty();

      act(sam, pair, "contact-passed");
      JsonNode told = card(pair.seeker(), 9, "passed");
      assertThat(told.path("by").asString()).isEqualTo("Sam");
      assertThat(told.path("to").asString()).isEqualTo("mobile");
      act(pair.seeker(), pair, "contact-keep");
      assertThat(refused(pair.seeker(), "contact-keep")).isEqualTo("decided");
      assertThat(server.audited("card.pass")).isEqualTo(asked + 3);
      assertThat(server.audited("card.confirm")).isEqualTo(confirmed + 1);
      assertThat(server.audited("card.passed")).isEqualTo(passed + 1);
      assertThat(alex.everything()).doesNotContain(PHONE).doesNotContain(PLACE);
    }
  }

  @Test
  @DisplayName("C52: in danger of their life, after they left, and alone once two minutes are over")
  void alone() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = joined(night.supervisor(), pair);
    act(sam, pair, "contact-offer");
    card(sam, 1, "offered");
    share(pair, "life");
    card(sam, 2, "shared");
    pair.seeker().send("exit").closeCode();
    sam.await("presence", of -> of.path("state").asString().equals("left"));
    assertThat(act(sam, pair, "contact-open").await("contact-opened").path("phone").asString())
        .isEqualTo(PHONE);
    act(sam, pair, "contact-offer");
    assertThat(refused(sam, "contact-offer")).isEqualTo("left");
    pass(sam, pair, "emergency");
    card(sam, 3, "confirming");
    act(sam, pair, "contact-passed");
    assertThat(refused(sam, "contact-passed")).isEqualTo("undecided");
    twoMinutesGoBy(pair);
    long passed = server.audited("card.passed");
    act(sam, pair, "contact-passed");
    JsonNode card = card(sam, 4, "passed");
    assertThat(card.path("to").asString()).isEqualTo("emergency");
    assertThat(card.has("second")).isFalse();
    assertThat(server.audited("card.passed")).isEqualTo(passed + 1);
  }

  @Test
  @DisplayName("C45: who comes back with words neither sees the card nor changes it")
  void cameBack() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = joined(night.supervisor(), pair);
    act(sam, pair, "contact-offer");
    card(sam, 1, "offered");
    share(pair, "ask");
    card(sam, 2, "shared");
    JsonNode made =
        pair.seeker()
            .send("words", "conversation", pair.conversation(), "language", "en")
            .await("words");
    String words =
        made.path("words").valueStream().map(JsonNode::asString).collect(Collectors.joining(" "));
    pair.seeker().send("exit").closeCode();
    sam.await("presence", of -> of.path("state").asString().equals("left"));

    JsonNode pass = night.seeker().send("go-in", "words", words).await("pass");
    sam.await("presence", of -> of.path("state").asString().equals("back"));
    PretendClient back = night.seeker(pass.path("token").asString());
    back.send("resume", "conversation", pair.conversation(), "epoch", pair.epoch(), "after", 0);
    back.await("caught-up");
    Pair again = new Pair(back, pair.peer(), pair.conversation(), pair.epoch());
    act(back, again, "contact-keep");
    assertThat(refused(back, "contact-keep")).isEqualTo("decided");
    share(again, "life");
    assertThat(refused(back, "contact-share")).isEqualTo("decided");
    pass(sam, again, "line");
    assertThat(refused(sam, "contact-pass")).as("nobody can be asked").isEqualTo("left");
    assertThat(act(sam, again, "contact-open").await("contact-opened").path("phone").asString())
        .isEqualTo(PHONE);
    back.settle();
    assertThat(back.everything()).doesNotContain("\"contact\"").doesNotContain(PHONE);
  }

  @Test
  @DisplayName("C52: whoever is on call agrees on the telephone, and nobody sooner for that")
  void onCallAgreed() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = joined(night.supervisor(), pair);
    act(sam, pair, "contact-offer");
    card(sam, 1, "offered");
    share(pair, "life");
    card(sam, 2, "shared");
    pass(sam, pair, "emergency");
    card(sam, 3, "confirming");
    sam.send("contact-passed", "conversation", pair.conversation(), "onCall", true);
    assertThat(refused(sam, "contact-passed")).isEqualTo("undecided");
    twoMinutesGoBy(pair);
    long passed = server.audited("card.passed");
    sam.send("contact-passed", "conversation", pair.conversation(), "onCall", true);
    card(sam, 4, "passed");
    assertThat(server.audited("card.passed")).isEqualTo(passed + 1);
  }

  @Test
  @DisplayName("C50, C52: who has left it can do nothing more, and who came asks anew")
  void anotherSupervisor() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = joined(night.supervisor(), pair);
    act(sam, pair, "contact-offer");
    card(sam, 1, "offered");
    act(sam, pair, "step-out");
    step(pair.seeker(), "left");
    share(pair, "ask");
    assertThat(refused(pair.seeker(), "contact-share")).isEqualTo("nobody_else");

    PretendClient alex = joined(coordinator(server, night), pair);
    share(pair, "ask");
    assertThat(card(alex, 2, "shared").path("by").asString()).isEqualTo("Alex");
    act(sam, pair, "contact-open");
    assertThat(refused(sam, "contact-open")).isEqualTo("not_yours");
    pass(sam, pair, "line");
    assertThat(refused(sam, "contact-pass")).isEqualTo("not_yours");
    assertThat(sam.everything()).doesNotContain(PHONE);

    pass(alex, pair, "line");
    assertThat(card(pair.seeker(), 3, "asking").path("by").asString()).isEqualTo("Alex");
    act(alex, pair, "step-out");
    step(pair.seeker(), "left");
    allow(pair, 3, true);
    assertThat(refused(pair.seeker(), "contact-allow")).isEqualTo("decided");
    join(sam, pair);
    pass(sam, pair, "line");
    assertThat(card(pair.seeker(), 4, "asking").path("by").asString()).isEqualTo("Sam");
    allow(pair, 4, true);
    card(sam, 5, "confirming");
    act(alex, pair, "contact-passed");
    assertThat(refused(alex, "contact-passed")).isEqualTo("not_yours");
  }

  @Test
  @DisplayName("C51: with another peer it is gone, and that somebody declined is remembered")
  void anotherPeer() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = joined(night.supervisor(), pair);
    act(sam, pair, "contact-offer");
    card(sam, 1, "offered");
    share(pair, "life");
    card(sam, 2, "shared");
    night.doorKeeper();
    act(pair.seeker(), pair, "other-peer").await("place");
    assertThat(has(pair, "contactValue")).isFalse();
    assertThat(has(pair, "contact")).isFalse();
    share(pair, "life");
    assertThat(refused(pair.seeker(), "contact-share")).isEqualTo("not_yours");

    pair.seeker().send("leave").await("left");
    sam.settle();
    sam.forget("contact");
    Pair declines = night.pair(night.peer("peer2"));
    join(watching(sam, declines), declines);
    act(sam, declines, "contact-offer");
    card(sam, 1, "offered");
    act(declines.seeker(), declines, "contact-keep");
    card(sam, 2, "declined");
    act(declines.seeker(), declines, "other-peer").await("place");
    assertThat(has(declines, "contact")).isTrue();
  }

  private static PretendClient act(PretendClient client, Pair pair, String type) {
    return client.send(type, "conversation", pair.conversation());
  }

  private static void share(Pair pair, String consent) {
    pair.seeker()
        .send(
            "contact-share",
            "conversation",
            pair.conversation(),
            "phone",
            PHONE,
            "place",
            PLACE,
            "call",
            "text",
            "consent",
            consent);
  }

  private static void allow(Pair pair, int number, boolean yes) {
    pair.seeker()
        .send("contact-allow", "conversation", pair.conversation(), "n", number, "yes", yes);
  }

  private static void pass(PretendClient supervisor, Pair pair, String service) {
    supervisor.send("contact-pass", "conversation", pair.conversation(), "to", service);
  }

  private static void confirm(PretendClient supervisor, Pair pair, int number) {
    supervisor.send("contact-confirm", "conversation", pair.conversation(), "n", number);
  }

  /** The very change of a card: one that stood like this before may come again. */
  private static JsonNode card(PretendClient client, int number, String state) {
    JsonNode card = client.await("contact", of -> of.path("n").asInt() == number);
    assertThat(card.path("state").asString()).isEqualTo(state);
    return card;
  }

  /** What the board asks a second supervisor about this conversation. */
  private static List<JsonNode> passing(PretendClient supervisor, Pair pair) {
    supervisor.settle();
    supervisor.forget("board");
    return supervisor
        .send("board")
        .await("board")
        .path("passing")
        .valueStream()
        .filter(of -> of.path("conversation").asString().equals(pair.conversation()))
        .toList();
  }

  private static PretendClient coordinator(RunningServer server, Night night) {
    PretendStaff browser = PretendStaff.signIn(server, "coordinator", RunningServer.PASSWORD);
    PretendClient alex = night.stranger();
    alex.send("hello", "ticket", browser.ticket()).next("welcome");
    return alex;
  }

  private static PretendClient watching(PretendClient supervisor, Pair pair) {
    supervisor.send("watch", "conversation", pair.conversation(), "reason", "A look.");
    supervisor.await(
        "caught-up", of -> of.path("conversation").asString().equals(pair.conversation()));
    return supervisor;
  }

  private static PretendClient joined(PretendClient supervisor, Pair pair) {
    join(watching(supervisor, pair), pair);
    return supervisor;
  }

  private static void join(PretendClient supervisor, Pair pair) {
    pair.seeker().settle();
    pair.seeker().forget("stepped");
    act(supervisor, pair, "join-in");
    step(pair.seeker(), "joined");
  }

  private static JsonNode step(PretendClient client, String kind) {
    return client.await("stepped", of -> of.path("step").asString().equals(kind));
  }

  private static String refused(PretendClient client, String re) {
    return client
        .await("refused", of -> of.path("re").asString().equals(re))
        .path("reason")
        .asString();
  }

  /** Whether Redis has this of the conversation. */
  private static boolean has(Pair pair, String field) {
    return inRedis(pair, (redis, key) -> redis.hexists(key, field));
  }

  /** The card has been as it is for longer than a second supervisor is waited for. */
  private static void twoMinutesGoBy(Pair pair) {
    inRedis(
        pair,
        (redis, key) -> {
          List<String> card = new ArrayList<>(List.of(redis.hget(key, "contact").split("\t", -1)));
          long since = Long.parseLong(card.get(2)) - Duration.ofSeconds(121).toMillis();
          card.set(2, Long.toString(since));
          return redis.hset(key, "contact", String.join("\t", card));
        });
  }

  private static <T> T inRedis(Pair pair, Looking<T> looks) {
    try (RedisClient client = RedisClient.create(TestRedis.uri());
        var connection = client.connect()) {
      RedisCommands<String, String> redis = connection.sync();
      ScanArgs metas = ScanArgs.Builder.matches("c:*:" + pair.conversation() + ":meta");
      return looks.at(redis, ScanIterator.scan(redis, metas.limit(1_000)).next());
    }
  }

  private interface Looking<T> {
    T at(RedisCommands<String, String> redis, String key);
  }
}
