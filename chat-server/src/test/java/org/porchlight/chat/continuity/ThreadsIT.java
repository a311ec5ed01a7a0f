package org.porchlight.chat.continuity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.porchlight.chat.pretend.PretendClient.assertRefused;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.access.SeekerPasses;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ThreadsIT {
  private static final String CARD = "Nights are hard. Please don't ask how it happened.";
  private static final List<String> PLAN = List.of("Put the kettle on.", "Call Ana.");
  private static final String WRONG = "these words open nothing";

  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName(
      "C40, C41: four words open the card, exactly as it was sent, and the count of visits")
  void cameBack() throws SQLException {
    List<String> words = words(keep(over(), CARD, true));
    assertThat(words).hasSize(4);
    PretendClient back = unasked();
    String odd = String.join(" · ", words).toUpperCase(Locale.ROOT);
    JsonNode thread = back.send("back", "words", odd).await("thread");
    assertThat(thread.path("card").asString()).isEqualTo(CARD);
    assertThat(thread.path("visits").asInt()).isEqualTo(1);
    assertThat(thread.path("show").asBoolean()).isTrue();
    assertThat(Instant.ofEpochMilli(thread.path("until").asLong()))
        .isBetween(
            Instant.now().plus(89, ChronoUnit.DAYS), Instant.now().plus(91, ChronoUnit.DAYS));
    assertRefused(back.send("join", "language", "en"), "join", "not_allowed");
    assertThat(columns())
        .as("no row leads to anybody")
        .containsExactlyInAnyOrder("thread", "visits", "good_until", "sealed");
  }

  @Test
  @DisplayName(
      "C40: nothing is kept from a conversation that is not theirs, goes on or was deleted")
  void notTheirs() {
    Pair pair = night.pair(night.peer("peer"));
    assertRefused(keep(pair, CARD, true), "keep", "not_yours");
    pair.seeker().send("end", "conversation", pair.conversation()).await("closed");
    assertRefused(keep(night.seeker(), pair.conversation(), CARD, true), "keep", "not_yours");
    pair.seeker().send("delete", "conversation", pair.conversation()).await("deleted");
    assertRefused(keep(pair, CARD, true), "keep", "not_yours");
    Object[] words = {"words", WRONG};
    for (PretendClient staff :
        List.of(night.peer("peer2"), night.supervisor(), night.clinician())) {
      assertRefused(staff.send("back", words), "back", "not_allowed");
      assertRefused(staff.send("forget", words), "forget", "not_allowed");
      assertRefused(staff.send("go-in", words), "go-in", "not_allowed");
      assertRefused(
          staff.send("words", "conversation", pair.conversation(), "language", "en"),
          "words",
          "not_allowed");
    }
  }

  @Test
  @DisplayName("C40: keeping again gives new words, and those before open nothing")
  void newWords() {
    Pair pair = over();
    String before = text(keep(pair, CARD, true));
    String after = text(keep(pair, "Another card.", true));
    assertThat(after).isNotEqualTo(before);
    PretendClient back = unasked();
    assertRefused(back.send("back", "words", before), "back", "nothing");
    assertThat(back.send("back", "words", after).await("thread").path("card").asString())
        .isEqualTo("Another card.");
  }

  @Test
  @DisplayName("C40: what is to be deleted gives no new words, and those before open the card")
  void waitsForReview() {
    Pair pair = over();
    String words = text(keep(pair, CARD, true));
    ConversationId id = new ConversationId(pair.conversation());
    server.bean(ConversationLog.class).deleteAsked(id).block();
    assertRefused(keep(pair, "Another card.", true), "keep", "not_yours");
    assertThat(unasked().send("back", "words", words).await("thread").path("card").asString())
        .isEqualTo(CARD);
  }

  @Test
  @DisplayName("C41: a card is changed, hidden from who comes back, and deleted; forget is at once")
  void changed() {
    String words = text(keep(over(), CARD, true));
    PretendClient back = unasked();
    Object[] hidden = {"words", words, "text", "For peers.", "show", false};
    assertThat(back.send("card", hidden).await("thread").has("card")).isFalse();
    assertThat(back.send("back", "words", words).await("thread").has("card")).isFalse();
    Object[] empty = {"words", words, "text", "", "show", true};
    assertThat(back.send("card", empty).await("thread").path("card").asString()).isEmpty();
    back.send("forget", "words", words).await("forgotten");
    assertRefused(back.send("back", "words", words), "back", "nothing");
    assertRefused(back.send("card", empty), "card", "nothing");
    assertRefused(back.send("forget", "words", words), "forget", "nothing");
  }

  @Test
  @DisplayName("C40, C41: a plan is kept with the card, exactly as it was sent, and changed too")
  void planned() {
    String words = text(keepsPlan(over(), ""));
    PretendClient back = unasked();
    JsonNode thread = back.send("back", "words", words).await("thread");
    assertThat(thread.path("card").asString()).isEmpty();
    assertThat(steps(thread)).isEqualTo(PLAN);
    List<String> plan = List.of("Open a window.");
    Object[] other = {"words", words, "text", CARD, "plan", plan, "show", true};
    assertThat(steps(back.send("card", other).await("thread"))).isEqualTo(plan);
    thread = back.send("back", "words", words).await("thread");
    assertThat(thread.path("card").asString()).isEqualTo(CARD);
    assertThat(steps(thread)).isEqualTo(plan);
  }

  @Test
  @DisplayName("C41: a plan that is hidden is, without a card too, and no change brings it out")
  void hiddenPlan() {
    String words = text(keepsPlan(over(), ""));
    PretendClient back = unasked();
    Object[] hidden = {"words", words, "text", "", "plan", PLAN, "show", false};
    JsonNode thread = back.send("card", hidden).await("thread");
    assertThat(thread.path("show").asBoolean()).isFalse();
    assertThat(thread.has("card") || thread.has("plan")).isFalse();
    Object[] withoutPlan = {"words", words, "text", "", "show", true};
    assertThat(steps(back.send("card", withoutPlan).await("thread"))).isEmpty();
    back.settle();
    assertThat(back.everything()).doesNotContain(PLAN.getFirst());
  }

  @Test
  @DisplayName("C40: to delete the conversation ends no way back, and to forget that ends both")
  void keptAfterDelete() {
    Pair pair = over();
    String words = text(keepsPlan(pair, CARD));
    pair.seeker().send("delete", "conversation", pair.conversation()).await("deleted");
    PretendClient back = unasked();
    assertThat(steps(back.send("back", "words", words).await("thread"))).isEqualTo(PLAN);
    pair.seeker().send("forget", "words", words).await("forgotten");
    assertRefused(back.send("back", "words", words), "back", "nothing");
  }

  @Test
  @DisplayName("C41: after five tries a pass waits, and right words are not looked at meanwhile")
  void guessing() {
    String words = text(keep(over(), CARD, true));
    PretendClient back = unasked();
    for (int i = 0; i < 5; i++) {
      assertRefused(back.send("back", "words", WRONG + " " + i), "back", "nothing");
    }
    for (int i = 0; i < 5; i++) {
      assertRefused(back.send("back", "words", words), "back", "too_fast");
    }
    unasked().send("back", "words", words).await("thread");
  }

  @Test
  @DisplayName("C41, C44: a pass for going back in brings no new tries")
  void guessingInside() {
    String words = text(wordsOf(night.pair(night.peer("peer"))));
    PretendClient inside = goesIn(words);
    // To have asked for the words was a try, too.
    for (int i = 0; i < 4; i++) {
      assertRefused(inside.send("back", "words", WRONG + " " + i), "back", "nothing");
    }
    assertRefused(goesIn(words).send("back", "words", WRONG), "back", "too_fast");
  }

  private PretendClient goesIn(String words) {
    return night.seeker(
        unasked().send("go-in", "words", words).await("pass").path("token").stringValue());
  }

  @Test
  @DisplayName("C41: words that have run out are answered as wrong ones are, and nothing is left")
  void ranOut() throws SQLException {
    Pair pair = over();
    String words = text(keep(pair, CARD, true));
    pair.seeker().send("delete", "conversation", pair.conversation()).await("deleted");
    long there = rows("threads");
    execute("UPDATE threads SET good_until = now() - interval '1 minute' WHERE visits = 1");
    assertRefused(unasked().send("back", "words", words), "back", "nothing");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          assertThat(rows("threads")).isLessThan(there);
          assertThat(rows("keys.thread_keys")).isEqualTo(rows("threads"));
        });
  }

  @Test
  @DisplayName(
      "C42, A10: the card and the plan go to the peer and who watches, never to the seeker, and"
          + " only with a yes")
  void shared() {
    String words = text(keep(over(), CARD, true));
    Object[] hidden = {"words", words, "text", CARD, "plan", PLAN, "show", false};
    unasked().send("card", hidden).await("thread");
    PretendClient seeker = night.seeker();
    PretendClient peer = night.peer("peer");
    Pair pair = night.pair(seeker, peer, "language", "en", "words", words, "share", true);
    JsonNode card = peer.await("card");
    assertThat(card.path("text").asString()).isEqualTo(CARD);
    assertThat(steps(card)).isEqualTo(PLAN);
    assertThat(Instant.ofEpochMilli(card.path("keptAt").asLong()))
        .isBetween(Instant.now().minus(1, ChronoUnit.HOURS), Instant.now());
    PretendClient supervisor = night.supervisor();
    supervisor.send("watch", "conversation", pair.conversation(), "reason", "Sitting beside them.");
    assertThat(steps(supervisor.await("card"))).isEqualTo(PLAN);
    seeker.settle();
    assertThat(seeker.everything()).doesNotContain(CARD, PLAN.getFirst());

    seeker.send("end", "conversation", pair.conversation()).await("closed");
    awaitVisits(words, 2);
    PretendClient again = night.seeker();
    PretendClient second = night.peer("peer2");
    Pair third = night.pair(again, second, "language", "en", "words", words);
    second.settle();
    assertThat(second.everything()).doesNotContain(CARD, PLAN.getFirst());
    again.send("end", "conversation", third.conversation()).await("closed");
    awaitVisits(words, 3);
  }

  @Test
  @DisplayName("C130: seeker and peer see the plan, either changes it, and the way back has it")
  void together() {
    String words = text(keepsPlan(over(), CARD));
    String token = night.token();
    PretendClient seeker = night.seeker(token);
    PretendClient peer = night.peer("peer");
    Pair pair = night.pair(seeker, peer, "language", "en", "words", words, "share", true);
    for (PretendClient each : List.of(seeker, peer)) {
      JsonNode now = each.await("plan");
      assertThat(now.path("n").asInt()).isZero();
      assertThat(steps(now)).isEqualTo(PLAN);
    }
    List<String> longer = List.of("Put the kettle on.", "Call Ana.", "Open a window.");
    plans(peer, pair, 0, longer);
    assertThat(steps(plan(seeker, 1))).isEqualTo(longer);
    assertThat(steps(plan(peer, 1))).isEqualTo(longer);
    List<String> other = List.of("Open a window.");
    plans(seeker, pair, 0, other);
    assertRefused(seeker, "plan", "changed");
    plans(seeker, pair, 1, other);
    assertThat(steps(plan(peer, 2))).isEqualTo(other);
    // To say the same again is no change: its answer was not heard.
    plans(seeker, pair, 1, other);
    seeker.settle();
    assertThat(seeker.unread()).doesNotContain("refused");

    PretendClient supervisor = night.supervisor();
    supervisor.send("watch", "conversation", pair.conversation(), "reason", "Sitting beside them.");
    assertThat(steps(plan(supervisor, 2))).isEqualTo(other);
    PretendClient page = night.seeker(token);
    page.send("resume", "conversation", pair.conversation(), "epoch", pair.epoch(), "after", 0);
    assertThat(steps(plan(page, 2))).isEqualTo(other);

    page.send("end", "conversation", pair.conversation()).await("closed");
    plans(page, pair, 2, PLAN);
    assertRefused(page, "plan", "closed");
    JsonNode thread = unasked().send("back", "words", words).await("thread");
    assertThat(thread.path("card").asString()).isEqualTo(CARD);
    assertThat(steps(thread)).isEqualTo(other);
  }

  @Test
  @DisplayName("C130: what is never shown, or was not shared, is no plan of both; nor a stranger's")
  void notTogether() {
    String words = text(keepsPlan(over(), CARD));
    PretendClient seeker = night.seeker();
    PretendClient peer = night.peer("peer");
    Pair pair = night.pair(seeker, peer, "language", "en", "words", words);
    plans(seeker, pair, 0, PLAN);
    assertRefused(seeker, "plan", "not_yours");
    plans(peer, pair, 0, PLAN);
    assertRefused(peer, "plan", "not_yours");
    seeker.send("end", "conversation", pair.conversation()).await("closed");
    awaitVisits(words, 2);

    Object[] hidden = {"words", words, "text", CARD, "plan", PLAN, "show", false};
    unasked().send("card", hidden).await("thread");
    PretendClient again = night.seeker();
    PretendClient second = night.peer("peer2");
    Pair other = night.pair(again, second, "language", "en", "words", words, "share", true);
    second.await("card");
    plans(again, other, 0, List.of());
    assertRefused(again, "plan", "not_yours");
    PretendClient stranger = night.seeker();
    plans(stranger, other, 0, List.of());
    assertRefused(stranger, "plan", "not_yours");
    assertThat(again.everything()).doesNotContain("\"type\":\"plan\"");
    again.send("end", "conversation", other.conversation()).await("closed");
    awaitVisits(words, 3);
  }

  @Test
  @DisplayName(
      "C131: a peer's step is looked at as their words are, and a seeker's danger is flagged")
  void lookedAt() {
    String words = text(keepsPlan(over(), CARD));
    PretendClient seeker = night.seeker();
    PretendClient peer = night.peer("peer");
    Pair pair = night.pair(seeker, peer, "language", "en", "words", words, "share", true);
    plan(seeker, 0);
    plans(peer, pair, 0, List.of("You should stop taking your pills"));
    assertThat(peer.await("hint").path("category").asString()).isEqualTo("medication");
    plans(seeker, pair, 0, List.of("Most nights I want to die."));
    plan(peer, 1);
    seeker.await("support");
    // Sent again, as by a page that did not hear: it is looked at again, and changes nothing.
    plans(seeker, pair, 0, List.of("Most nights I want to die."));
    seeker.await("support");
    PretendClient supervisor = night.supervisor();
    supervisor.send("board").await("board");
    supervisor.send("watch", "conversation", pair.conversation());
    plan(supervisor, 1);
    // What stands there already is not the peer's.
    plans(peer, pair, 1, List.of("Most nights I want to die.", "Call Ana."));
    assertThat(steps(plan(seeker, 2))).hasSize(2);
    seeker.send("end", "conversation", pair.conversation()).await("closed");
  }

  private static void plans(PretendClient who, Pair pair, int over, List<String> plan) {
    Object[] fields = {
      "conversation", pair.conversation(), "id", PretendClient.newId(), "n", over, "plan", plan
    };
    who.send("plan", fields);
  }

  private static JsonNode plan(PretendClient who, int n) {
    return who.await("plan", now -> now.path("n").asInt() == n);
  }

  @Test
  @DisplayName("C40: a page that is loaded anew is told whether its seeker came with words")
  void cameWithWords() {
    String words = text(keep(over(), CARD, true));
    String token = night.token();
    PretendClient peer = night.peer("peer");
    Pair pair = night.pair(night.seeker(token), peer, "language", "en", "words", words);
    assertThat(opened(token).path("withWords").asBoolean()).isTrue();
    peer.settle();
    assertThat(peer.everything()).doesNotContain("withWords");
    night.seeker(token).send("end", "conversation", pair.conversation()).await("closed");

    String other = night.token();
    Pair without = night.pair(night.seeker(other), night.peer("peer2"));
    JsonNode opened = opened(other);
    assertThat(opened.has("withWords")).isTrue();
    assertThat(opened.path("withWords").asBoolean()).isFalse();
    night.seeker(other).send("end", "conversation", without.conversation()).await("closed");
  }

  /** What a page of theirs that is loaded anew is told of the conversation. */
  private JsonNode opened(String token) {
    PretendClient page = night.stranger();
    page.send("hello", "token", token);
    return page.next("welcome").path("conversations").path(0);
  }

  @Test
  @DisplayName("C2, C42: a card or a plan that speaks of danger is looked at as a note is")
  void danger() {
    String words = text(keep(over(), "", true));
    List<String> plan = List.of("Call Ana.", "Most nights I want to die.");
    unasked().send("card", "words", words, "text", "", "plan", plan, "show", true).await("thread");
    PretendClient supervisor = night.supervisor();
    supervisor.send("board").await("board");
    night.doorKeeper();
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en", "words", words, "share", true);
    seeker.await("support");
    seeker.await("place");
    supervisor.await(
        "flag",
        flag ->
            flag.path("state").asString().equals("waiting")
                && flag.path("category").asString().equals("suicide")
                && !flag.has("quote"));
  }

  @Test
  @DisplayName("C42: nobody loses a place over words")
  void wrongWordsInLine() {
    night.doorKeeper();
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en", "words", WRONG);
    assertRefused(seeker, "join", "nothing");
    seeker.await("place");
  }

  @Test
  @DisplayName("C30, C42: a check-in is counted with which visit it is")
  void counted() throws SQLException {
    String words = text(keep(over(), "", true));
    PretendClient seeker = night.seeker();
    night.doorKeeper();
    seeker.send("join", "language", "en", "words", words).await("place");
    long before = secondVisits();
    seeker.send("check-in", "when", "before", "upset", 5).settle();
    Awaitility.await().untilAsserted(() -> assertThat(secondVisits()).isEqualTo(before + 1));
  }

  @Test
  @DisplayName("C43, C44, P6: words lead back in after leaving, and nothing said before is told")
  void backIn() {
    Pair pair = night.pair(night.peer("peer"));
    pair.seekerSays("Before I left.");
    String first = text(wordsOf(pair));
    String words = text(wordsOf(pair));
    pair.seeker().send("exit").closeCode();
    pair.peer().await("presence", told -> told.path("state").asString().equals("left"));

    PretendClient back = unasked();
    assertRefused(back.send("back", "words", first), "back", "nothing");
    assertThat(back.send("back", "words", words).await("talk").path("state").asString())
        .isEqualTo("open");
    assertRefused(back.send("go-in", "words", first), "go-in", "nothing");
    String token = back.send("go-in", "words", words).await("pass").path("token").stringValue();
    PretendClient seeker = server.connect();
    JsonNode there =
        seeker.send("hello", "token", token).await("welcome").path("conversations").path(0);
    assertThat(there.path("conversation").asString()).isEqualTo(pair.conversation());
    assertThat(there.path("from").asLong()).isEqualTo(2);
    pair.peer().await("opened", opened -> opened.has("back"));

    seeker.send("resume", "conversation", pair.conversation(), "epoch", pair.epoch(), "after", 0);
    seeker.await("caught-up");
    Pair again = new Pair(seeker, pair.peer(), pair.conversation(), pair.epoch());
    again.seekerSays("It is me.");
    again.peerSays("Good that you are back.");
    assertThat(seeker.everything()).doesNotContain("Before I left.");
    seeker.send("end", "conversation", pair.conversation()).await("closed");
    seeker.send("resume", "conversation", pair.conversation(), "epoch", pair.epoch(), "after", 0);
    seeker.await("caught-up");
    assertThat(seeker.everything()).as("nor when it is over").doesNotContain("Before I left.");
    seeker.close();
  }

  @Test
  @DisplayName("C43: of words that are asked for at once those of one ask lead back")
  void atOnce() {
    String token = night.token();
    Pair pair = night.pair(night.seeker(token), night.peer("peer"));
    Visitor.Seeker seeker =
        Objects.requireNonNull(server.bean(SeekerPasses.class).recognise(token).block());
    Threads threads = server.bean(Threads.class);
    ConversationId id = new ConversationId(pair.conversation());
    List<Threads.Keeping> all =
        Objects.requireNonNull(
            Flux.range(0, 4).flatMap(ask -> threads.words(seeker, id, "en")).collectList().block());
    PretendClient back = unasked();
    for (Threads.Keeping each : all) {
      assertThat(each).isInstanceOf(Threads.Keeping.Kept.class);
      if (each instanceof Threads.Keeping.Kept kept) {
        back.send("back", "words", String.join(" ", kept.words().reveal())).settle();
      }
    }
    assertThat(back.unread().stream().filter("talk"::equals)).hasSize(1);
  }

  @Test
  @DisplayName("C43: of what is over words only delete, and after that they lead nowhere")
  void onlyDelete() {
    Pair pair = night.pair(night.peer("peer"));
    String words = text(wordsOf(pair));
    pair.seeker().send("end", "conversation", pair.conversation()).await("closed");
    assertRefused(wordsOf(pair), "words", "not_yours");
    PretendClient back = unasked();
    assertThat(back.send("back", "words", words).await("talk").path("state").asString())
        .isEqualTo("closed");
    assertRefused(back.send("go-in", "words", words), "go-in", "nothing");
    assertThat(back.send("forget", "words", words).await("deleted").path("state").asString())
        .isEqualTo("destroyed");
    assertRefused(back.send("back", "words", words), "back", "nothing");
  }

  @Test
  @DisplayName("C43: to forget a way back deletes the conversation that it led into last")
  void forgetsBoth() {
    String words = text(keep(over(), CARD, true));
    Pair pair = ledInto(words);
    PretendClient back = unasked();
    awaitTalk(back, words);
    pair.seeker().send("end", "conversation", pair.conversation()).await("closed");
    back.send("back", "words", words).await("thread");
    back.send("forget", "words", words);
    assertThat(back.await("deleted").path("conversation").asString())
        .isEqualTo(pair.conversation());
    back.await("forgotten");
    assertRefused(back.send("back", "words", words), "back", "nothing");
    Object[] delete = {"conversation", pair.conversation()};
    assertRefused(pair.seeker().send("delete", delete), "delete", "not_yours");
  }

  @Test
  @DisplayName("C43: to forget a way back in the conversation that it led into deletes both")
  void forgetsBothMeanwhile() {
    String words = text(keep(over(), CARD, true));
    Pair pair = ledInto(words);
    PretendClient back = unasked();
    awaitTalk(back, words);
    pair.seeker().send("forget", "words", words);
    assertThat(pair.seeker().await("deleted").path("conversation").asString())
        .isEqualTo(pair.conversation());
    pair.seeker().await("forgotten");
    assertRefused(back.send("back", "words", words), "back", "nothing");
  }

  @Test
  @DisplayName("C120: words that were kept delete the conversation too, alone or with the way back")
  void forgetsEither() {
    Pair pair = over();
    String words = text(keep(pair, CARD, true));
    PretendClient back = unasked();
    assertThat(back.send("back", "words", words).await("thread").path("talk").asBoolean()).isTrue();
    Object[] talk = {"words", words, "only", "talk"};
    JsonNode deleted = back.send("forget", talk).await("deleted");
    assertThat(deleted.path("conversation").asString()).isEqualTo(pair.conversation());
    assertThat(deleted.path("state").asString()).isEqualTo("destroyed");
    assertThat(back.send("back", "words", words).await("thread").has("talk")).isFalse();
    assertRefused(back.send("forget", talk), "forget", "nothing");
    back.send("forget", "words", words).await("forgotten");

    Pair stays = over();
    String others = text(keep(stays, CARD, true));
    PretendClient again = unasked();
    Object[] all = {"words", others, "only", "all"};
    assertRefused(again.send("forget", all), "forget", "bad_field");
    again.send("forget", "words", others, "only", "thread").await("forgotten");
    assertRefused(again.send("back", "words", others), "back", "nothing");
    again.settle();
    assertThat(again.everything()).doesNotContain("\"deleted\"");
    stays.seeker().send("delete", "conversation", stays.conversation()).await("deleted");
  }

  @Test
  @DisplayName("C120: to delete what words were kept from leaves where they lead by now")
  void deletesTheEarlier() {
    Pair first = over();
    String words = text(keep(first, CARD, true));
    Pair second = ledInto(words);
    PretendClient back = unasked();
    awaitTalk(back, words);
    first.seeker().send("delete", "conversation", first.conversation()).await("deleted");
    back.forget("talk");
    assertThat(back.send("back", "words", words).await("talk").path("state").asString())
        .isEqualTo("open");
    second.seeker().send("end", "conversation", second.conversation()).await("closed");
  }

  /** Words lead into a conversation a moment after it has opened. */
  private static void awaitTalk(PretendClient back, String words) {
    Awaitility.await()
        .untilAsserted(() -> {
          back.send("back", "words", words).settle();
          assertThat(back.everything()).contains("\"type\":\"talk\"");
        });
  }

  @Test
  @DisplayName("C19, C43: what waits for another peer is deleted with words, and waits no more")
  void deletedWhileItWaits() {
    Pair pair = night.pair(night.peer("peer"));
    String words = text(wordsOf(pair));
    pair.seeker().send("other-peer", "conversation", pair.conversation()).await("place");
    pair.seeker().drop();
    PretendClient back = unasked();
    assertThat(back.send("forget", "words", words).await("deleted").path("state").asString())
        .isEqualTo("destroyed");
    assertRefused(back.send("back", "words", words), "back", "nothing");
    assertThat(
            server
                .bean(ConversationLog.class)
                .find(new ConversationId(pair.conversation()))
                .blockOptional())
        .isEmpty();
  }

  @Test
  @DisplayName("C43: kept, the words of the conversation are those of the way back")
  void becomeTheThreads() {
    Pair pair = night.pair(night.peer("peer"));
    List<String> words = words(wordsOf(pair));
    pair.seeker().send("end", "conversation", pair.conversation()).await("closed");
    Object[] keep = {
      "conversation",
      pair.conversation(),
      "language",
      "en",
      "text",
      CARD,
      "show",
      true,
      "words",
      String.join(" ", words)
    };
    assertThat(words(pair.seeker().send("keep", keep))).isEqualTo(words);
    assertThat(
            unasked()
                .send("back", "words", String.join(" ", words))
                .await("thread")
                .path("card")
                .asString())
        .isEqualTo(CARD);
  }

  private static PretendClient wordsOf(Pair pair) {
    return pair.seeker().send("words", "conversation", pair.conversation(), "language", "en");
  }

  private Pair over() {
    Pair pair = night.pair(night.peer("peer"));
    pair.seeker().send("end", "conversation", pair.conversation()).await("closed");
    return pair;
  }

  private PretendClient keep(Pair pair, String card, boolean show) {
    return keep(pair.seeker(), pair.conversation(), card, show);
  }

  private static PretendClient keep(
      PretendClient seeker, String conversation, String card, boolean show) {
    return seeker.send(
        "keep", "conversation", conversation, "language", "en", "text", card, "show", show);
  }

  private static PretendClient keepsPlan(Pair pair, String card) {
    String id = pair.conversation();
    Object[] fields = {
      "conversation", id, "language", "en", "text", card, "plan", PLAN, "show", true
    };
    return pair.seeker().send("keep", fields);
  }

  private static List<String> steps(JsonNode frame) {
    return frame.path("plan").valueStream().map(JsonNode::asString).toList();
  }

  private static List<String> words(PretendClient keeps) {
    return keeps.await("words").path("words").valueStream().map(JsonNode::asString).toList();
  }

  private static String text(PretendClient keeps) {
    return String.join(" ", words(keeps));
  }

  /** The conversation that these words lead into, with somebody else. */
  private Pair ledInto(String words) {
    return night.pair(night.seeker(), night.peer("peer2"), "language", "en", "words", words);
  }

  /** Somebody with words who has not been through the notice. */
  private PretendClient unasked() {
    String pass =
        PretendStaff.atTheDoor(server)
            .post("/api/seekers", "{\"ageBand\":\"back\",\"language\":\"en\"}")
            .body();
    return night.seeker(JsonMapper.shared().readTree(pass).path("token").stringValue());
  }

  private void awaitVisits(String words, int visits) {
    PretendClient back = unasked();
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(back.send("back", "words", words).await("thread").path("visits").asInt())
                .isEqualTo(visits));
  }

  private long secondVisits() throws SQLException {
    return count("SELECT coalesce(sum(times), 0) FROM check_ins WHERE visit = 2 AND value = 5");
  }

  private long rows(String table) throws SQLException {
    return count("SELECT count(*) FROM " + table);
  }

  private long count(String select) throws SQLException {
    try (var connection = connection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(select)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private List<String> columns() throws SQLException {
    try (var connection = connection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT column_name FROM information_schema.columns WHERE table_name ="
                    + " 'threads'")) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  private void execute(String statement) throws SQLException {
    try (var connection = connection();
        var each = connection.createStatement()) {
      each.execute(statement);
    }
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection(
        server.database().jdbcUrl(), server.database().username(), server.database().password());
  }
}
