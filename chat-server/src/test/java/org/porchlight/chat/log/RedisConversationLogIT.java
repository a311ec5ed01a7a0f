package org.porchlight.chat.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.cluster.api.reactive.RedisAdvancedClusterReactiveCommands;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.porchlight.chat.conversation.Archive;
import org.porchlight.chat.conversation.Carried;
import org.porchlight.chat.conversation.Consulting;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Conversations;
import org.porchlight.chat.conversation.Deletion;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.FlagBoard;
import org.porchlight.chat.conversation.HandingOver;
import org.porchlight.chat.conversation.History;
import org.porchlight.chat.conversation.KeptCard;
import org.porchlight.chat.conversation.LoggedMessage;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.MessageFlow;
import org.porchlight.chat.conversation.MessageFlow.Said;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Obstacle;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.ReceivedMessage;
import org.porchlight.chat.conversation.Review;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.conversation.Screening;
import org.porchlight.chat.conversation.SealedConversation;
import org.porchlight.chat.conversation.SharedPlan;
import org.porchlight.chat.conversation.Stepping.Stepped;
import org.porchlight.chat.conversation.Withheld;
import org.porchlight.chat.conversation.WithheldMessages;
import org.porchlight.chat.conversation.WithheldMessages.Decided;
import org.porchlight.chat.sealing.KeyVault;
import org.porchlight.chat.sealing.TestVault;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Finding;
import org.porchlight.moderation.Moderation;
import org.porchlight.moderation.Output;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Span;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.Verdict;
import org.porchlight.redis.Durability;
import org.porchlight.redis.NotDurableException;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.porchlight.testservers.TestRedis;
import org.porchlight.testservers.TestRedisCluster;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The log on one server, and again on a cluster of three masters. */
@ParameterizedClass
@ValueSource(strings = {"one server", "cluster"})
class RedisConversationLogIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final LogSettings SETTINGS = settings(Duration.ofSeconds(10), 500);

  private final RedisLink link;
  private final KeyVault vault = TestVault.ready();
  private final RedisConversationLog log;
  private final MessageFlow flow;
  private final ConversationId id = ConversationId.random();
  private final WithheldMessages withheld;
  private final Member seeker = member(Part.SEEKER, "Heron");
  private final Member peer = member(Part.PEER, "Robin");

  RedisConversationLogIT(String shape) {
    link = RedisLink.to(shape.equals("cluster") ? TestRedisCluster.url() : TestRedis.uri() + "/2");
    log = log(SETTINGS);
    flow = flow(log);
    withheld = new WithheldMessages(log);
  }

  private static Verdict apart(Utterance utterance, ConversationContext context) {
    return utterance.side() == Side.PEER
        ? verdict(0, Output.WATCH, Category.OFF_PLATFORM, "peer.off-platform")
        : Verdict.CLEAR;
  }

  private static Verdict verdict(int level, Output output, Category category, String rule) {
    return new Verdict(
        output,
        level,
        List.of(
            new Finding(
                category, level, rule, new Span(0, 1), List.of(), Set.of(), "why", null, null)));
  }

  private static final class NoArchive implements Archive {
    @Override
    public Mono<Deletion> destroy(ConversationId conversation, String seeker) {
      return Mono.empty();
    }

    @Override
    public Mono<Map<ConversationId, Kept>> kept(Collection<ConversationId> conversations) {
      return Mono.just(Map.of());
    }

    @Override
    public Mono<Void> deleteAsked(ConversationId conversation) {
      return Mono.empty();
    }

    @Override
    public Mono<Boolean> reviewed(ConversationId conversation, Review review) {
      return Mono.empty();
    }

    @Override
    public Mono<Void> destroy(ConversationId conversation) {
      return Mono.empty();
    }

    @Override
    public Mono<byte[]> seal(ConversationId conversation, MessageText words, String about) {
      return Mono.empty();
    }

    @Override
    public Mono<MessageText> unseal(ConversationId conversation, byte[] sealed, String about) {
      return Mono.empty();
    }
  }

  private static final FlagBoard NO_FLAGS =
      new FlagBoard() {
        @Override
        public Mono<Boolean> raise(Flag flag) {
          return Mono.just(true);
        }

        @Override
        public Mono<Boolean> isFlagged(ConversationId conversation) {
          return Mono.just(false);
        }
      };

  private static LogSettings settings(Duration window, int most) {
    return new LogSettings(
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        Duration.ofMinutes(20),
        50,
        Duration.ofDays(1),
        window,
        most,
        Duration.ofMinutes(90),
        1_000,
        Duration.ofMinutes(10),
        3);
  }

  @BeforeEach
  void openTheConversation() {
    log.create(id, seeker).block();
    log.open(id, peer).block();
  }

  @AfterEach
  void closeConnections() {
    link.close();
  }

  @Test
  void p2TheSameIdTwiceIsKeptTwiceAndLoggedOnce() {
    MessageId message = MessageId.random();
    Said first = say(seeker, message, "hello");
    assertThat(say(seeker, message, "hello")).usingRecursiveComparison().isEqualTo(first);
    assertThat(say(seeker, message, "something else")).isEqualTo(new Said.Not(Obstacle.CONFLICT));
    assertThat(missing(0)).hasSize(1);
  }

  @Test
  void c42AConversationCarriesWhatItWasMadeWith() {
    assertThat(log.carried(id).block(SOON)).isEqualTo(Carried.NOTHING);
    assertThat(log.belongs(id).block(SOON)).isFalse();
    ConversationId later = ConversationId.random();
    Instant written = Instant.ofEpochMilli(1_795_400_000_000L);
    KeptCard kept = new KeptCard("Ask gently.\nTwice.", List.of("Tea.", "A walk."), written);
    log.create(later, seeker, "en", new Carried("a thread", 3, kept, true)).block();
    Carried carried = Objects.requireNonNull(log.carried(later).block(SOON));
    assertThat(carried.thread()).isEqualTo("a thread");
    assertThat(carried.visit()).isEqualTo(3);
    assertThat(carried.card()).isEqualTo(kept);
    assertThat(carried.together()).isTrue();
    assertThat(log.plan(later).block(SOON)).isEqualTo(new SharedPlan(0, kept.plan()));
    assertThat(log.changePlan(later, seeker.id(), new SharedPlan(0, List.of())).block(SOON))
        .as("nobody is there to write with")
        .isEqualTo(Obstacle.NOT_YOURS);
    assertThat(log.plan(id).block(SOON)).isNull();
    assertThat(log.changePlan(id, seeker.id(), new SharedPlan(0, List.of())).block(SOON))
        .isEqualTo(Obstacle.NOT_YOURS);
    assertThat(log.belongs(later).block(SOON)).isTrue();
    assertThat(log.carried(ConversationId.random()).block(SOON)).isNull();
    assertThat(log.belongs(ConversationId.random()).block(SOON)).isNull();
    log.destroyWaiting(later).block();
  }

  @Test
  void c110AListKnowsTheLanguageAndWhenSomebodyWroteLast() {
    ConversationId later = ConversationId.random();
    assertThat(log.glance(later).block(SOON)).isNull();
    log.create(later, seeker, "es", Carried.NOTHING).block();
    assertThat(log.glance(later).block(SOON)).isEqualTo(new ConversationLog.Glance("es", null));
    log.destroyWaiting(later).block();
    say(seeker, MessageId.random(), "hello");
    Said.Kept last = (Said.Kept) say(peer, MessageId.random(), "hello you");
    assertThat(Objects.requireNonNull(log.glance(id).block(SOON)).lastSaid())
        .isEqualTo(last.entry().at());
  }

  @Test
  void c40OnlyWhatIsOverIsTheirsToKeepAWayBackFrom() {
    assertThat(log.belongTo(id, seeker.id(), "one").block(SOON)).isNull();
    log.close(id, Conversation.Why.ENDED_BY_PEER).block();
    assertThat(log.belongTo(id, peer.id(), "one").block(SOON)).isNull();
    assertThat(log.belongTo(id, seeker.id(), "one").block(SOON)).isEqualTo(Carried.NOTHING);
    assertThat(log.belongTo(id, seeker.id(), "two").block(SOON))
        .isEqualTo(new Carried("one", 1, null, false));
    assertThat(log.belongTo(id, seeker.id(), "").block(SOON))
        .isEqualTo(new Carried("two", 1, null, false));
    assertThat(Objects.requireNonNull(log.carried(id).block(SOON)).thread()).isEqualTo("two");
    log.deleteAsked(id).block();
    assertThat(log.belongTo(id, seeker.id(), "").block(SOON)).isNull();
  }

  @Test
  void p2TheSameIdIsKeptAgainAfterTheEnd() {
    MessageId message = MessageId.random();
    Said first = say(seeker, message, "hello");
    log.close(id, Conversation.Why.ENDED_BY_PEER).block();
    assertThat(say(seeker, message, "hello")).usingRecursiveComparison().isEqualTo(first);
    assertThat(say(seeker, MessageId.random(), "more")).isEqualTo(new Said.Not(Obstacle.CLOSED));
  }

  @Test
  void p3SequencesHaveNoHolesHoweverManyWriteAtOnce() {
    Flux.range(0, 200)
        .flatMap(
            i -> flow.say(message(i % 2 == 0 ? seeker : peer, MessageId.random(), "m" + i)), 32)
        .blockLast();
    assertThat(missing(0))
        .extracting(LoggedMessage::seq)
        .isEqualTo(LongStream.rangeClosed(1, 200).boxed().toList());
  }

  @Test
  void p4BothSidesHearTheSameOrderThatTheLogHas() throws InterruptedException {
    var active = new CountDownLatch(2);
    List<List<Long>> heard = List.of(listen(active), listen(active));
    assertThat(active.await(5, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 20; i++) {
      say(i % 3 == 0 ? peer : seeker, MessageId.random(), "m" + i);
    }
    List<Long> inLog = missing(0).stream().map(LoggedMessage::seq).toList();
    for (List<Long> side : heard) {
      Awaitility.await().untilAsserted(() -> assertThat(side).isEqualTo(inLog));
    }
  }

  @Test
  void p5ResumeBringsEverythingAfterOrReset() {
    for (int i = 0; i < 5; i++) {
      say(seeker, MessageId.random(), "m" + i);
    }
    assertThat(missing(3)).extracting(m -> m.text().reveal()).containsExactly("m3", "m4");
    assertThat(missing(5)).isEmpty();
    assertThat(log.read(id, MessageId.random().value(), 0).block())
        .isEqualTo(new History.Reset(epoch(), 5));
  }

  @Test
  void p5APositionThatWasLostBeginsANewEpochAndEverybodyIsToldToLook() {
    Said.Kept first = (Said.Kept) say(seeker, MessageId.random(), "m0");
    List<Ring> heard = Collections.synchronizedList(new ArrayList<>());
    log.rings(id).subscribe(heard::add);
    Awaitility.await().until(() -> heard.size() == 1);
    String before = epoch();
    var reset = (History.Reset) now(log.read(id, before, 6));
    assertThat(reset.epoch()).isNotEqualTo(before);
    assertThat(reset.head()).isEqualTo(1);
    Awaitility.await().until(() -> heard.equals(List.of(new Ring.Look(), new Ring.Look())));
    assertThat(log.read(id, before, 1).block()).isEqualTo(reset);
    assertThat(missing(0)).hasSize(1);
    assertThat(first.entry().epoch()).isEqualTo(before);
  }

  @Test
  void p5AServerWithAnotherHistoryBeginsANewEpochWithTheNextMessage() {
    MessageId message = MessageId.random();
    say(seeker, message, "m0");
    String before = epoch();
    byte[] another = "of another server".getBytes(StandardCharsets.US_ASCII);
    link.commands().flatMap(redis -> redis.hset(Keys.meta(id), "history", another)).block();
    Said.Kept again = (Said.Kept) say(seeker, message, "m0");
    assertThat(again.entry().epoch()).isNotEqualTo(before).isEqualTo(epoch());
    assertThat(again.entry().seq()).isEqualTo(1);
    Said.Kept next = (Said.Kept) say(peer, MessageId.random(), "m1");
    assertThat(next.entry().epoch()).isEqualTo(again.entry().epoch());
    assertThat(missing(0)).hasSize(2);
  }

  @Test
  void p5MuchIsReadInParts() {
    Flux.range(0, 1_200)
        .concatMap(i -> flow.say(message(i % 2 == 0 ? seeker : peer, MessageId.random(), "m")))
        .blockLast();
    var first = (History.Missing) now(log.read(id, epoch(), 0));
    assertThat(first.head()).isGreaterThan(first.messages().size());
    assertThat(first.messages().getLast().seq()).isEqualTo(first.messages().size());
  }

  @Test
  void whatIsOverIsDueUntilItIsArchivedOrDestroyed() {
    var due = new ConversationLog.Due(id, false);
    assertThat(log.due().collectList().block()).doesNotContain(due);
    say(seeker, MessageId.random(), "m0");
    log.close(id, Conversation.Why.ENDED_BY_PEER).block();
    assertThat(log.due().collectList().block()).contains(due);
    log.postpone(due, Duration.ofMinutes(1)).block();
    assertThat(log.due().collectList().block()).doesNotContain(due);
    SealedConversation sealed = now(log.sealed(id));
    assertThat(sealed.entries()).hasSize(1);
    assertThat(sealed.escalated()).isFalse();
    log.archived(id).block();
    Long life = link.commands().flatMap(redis -> redis.pttl(Keys.meta(id))).block();
    assertThat(life).isBetween(1L, Duration.ofMinutes(1).toMillis());
    log.destroy(id).block();
    assertThat(log.find(id).block()).isNull();
  }

  @Test
  void c60TheUsualTimeGoesOnWithWhoeverItIsHandedOverTo() {
    assertThat(now(log.moreTime(id, peer.id(), 20))).isEqualTo(Stepped.DONE);
    assertThat(now(log.time(id))).isEqualTo(new Ring.Time(Ring.Stage.MORE, 20));
    Double due = timeDue();
    MessageId question = MessageId.random();
    log.handOver(id, new HandingOver.Ask(peer.id(), question, HandingOver.Why.SHIFT, null)).block();
    log.handOver(id, new HandingOver.Consent(1, true)).block();
    Member next = member(Part.PEER, "Wren");
    assertThat(now(log.open(id, next)).peer()).isEqualTo(next);
    assertThat(timeDue()).isEqualTo(due);
    // What the first one added is not told as if it were the next one's doing.
    assertThat(log.time(id).blockOptional()).isEmpty();
    assertThat(now(log.moreTime(id, peer.id(), 10))).isEqualTo(Stepped.NOT_YOURS);
    assertThat(now(log.moreTime(id, next.id(), 10))).isEqualTo(Stepped.DONE);
    assertThat(timeDue()).isEqualTo(due + Duration.ofMinutes(10).toMillis());
  }

  @Test
  void c60WhoeverComesAfterAWaitHasAllTheTime() {
    Double due = timeDue();
    log.moreTime(id, peer.id(), 20).block();
    log.vacate(id, peer.id(), true).block();
    log.open(id, member(Part.PEER, "Wren")).block();
    assertThat(log.time(id).blockOptional()).isEmpty();
    assertThat(timeDue()).isBetween(due, due + Duration.ofMinutes(1).toMillis());
  }

  @Test
  void c61TimeIsAddedAFewTimes() {
    for (int added = 0; added < 6; added++) {
      assertThat(now(log.moreTime(id, peer.id(), 20))).isEqualTo(Stepped.DONE);
    }
    assertThat(now(log.moreTime(id, peer.id(), 10))).isEqualTo(Stepped.TOO_FAST);
    log.hold(id, Duration.ofMinutes(1)).block();
    assertThat(now(log.moreTime(id, peer.id(), 10))).isEqualTo(Stepped.LEFT);
    log.close(id, Conversation.Why.ENDED_BY_SEEKER).block();
    assertThat(now(log.moreTime(id, peer.id(), 10))).isEqualTo(Stepped.CLOSED);
    assertThat(now(log.moreTime(ConversationId.random(), peer.id(), 10)))
        .isEqualTo(Stepped.NOT_YOURS);
  }

  @Test
  void c80AMomentIsNotShortenedByAMessage() {
    say(seeker, MessageId.random(), "m0");
    Double usual = quietDue();
    assertThat(log.unansweredSince(id).blockOptional()).isPresent();
    assertThat(now(log.moment(id))).isTrue();
    assertThat(log.unansweredSince(id).blockOptional()).as("waits for nobody").isEmpty();
    assertThat(now(log.quiet(id))).isEqualTo(new Ring.Quiet(Ring.Hush.MOMENT, null));
    Double later = quietDue();
    assertThat(later).isGreaterThan(usual + Duration.ofMinutes(14).toMillis());
    say(peer, MessageId.random(), "m1");
    assertThat(quietDue()).isEqualTo(later);
    log.hold(id, Duration.ofMinutes(1)).block();
    assertThat(now(log.moment(id))).as("nobody would hear of it").isFalse();
  }

  @Test
  void c11NobodyIsSaidToBeThereWhereOnlyTheClockOpensItAgain() {
    for (int i = 0; i < 4; i++) {
      log.postpone(new ConversationLog.Due(id, false), Duration.ofSeconds(-1)).block();
      log.growQuiet(id, Duration.ofMinutes(10)).block();
    }
    assertThat(now(log.find(id))).isInstanceOf(Conversation.Held.class);
    List<Ring> heard = Collections.synchronizedList(new ArrayList<>());
    log.rings(id).subscribe(heard::add);
    Awaitility.await().until(() -> heard.size() == 1);
    log.goesOn(id).block();
    assertThat(now(log.find(id))).isInstanceOf(Conversation.Open.class);
    Ring away = new Ring.Presence(Part.SEEKER, Ring.State.AWAY);
    Ring here = new Ring.Presence(Part.SEEKER, Ring.State.HERE);
    Awaitility.await().untilAsserted(() -> assertThat(heard).contains(away));
    assertThat(heard).doesNotContain(here);
    say(seeker, MessageId.random(), "I fell asleep.");
    Awaitility.await().untilAsserted(() -> assertThat(heard).contains(here));
  }

  @Test
  void c11WhoLeavesWhileItIsHeldIsNotAsleep() {
    for (int i = 0; i < 4; i++) {
      log.postpone(new ConversationLog.Due(id, false), Duration.ofSeconds(-1)).block();
      log.growQuiet(id, Duration.ofMinutes(10)).block();
    }
    assertThat(now(log.quiet(id)).hush()).isEqualTo(Ring.Hush.HELD);
    assertThat(now(log.hold(id, Duration.ofMinutes(1)))).isTrue();
    assertThat(log.quiet(id).blockOptional()).isEmpty();
    log.goesOn(id).block();
    assertThat(now(log.find(id))).isInstanceOf(Conversation.Held.class);
  }

  private Double quietDue() {
    byte[] member = RedisScript.bytes(id.value());
    return now(link.commands().flatMap(redis -> redis.zscore(Keys.due(id), member)));
  }

  private Double timeDue() {
    byte[] member = RedisScript.bytes(Keys.time(id));
    return now(link.commands().flatMap(redis -> redis.zscore(Keys.due(id), member)));
  }

  @Test
  void p6NobodyWritesWhereTheyAreNot() {
    Member stranger = member(Part.PEER, "Stranger");
    assertThat(say(stranger, MessageId.random(), "hello"))
        .isEqualTo(new Said.Not(Obstacle.NOT_YOURS));
    // A peer who claims the seeker's part is somebody else's client, not the seeker.
    Member pretender = new Member(Part.SEEKER, peer.id(), "Pretender");
    assertThat(say(pretender, MessageId.random(), "hello"))
        .isEqualTo(new Said.Not(Obstacle.NOT_YOURS));
  }

  @Test
  void aNoteBecomesTheFirstMessage() {
    ConversationId waiting = ConversationId.random();
    log.create(waiting, seeker).block();
    log.note(waiting, MessageText.of("first"), ConversationContext.FRESH).block();
    log.note(waiting, MessageText.of("second thoughts"), ConversationContext.FRESH).block();
    assertThat(revealed(log.note(waiting))).isEqualTo("second thoughts");
    var opened = now(log.open(waiting, peer));
    log.open(waiting, peer).block();
    var history = (History.Missing) now(log.read(waiting, opened.epoch(), 0));
    assertThat(history.messages())
        .extracting(m -> m.text().reveal())
        .containsExactly("second thoughts");
    assertThat(history.messages().getFirst().author()).isEqualTo(seeker);
    assertThat(revealed(log.note(waiting))).isEqualTo("second thoughts");
    log.vacate(waiting, peer.id(), true).block();
    assertThat(revealed(log.note(waiting))).isEqualTo("second thoughts");
    log.note(waiting, null, ConversationContext.FRESH).block();
    assertThat(log.note(waiting).blockOptional()).isEmpty();
  }

  @Test
  void whatAWaitingSeekerSaidIsKnownWithoutTheirWordsUntilItOpens() {
    ConversationId waiting = ConversationId.random();
    log.create(waiting, seeker).block();
    assertThat(log.keptInLine(waiting).block())
        .usingRecursiveComparison()
        .ignoringFields("helpAt")
        .isEqualTo(new ConversationLog.KeptInLine(null, false, null, null, null));
    log.note(waiting, MessageText.of("first"), ConversationContext.FRESH).block();
    log.safety(waiting, "unsure").block();
    log.help(waiting, "listen").block();
    assertThat(log.keptInLine(waiting).block())
        .usingRecursiveComparison()
        .ignoringFields("helpAt")
        .isEqualTo(new ConversationLog.KeptInLine("unsure", true, "listen", null, "unsure"));
    Instant chosen = now(log.keptInLine(waiting)).helpAt();
    assertThat(chosen).isNotNull();
    log.help(waiting, "listen").block();
    assertThat(now(log.keptInLine(waiting)).helpAt()).as("said again").isEqualTo(chosen);
    log.note(waiting, null, ConversationContext.FRESH).block();
    log.help(waiting, "none").block();
    assertThat(now(log.keptInLine(waiting)).helpAt()).isNull();
    assertThat(log.keptInLine(waiting).block())
        .usingRecursiveComparison()
        .ignoringFields("helpAt")
        .isEqualTo(new ConversationLog.KeptInLine("unsure", false, null, null, "unsure"));
    log.help(waiting, "think").block();
    log.open(waiting, peer).block();
    log.safety(waiting, "no").block();
    log.help(waiting, "other").block();
    assertThat(log.keptInLine(waiting).block())
        .usingRecursiveComparison()
        .ignoringFields("helpAt")
        .isEqualTo(new ConversationLog.KeptInLine(null, false, "think", null, "unsure"));
    log.vacate(waiting, peer.id(), false).block();
    assertThat(log.keptInLine(waiting).block())
        .as("the next peer is told, and the seeker asked anew")
        .usingRecursiveComparison()
        .ignoringFields("helpAt")
        .isEqualTo(new ConversationLog.KeptInLine(null, false, "think", null, "unsure"));
    log.safety(waiting, "yes").block();
    assertThat(log.keptInLine(waiting).block())
        .usingRecursiveComparison()
        .ignoringFields("helpAt")
        .isEqualTo(new ConversationLog.KeptInLine("yes", false, "think", null, null))
        .hasToString("KeptInLine[note=false]");
  }

  @Test
  void aWithdrawnNoteIsGone() {
    ConversationId waiting = ConversationId.random();
    log.create(waiting, seeker).block();
    log.note(waiting, MessageText.of("first"), ConversationContext.FRESH).block();
    log.note(waiting, null, ConversationContext.FRESH).block();
    var opened = now(log.open(waiting, peer));
    assertThat(((History.Missing) now(log.read(waiting, opened.epoch(), 0))).messages()).isEmpty();
  }

  @Test
  void whoReadItIsForgottenWithIt() {
    Member reads = member(Part.SUPERVISOR, "Wren");
    log.reads(id, reads, Duration.ofMinutes(1)).block();
    assertThat(now(log.readers(id).collectList())).containsExactly(reads);
    assertThat(now(log.haveRead(id).collectList())).containsExactly(reads.id());
    log.close(id, Conversation.Why.ENDED_BY_PEER).block();
    log.destroy(id).block();
    assertThat(now(log.readers(id).collectList())).isEmpty();
    assertThat(now(log.haveRead(id).collectList())).isEmpty();
  }

  @Test
  void whoLeavesTheLineLeavesNothing() {
    ConversationId waiting = ConversationId.random();
    log.create(waiting, seeker).block();
    log.destroyWaiting(waiting).block();
    assertThat(log.find(waiting).block()).isNull();
    log.destroyWaiting(id).block();
    assertThat(log.find(id).block()).isInstanceOf(Conversation.Open.class);
  }

  @Test
  void anOpenConversationIsNotTakenByAnotherPeer() {
    var conversation = now(log.open(id, member(Part.PEER, "Late")));
    assertThat(conversation.peer()).isEqualTo(peer);
  }

  @Test
  void aHeldConversationTakesNothingAndThenCloses() {
    var conversations = new Conversations(log, NO_FLAGS, new NoArchive(), List.of());
    log.hold(id, Duration.ofMillis(50)).block();
    assertThat(say(peer, MessageId.random(), "are you there?"))
        .isIn(new Said.Not(Obstacle.LEFT), new Said.Not(Obstacle.CLOSED));
    Awaitility.await()
        .untilAsserted(() -> {
          assertThat(log.due().collectList().block()).contains(new ConversationLog.Due(id, false));
          conversations.close(id, Conversation.Why.LEFT).block();
          assertThat(log.find(id).block())
              .isInstanceOfSatisfying(
                  Conversation.Closed.class,
                  closed -> assertThat(closed.why()).isEqualTo(Conversation.Why.LEFT));
        });
  }

  @Test
  void c44WhoIsBackReadsOnFromThereAndIsNotClosedOut() {
    say(peer, MessageId.random(), "before");
    log.hold(id, Duration.ofMinutes(1)).block();
    log.postpone(new ConversationLog.Due(id, true), Duration.ZERO).block();
    log.timeGoesBy(id, true).block();
    assertThat(now(log.reopen(id)).cameBack()).isEqualTo(new Conversation.CameBack(2, 0));
    assertThat(timeDue()).as("its usual time stood").isNotNull();
    // Whoever found it held before closes nothing.
    log.close(id, Conversation.Why.LEFT).block();
    assertThat(say(peer, MessageId.random(), "after")).isInstanceOf(Said.Kept.class);
    // Nor when its seeker has left once more: that time is not over.
    log.hold(id, Duration.ofMinutes(1)).block();
    log.close(id, Conversation.Why.LEFT).block();
    assertThat(now(log.find(id))).isInstanceOf(Conversation.Held.class);
    log.vacate(id, peer.id(), true).block();
    var next = now(log.open(id, member(Part.PEER, "Wren")));
    assertThat(next.peerFrom()).as("what its seeker shares is theirs to read").isEqualTo(2);
  }

  @Test
  void c44WhatMayBeLostIsBroughtFirstHoweverOftenTheyTry() {
    say(seeker, MessageId.random(), "m0");
    rewritten("history", "of another server");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> now(log.reopen(id))).isInstanceOf(IllegalStateException.class);
    }
    rewritten("repaired", "1");
    assertThat(now(log.reopen(id)).cameBack()).isNotNull();

    rewritten("history", "of a third one");
    say(peer, MessageId.random(), "m1");
    assertThatThrownBy(() -> now(log.reopen(id))).isInstanceOf(IllegalStateException.class);
  }

  private void rewritten(String field, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
    link.commands().flatMap(redis -> redis.hset(Keys.meta(id), field, bytes)).block();
  }

  @Test
  void c44ATimeThatIsOverIsNotBegunAgain() {
    log.hold(id, Duration.ofMillis(1)).block();
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(say(peer, MessageId.random(), "are you there?"))
                .isEqualTo(new Said.Not(Obstacle.CLOSED)));
    assertThat(log.reopen(id).blockOptional()).isEmpty();
    log.close(id, Conversation.Why.LEFT).block();
    assertThat(log.reopen(id).blockOptional()).isEmpty();
  }

  @Test
  void c45AYesDoesNotComeBackWithTheWords() {
    Member clinician = member(Part.CLINICIAN, "Dana");
    Consulting asks = new Consulting.Ask(clinician, "sam", "");
    log.consult(id, asks).block();
    log.consult(id, new Consulting.Reply(1, true)).block();
    log.consult(id, new Consulting.Join(clinician.id())).block();
    MessageText note = MessageText.of("for the next");
    log.handOver(
            id,
            new HandingOver.Ask(peer.id(), MessageId.random(), HandingOver.Why.of("break"), note))
        .block();
    var before = now(log.find(id));
    var back = now(log.reopen(id));
    assertThat(back.consult()).isNull();
    assertThat(back.epoch()).isNotEqualTo(before.epoch());
    assertThat(((Conversation.Open) back).handing()).isNull();
    assertThat(now(log.steps(id).collectList()))
        .extracting(step -> step.kind().name())
        .endsWith("OVER_ASKED", "CLINICIAN_LEFT", "OVER_BACK");
    assertThat(back.cameBack()).isEqualTo(new Conversation.CameBack(1, 6));
    assertThat(now(log.steps(id).collectList())).allMatch(step -> step.note() == null);
    assertThat(now(log.consult(id, asks))).isEqualTo(Stepped.DONE);
  }

  @Test
  void tooManyMessagesAreRefusedAndTheOthersAreNot() {
    MessageFlow strict = flow(log(settings(Duration.ofMinutes(60), 3)));
    for (int i = 0; i < 3; i++) {
      assertThat(strict.say(message(seeker, MessageId.random(), "m" + i)).block())
          .isInstanceOf(Said.Kept.class);
    }
    assertThat(strict.say(message(seeker, MessageId.random(), "m4")).block())
        .isEqualTo(new Said.Not(Obstacle.TOO_FAST));
    assertThat(strict.say(message(peer, MessageId.random(), "hello")).block())
        .isInstanceOf(Said.Kept.class);
  }

  @Test
  void pR8ALookThatFailsHoldsNothingUpAndAsksAPerson() {
    List<Flag> raised = Collections.synchronizedList(new ArrayList<>());
    FlagBoard board =
        new FlagBoard() {
          @Override
          public Mono<Boolean> raise(Flag flag) {
            return Mono.fromRunnable(() -> raised.add(flag));
          }

          @Override
          public Mono<Boolean> isFlagged(ConversationId conversation) {
            return Mono.just(false);
          }
        };
    MessageFlow broken =
        flow(
            (utterance, context) -> {
              throw new IllegalStateException("a rule that is broken");
            },
            board);
    for (Member writer : List.of(seeker, peer)) {
      assertThat(broken.say(message(writer, MessageId.random(), "hello")).block())
          .isInstanceOf(Said.Kept.class);
    }
    assertThat(raised).extracting(Flag::category).containsOnly(Category.UNSCREENED).hasSize(2);
    var words = message(peer, MessageId.random(), "for the next");
    assertThat(MessageFlow.isUnscreened(now(broken.look(words)))).isTrue();
    assertThat(MessageFlow.isUnscreened(now(flow.look(words)))).isFalse();
  }

  @Test
  void c12AMessageThatWaitsIsHeardByNobodyUntilItIsReleasedAndThenKeptOnce() {
    MessageId message = MessageId.random();
    assertThat(sayApart(message, "write to me elsewhere")).isInstanceOf(Said.Withheld.class);
    assertThat(sayApart(message, "write to me elsewhere")).isInstanceOf(Said.Withheld.class);
    assertThat(sayApart(message, "something else")).isEqualTo(new Said.Not(Obstacle.CONFLICT));
    assertThat(missing(0)).isEmpty();
    assertThat(withheld.waiting(id, peer.id()).collectList().block()).hasSize(1);
    assertThat(withheld.waiting(id, seeker.id()).collectList().block()).isEmpty();
    say(seeker, MessageId.random(), "meanwhile");

    assertThat(withheld.release(id, message).block()).isEqualTo(Decided.DONE);
    assertThat(missing(0))
        .extracting(logged -> logged.text().reveal())
        .containsExactly("meanwhile", "write to me elsewhere");
    assertThat(missing(1).getFirst().id()).isEqualTo(message);
    assertThat(missing(1).getFirst().author()).isEqualTo(peer);
    // Whoever decides again, or repeats it, changes nothing.
    assertThat(withheld.release(id, message).block()).isEqualTo(Decided.DONE);
    assertThat(withheld.giveBack(id, message, "Sam", null).block()).isEqualTo(Decided.BEFORE);
    assertThat(sayApart(message, "write to me elsewhere"))
        .isInstanceOfSatisfying(
            Said.Kept.class, kept -> assertThat(kept.entry().seq()).isEqualTo(2));
    assertThat(missing(0)).hasSize(2);
    assertThat(now(withheld.find(id, message)).fate())
        .isInstanceOfSatisfying(
            Withheld.Fate.Released.class,
            released -> assertThat(released.entry().seq()).isEqualTo(2));
  }

  @Test
  void c12OfTwoWhoDecideOneDoes() {
    for (int i = 0; i < 3; i++) {
      MessageId message = MessageId.random();
      sayApart(message, "write to me elsewhere");
      List<Decided> decided =
          now(
              Flux.merge(withheld.release(id, message), withheld.giveBack(id, message, "Sam", null))
                  .collectList());
      assertThat(decided).containsExactlyInAnyOrder(Decided.DONE, Decided.BEFORE);
      Withheld.Fate fate = now(withheld.find(id, message)).fate();
      assertThat(missing(0).stream().anyMatch(logged -> logged.id().equals(message)))
          .isEqualTo(fate instanceof Withheld.Fate.Released);
    }
  }

  @Test
  void c12AMessageThatIsGivenBackIsNeverSentAndItsWriterReadsWhy() {
    MessageId message = MessageId.random();
    sayApart(message, "write to me elsewhere");
    MessageText word = MessageText.of("Let us stay here.");
    assertThat(withheld.giveBack(id, message, "Sam", word).block()).isEqualTo(Decided.DONE);
    assertThat(withheld.release(id, message).block()).isEqualTo(Decided.BEFORE);
    assertThat(sayApart(message, "write to me elsewhere"))
        .isInstanceOfSatisfying(
            Said.Withheld.class,
            said -> {
              var returned = (Withheld.Fate.Returned) said.message().fate();
              assertThat(returned.by()).isEqualTo("Sam");
              assertThat(Objects.requireNonNull(returned.word()).reveal())
                  .isEqualTo("Let us stay here.");
            });
    assertThat(missing(0)).isEmpty();
  }

  @Test
  void c12NobodyDecidesInTimeOrBeforeTheEnd() {
    MessageId message = MessageId.random();
    RedisConversationLog hasty = log(SETTINGS.withheldFor(Duration.ZERO));
    MessageFlow flow = flow(hasty, RedisConversationLogIT::apart, NO_FLAGS);
    Said said = now(flow.say(sure(peer, message, "write to me elsewhere")));
    assertThat(((Said.Withheld) said).message().fate()).isInstanceOf(Withheld.Fate.Expired.class);
    assertThat(withheld.release(id, message).block()).isEqualTo(Decided.BEFORE);

    MessageId last = MessageId.random();
    sayApart(last, "write to me elsewhere");
    log.close(id, Conversation.Why.ENDED_BY_SEEKER).block();
    assertThat(withheld.release(id, last).block()).isEqualTo(Decided.CLOSED);
    assertThat(withheld.giveBack(id, last, "Sam", null).block()).isEqualTo(Decided.CLOSED);
    assertThat(now(withheld.find(id, last)).fate()).isInstanceOf(Withheld.Fate.Over.class);
    assertThat(missing(0)).isEmpty();
    assertThat(now(log.sealed(id)).entries()).isEmpty();
    log.destroy(id).block();
    assertThat(link.commands().flatMap(redis -> redis.exists(Keys.withheld(id))).block()).isZero();
  }

  @Test
  void c12NothingIsReleasedToWhoLeftNorByWhoIsGone() {
    MessageId message = MessageId.random();
    sayApart(message, "write to me elsewhere");
    log.hold(id, Duration.ofMinutes(1)).block();
    assertThat(withheld.release(id, message).block()).isEqualTo(Decided.LEFT);
    assertThat(withheld.release(id, MessageId.random()).block()).isEqualTo(Decided.GONE);
    assertThat(now(withheld.find(id, message)).fate()).isInstanceOf(Withheld.Fate.Waits.class);
  }

  @Test
  void c12NoMoreIsLaidAsideThanIsBearable() {
    for (int i = 0; i < 3; i++) {
      assertThat(sayApart(MessageId.random(), "write " + i)).isInstanceOf(Said.Withheld.class);
    }
    assertThat(sayApart(MessageId.random(), "once more"))
        .isEqualTo(new Said.Not(Obstacle.TOO_FAST));
  }

  @Test
  void c12TheWriterIsToldOfTheDecisionAndNobodyElse() {
    MessageId message = MessageId.random();
    sayApart(message, "write to me elsewhere");
    List<Ring> heard = Collections.synchronizedList(new ArrayList<>());
    log.rings(id).subscribe(heard::add);
    Awaitility.await().until(() -> heard.size() == 1);
    withheld.giveBack(id, message, "Sam", MessageText.of("Let us stay here.")).block();
    Awaitility.await().until(() -> heard.size() == 2);
    assertThat(heard.getLast()).isEqualTo(new Ring.Decided(peer.id(), message));
  }

  @Test
  void whatModerationRemembersIsThereForTheNextMessageOnWhateverNode() {
    List<ConversationContext> before = Collections.synchronizedList(new ArrayList<>());
    MessageFlow flow =
        flow(
            (utterance, context) -> {
              before.add(context);
              return utterance.side() == Side.SEEKER
                  ? verdict(2, Output.WATCH, Category.MINOR_AT_RISK, "seeker.preparation.goodbye")
                  : verdict(0, Output.WATCH, Category.MEDICATION, "peer.medication");
            },
            NO_FLAGS);
    for (Member writer : List.of(seeker, peer, seeker)) {
      flow.say(sure(writer, MessageId.random(), "words")).block();
    }
    assertThat(before)
        .containsExactly(
            ConversationContext.FRESH,
            ConversationContext.FRESH,
            new ConversationContext(2, 1, 1, true));
    assertThat(now(log(SETTINGS).find(id)).context())
        .isEqualTo(new ConversationContext(2, 2, 2, true));
    ConversationId waiting = ConversationId.random();
    log.create(waiting, seeker).block();
    log.note(waiting, MessageText.of("words"), new ConversationContext(2, 1, 1, true)).block();
    assertThat(now(log.open(waiting, peer)).context())
        .isEqualTo(new ConversationContext(2, 1, 1, true));
  }

  @Test
  void aConversationIsKeptNoLongerWhenNoFlagOfItWasRight() {
    log.escalate(id).block();
    log.reviewed(id, new Review(false, false)).block();
    log.close(id, Conversation.Why.ENDED_BY_PEER).block();
    assertThat(now(log.sealed(id)).escalated()).isTrue();
    assertThat(log.reviewed(id, new Review(false, true)).block()).isFalse();
    assertThat(now(log.sealed(id)).escalated()).isFalse();
    log.escalate(id).block();
    log.deleteAsked(id).block();
    assertThat(log.reviewed(id, new Review(true, true)).block()).isTrue();
    log.reviewed(id, new Review(false, true)).block();
    assertThat(now(log.sealed(id)).escalated()).isTrue();
    assertThat(now(log.sealed(id)).confirmed()).isTrue();
  }

  @Test
  void nothingReadableIsInRedis() {
    say(seeker, MessageId.random(), "canary-in-the-log");
    MessageId aside = MessageId.random();
    sayApart(aside, "canary-laid-aside");
    withheld.giveBack(id, aside, "Sam", MessageText.of("canary-of-the-word")).block();
    ConversationId waiting = ConversationId.random();
    log.create(waiting, seeker).block();
    log.note(waiting, MessageText.of("canary-in-the-note"), ConversationContext.FRESH).block();
    Flux<String> keys =
        link.commands()
            .flatMapMany(redis ->
                redis instanceof RedisAdvancedClusterReactiveCommands<String, byte[]> cluster
                    ? Flux.fromIterable(cluster.getStatefulConnection().getPartitions())
                        .concatMap(node ->
                            Mono.fromCompletionStage(
                                    cluster
                                        .getStatefulConnection()
                                        .getConnectionAsync(node.getNodeId()))
                                .flatMapMany(server -> server.reactive().keys("c:*")))
                    : redis.keys("c:*"));
    List<String> dumps =
        now(
            keys.collectList()
                .flatMapIterable(all -> all)
                .concatMap(key -> link.commands().flatMap(redis -> redis.dump(key)))
                .map(dump -> new String(dump, StandardCharsets.ISO_8859_1))
                .collectList());
    assertThat(dumps).isNotEmpty().noneMatch(dump -> dump.contains("canary"));
  }

  private List<Long> listen(CountDownLatch active) {
    List<Long> heard = Collections.synchronizedList(new ArrayList<>());
    log.rings(id)
        .doOnNext(ring -> {
          if (ring instanceof Ring.Look) {
            active.countDown();
          }
        })
        .ofType(Ring.Message.class)
        .map(ring -> ring.message().seq())
        .subscribe(heard::add);
    return heard;
  }

  private static <T> T now(Mono<T> mono) {
    return Objects.requireNonNull(mono.block(Duration.ofSeconds(10)));
  }

  @Test
  @DisplayName(
      "A master that was replaced and does not know it never says that something is not there")
  void replaced() {
    try (RedisLink behind = RedisLink.to(TestRedis.uri() + "/9")) {
      var mixed =
          new RedisConversationLog(
              behind, link.writer(Durability.L1), vault, SETTINGS, Clock.systemUTC());
      assertThat(now(mixed.find(id))).isInstanceOf(Conversation.Open.class);

      // What it has is from before the peer came.
      new RedisConversationLog(
              behind, behind.writer(Durability.L1), vault, SETTINGS, Clock.systemUTC())
          .create(id, seeker)
          .block(Duration.ofSeconds(10));
      assertThat(now(mixed.find(id))).isInstanceOf(Conversation.Waiting.class);
      assertThat(now(mixed.find(id, found -> found.has(peer.id()))))
          .isInstanceOf(Conversation.Open.class);
      assertThat(now(flow(mixed).say(message(peer, MessageId.random(), "I'm here."))))
          .isInstanceOf(Said.Kept.class);
    }
  }

  @Test
  @DisplayName("Where nothing can be promised, nobody is told that something is not there")
  void unsure() {
    var alone =
        new RedisConversationLog(
            link, link.writer(Durability.L2), vault, SETTINGS, Clock.systemUTC());
    assertThatThrownBy(() -> now(alone.find(ConversationId.random())))
        .isInstanceOf(NotDurableException.class);
    assertThat(log.find(ConversationId.random()).blockOptional(Duration.ofSeconds(10))).isEmpty();
  }

  private static String revealed(Mono<MessageText> text) {
    return now(text).reveal();
  }

  private String epoch() {
    return now(log.find(id)).epoch();
  }

  private List<LoggedMessage> missing(long after) {
    return ((History.Missing) now(log.read(id, epoch(), after))).messages();
  }

  private Said say(Member member, MessageId message, String text) {
    return now(flow.say(message(member, message, text)));
  }

  private Said sayApart(MessageId message, String text) {
    return now(flow(RedisConversationLogIT::apart, NO_FLAGS).say(sure(peer, message, text)));
  }

  private ReceivedMessage sure(Member member, MessageId message, String text) {
    return new ReceivedMessage(id, message, member.part(), member.id(), MessageText.of(text), true);
  }

  private ReceivedMessage message(Member member, MessageId message, String text) {
    return new ReceivedMessage(
        id, message, member.part(), member.id(), MessageText.of(text), false);
  }

  @Test
  @DisplayName(
      "What opens is heard from when they are listened to, and is asked for where nobody waited")
  void openings() {
    ConversationId other = ConversationId.random();
    Sinks.Empty<Void> listens = Sinks.empty();
    List<ConversationId> heard = new CopyOnWriteArrayList<>();
    Disposable listening = log.openings(peer.id(), listens, Flux.just(id)).subscribe(heard::add);
    listens.asMono().block(SOON);
    assertThat(heard).isEmpty();
    Member next = member(Part.SEEKER, "Wren");
    log.create(other, next).then(log.open(other, peer)).block(SOON);
    Awaitility.await().untilAsserted(() -> assertThat(heard).containsExactly(other));
    listening.dispose();

    Sinks.Empty<Void> nobodyWaits = Sinks.empty();
    nobodyWaits.tryEmitEmpty();
    assertThat(log.openings(peer.id(), nobodyWaits, Flux.just(id)).blockFirst(SOON)).isEqualTo(id);
  }

  private RedisConversationLog log(LogSettings settings) {
    return new RedisConversationLog(
        link, link.writer(Durability.L1), vault, settings, Clock.systemUTC());
  }

  private static MessageFlow flow(RedisConversationLog log) {
    return flow(log, (utterance, context) -> Verdict.CLEAR, NO_FLAGS);
  }

  private MessageFlow flow(Moderation moderation, FlagBoard board) {
    return flow(log, moderation, board);
  }

  private static MessageFlow flow(
      RedisConversationLog log, Moderation moderation, FlagBoard board) {
    return new MessageFlow(new Screening(moderation, spoken -> {}), log, board);
  }

  private static Member member(Part part, String name) {
    return new Member(part, MessageId.random().value(), name);
  }
}
