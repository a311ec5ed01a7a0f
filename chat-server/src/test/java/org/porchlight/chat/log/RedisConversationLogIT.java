package org.porchlight.chat.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.cluster.api.reactive.RedisAdvancedClusterReactiveCommands;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.Conversations;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.FlagBoard;
import org.porchlight.chat.conversation.History;
import org.porchlight.chat.conversation.LoggedMessage;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.MessageFlow;
import org.porchlight.chat.conversation.MessageFlow.Said;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Obstacle;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.ReceivedMessage;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.conversation.SealedConversation;
import org.porchlight.chat.sealing.KeyVault;
import org.porchlight.chat.sealing.TestVault;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Verdict;
import org.porchlight.redis.Durability;
import org.porchlight.redis.RedisLink;
import org.porchlight.testservers.TestRedis;
import org.porchlight.testservers.TestRedisCluster;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The log on one server, and again on a cluster of three masters. */
@ParameterizedClass
@ValueSource(strings = {"one server", "cluster"})
class RedisConversationLogIT {
  private static final LogSettings SETTINGS = settings(Duration.ofSeconds(10), 500);

  private final RedisLink link;
  private final KeyVault vault = TestVault.ready();
  private final RedisConversationLog log;
  private final MessageFlow flow;
  private final ConversationId id = ConversationId.random();
  private final Member seeker = member(Part.SEEKER, "Heron");
  private final Member peer = member(Part.PEER, "Robin");

  RedisConversationLogIT(String shape) {
    link = RedisLink.to(shape.equals("cluster") ? TestRedisCluster.url() : TestRedis.uri() + "/2");
    log = log(SETTINGS);
    flow = flow(log);
  }

  private static final FlagBoard NO_FLAGS =
      new FlagBoard() {
        @Override
        public Mono<Void> raise(Flag flag) {
          return Mono.empty();
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
        Duration.ofDays(1),
        window,
        most,
        Duration.ofMinutes(90),
        1_000);
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
    assertThat(log.due().collectList().block()).doesNotContain(id);
    say(seeker, MessageId.random(), "m0");
    log.close(id, Conversation.Why.ENDED_BY_PEER).block();
    assertThat(log.due().collectList().block()).contains(id);
    log.postpone(id, Duration.ofMinutes(1)).block();
    assertThat(log.due().collectList().block()).doesNotContain(id);
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
    var conversations =
        new Conversations(log, NO_FLAGS, (conversation, person) -> Mono.empty(), List.of());
    log.hold(id, Duration.ofMillis(50)).block();
    assertThat(say(peer, MessageId.random(), "are you there?"))
        .isIn(new Said.Not(Obstacle.LEFT), new Said.Not(Obstacle.CLOSED));
    Awaitility.await()
        .untilAsserted(() -> {
          assertThat(log.due().collectList().block()).contains(id);
          conversations.close(id, Conversation.Why.LEFT).block();
          assertThat(log.find(id).block())
              .isInstanceOfSatisfying(
                  Conversation.Closed.class,
                  closed -> assertThat(closed.why()).isEqualTo(Conversation.Why.LEFT));
        });
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
          public Mono<Void> raise(Flag flag) {
            return Mono.fromRunnable(() -> raised.add(flag));
          }

          @Override
          public Mono<Boolean> isFlagged(ConversationId conversation) {
            return Mono.just(false);
          }
        };
    MessageFlow broken =
        new MessageFlow(
            (utterance, context) -> {
              throw new IllegalStateException("a rule that is broken");
            },
            log,
            board);
    for (Member writer : List.of(seeker, peer)) {
      assertThat(broken.say(message(writer, MessageId.random(), "hello")).block())
          .isInstanceOf(Said.Kept.class);
    }
    assertThat(raised).extracting(Flag::category).containsOnly(Category.UNSCREENED).hasSize(2);
  }

  @Test
  void nothingReadableIsInRedis() {
    say(seeker, MessageId.random(), "canary-in-the-log");
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

  private ReceivedMessage message(Member member, MessageId message, String text) {
    return new ReceivedMessage(
        id, message, member.part(), member.id(), MessageText.of(text), false);
  }

  private RedisConversationLog log(LogSettings settings) {
    return new RedisConversationLog(
        link, link.writer(Durability.L1), vault, settings, Clock.systemUTC());
  }

  private static MessageFlow flow(RedisConversationLog log) {
    return new MessageFlow((utterance, context) -> Verdict.CLEAR, log, NO_FLAGS);
  }

  private static Member member(Part part, String name) {
    return new Member(part, MessageId.random().value(), name);
  }
}
