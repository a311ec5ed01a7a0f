package org.porchlight.chat.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
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
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.Conversations;
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
import org.porchlight.chat.sealing.KeyVault;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Verdict;
import org.porchlight.testservers.TestRedis;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class RedisConversationLogIT {
  private static final LogSettings SETTINGS =
      new LogSettings(
          Duration.ofMinutes(5), Duration.ofSeconds(10), 500, Duration.ofMinutes(1), 1_000);

  private final RedisClient client = RedisClient.create(TestRedis.uri());
  private final KeyVault vault = new KeyVault(new byte[32]);
  private final RedisConversationLog log = log(SETTINGS);
  private final MessageFlow flow = flow(log);
  private final ConversationId id = ConversationId.random();
  private final Member seeker = member(Part.SEEKER, "Heron");
  private final Member peer = member(Part.PEER, "Robin");

  @BeforeEach
  void openTheConversation() {
    log.create(id, seeker).block();
    log.open(id, peer).block();
  }

  @AfterEach
  void closeConnections() {
    log.close();
    client.shutdown();
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
    assertThat(log.read(id, epoch(), 6).block()).isEqualTo(new History.Reset(epoch(), 5));
    assertThat(log.read(id, MessageId.random().value(), 0).block())
        .isEqualTo(new History.Reset(epoch(), 5));
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
    var conversations = new Conversations(log, List.of());
    log.hold(id, Duration.ofMillis(50)).block();
    assertThat(say(peer, MessageId.random(), "are you there?"))
        .isIn(new Said.Not(Obstacle.LEFT), new Said.Not(Obstacle.CLOSED));
    Awaitility.await()
        .untilAsserted(() -> {
          conversations.closeHeldLongEnough().block();
          assertThat(log.find(id).block())
              .isInstanceOfSatisfying(
                  Conversation.Closed.class,
                  closed -> assertThat(closed.why()).isEqualTo(Conversation.Why.LEFT));
        });
  }

  @Test
  void tooManyMessagesAreRefusedAndTheOthersAreNot() {
    try (RedisConversationLog strict =
        log(
            new LogSettings(
                Duration.ofMinutes(5), Duration.ofMinutes(60), 3, Duration.ofMinutes(90), 100))) {
      MessageFlow strictFlow = flow(strict);
      for (int i = 0; i < 3; i++) {
        assertThat(strictFlow.say(message(seeker, MessageId.random(), "m" + i)).block())
            .isInstanceOf(Said.Kept.class);
      }
      assertThat(strictFlow.say(message(seeker, MessageId.random(), "m4")).block())
          .isEqualTo(new Said.Not(Obstacle.TOO_FAST));
      assertThat(strictFlow.say(message(peer, MessageId.random(), "hello")).block())
          .isInstanceOf(Said.Kept.class);
    }
  }

  @Test
  void nothingReadableIsInRedis() {
    say(seeker, MessageId.random(), "canary-in-the-log");
    ConversationId waiting = ConversationId.random();
    log.create(waiting, seeker).block();
    log.note(waiting, MessageText.of("canary-in-the-note"), ConversationContext.FRESH).block();
    try (var connection = client.connect(io.lettuce.core.codec.ByteArrayCodec.INSTANCE)) {
      var redis = connection.sync();
      for (byte[] key : redis.keys("c:*")) {
        byte[] dump = redis.dump(key);
        assertThat(new String(dump, StandardCharsets.ISO_8859_1)).doesNotContain("canary");
      }
    }
  }

  private List<Long> listen(CountDownLatch active) {
    List<Long> heard = Collections.synchronizedList(new ArrayList<>());
    log.rings(id, active::countDown)
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
    return new RedisConversationLog(client, vault, settings, Clock.systemUTC());
  }

  private static MessageFlow flow(RedisConversationLog log) {
    return new MessageFlow((utterance, context) -> Verdict.CLEAR, log, flag -> Mono.empty());
  }

  private static Member member(Part part, String name) {
    return new Member(part, MessageId.random().value(), name);
  }
}
