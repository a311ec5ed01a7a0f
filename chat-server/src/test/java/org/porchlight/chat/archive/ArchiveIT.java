package org.porchlight.chat.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.porchlight.chat.archive.PostgresTranscripts.Transcript;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Conversations;
import org.porchlight.chat.conversation.Deletion;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.FlagBoard;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.MessageFlow;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.ReceivedMessage;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.conversation.Screening;
import org.porchlight.chat.conversation.Stepping;
import org.porchlight.chat.house.Retention;
import org.porchlight.chat.log.LogSettings;
import org.porchlight.chat.log.RedisConversationLog;
import org.porchlight.chat.sealing.KeyVault;
import org.porchlight.chat.sealing.UnopenableException;
import org.porchlight.moderation.Output;
import org.porchlight.moderation.Verdict;
import org.porchlight.redis.Durability;
import org.porchlight.redis.RedisLink;
import org.porchlight.testservers.TestPostgres;
import org.porchlight.testservers.TestRedis;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** From the last word to the last key, on real stores and a clock that can be set. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchiveIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final TestPostgres.Database database = TestPostgres.database();
  // A database of its own: what is due here is nobody else's to settle.
  private final RedisLink link = RedisLink.to(TestRedis.uri() + "/1");
  private final SettableClock clock = new SettableClock();
  private final KeyVault vault = new KeyVault(new byte[32], clock);
  private final Flagged flagged = new Flagged();
  private final RedisConversationLog log =
      new RedisConversationLog(
          link, link.writer(Durability.L1), vault, LogSettings.defaults(), Clock.systemUTC());
  private final DatabaseClient client = DatabaseClient.create(connections(database));
  private final PostgresTranscripts transcripts = transcripts(database);
  private final PostgresDayKeys record = new PostgresDayKeys(client);
  private final DayKeysLoop days = new DayKeysLoop(vault, record, new RedisDayKeys(link));
  private Retention promised = Retention.LONGEST;
  private final SealedArchive archive =
      new SealedArchive(log, transcripts, flagged, vault, clock, since -> Mono.just(promised));
  private final Conversations conversations = new Conversations(log, flagged, archive, List.of());
  private final ArchivingLoop loop = loop(archive, transcripts);
  private Output output = Output.NONE;
  private final MessageFlow flow =
      new MessageFlow(
          new Screening((utterance, context) -> new Verdict(output, 0, List.of()), spoken -> {}),
          log,
          flagged);

  @BeforeAll
  void prepare() {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.username(), database.password())
        .locations("classpath:db/migration")
        .load()
        .migrate();
    days.renew().block(SOON);
  }

  @AfterAll
  void end() {
    link.close();
  }

  @Test
  @DisplayName("a closed conversation is handed over once, sealed, and the log lets it go")
  void handedOver() {
    Talk talk = talk("I have not slept", "I am here");
    conversations.close(talk.id(), Conversation.Why.ENDED_BY_SEEKER).block(SOON);
    round();
    round();
    Transcript kept = kept(talk);
    assertThat(kept.messages()).isEqualTo(2);
    assertThat(archive.read(kept)).extracting(SealedArchive.Kept::seq).containsExactly(1L, 2L);
    assertThat(new String(kept.sealed(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("slept")
        .doesNotContain("peer");
    assertThat(log.due().collectList().block(SOON))
        .doesNotContain(new ConversationLog.Due(talk.id(), false));
    assertThat(kept.keepUntil()).isEqualTo(clock.instant().plus(Duration.ofDays(7)));
  }

  @Test
  @DisplayName("C132: one thing to know opens before and in the archive, and its row goes with it")
  void lastWords() {
    PostgresLastWords words = new PostgresLastWords(client, log, archive, clock);
    Talk talk = talk("I have not slept");
    conversations.close(talk.id(), Conversation.Why.ENDED_BY_SEEKER).block(SOON);
    MessageText first = MessageText.of("It helped.");
    assertThat(words.keep(talk.id(), first).block(SOON)).isTrue();
    assertThat(Objects.requireNonNull(words.of(talk.id()).block(SOON)).reveal())
        .isEqualTo(first.reveal());
    round();
    log.destroy(talk.id()).block(SOON);
    assertThat(Objects.requireNonNull(words.of(talk.id()).block(SOON)).reveal())
        .isEqualTo(first.reveal());
    MessageText second = MessageText.of("It helped a little.");
    assertThat(words.keep(talk.id(), second).block(SOON)).isTrue();
    assertThat(Objects.requireNonNull(words.of(talk.id()).block(SOON)).reveal())
        .isEqualTo(second.reveal());
    words.forgetOld().block(SOON);
    assertThat(words.of(talk.id()).blockOptional(SOON)).isPresent();

    archive.destroy(talk.id()).block(SOON);
    assertThat(words.of(talk.id()).blockOptional(SOON)).isEmpty();
    assertThat(words.keep(talk.id(), second).block(SOON)).isFalse();
    assertThat(lastWordsOf(talk)).isZero();
  }

  private long lastWordsOf(Talk talk) {
    return Objects.requireNonNull(
        client
            .sql("SELECT count(*) FROM archive.last_words WHERE conversation = :id")
            .bind("id", talk.id().value())
            .mapValue(Long.class)
            .one()
            .block(SOON));
  }

  @Test
  @DisplayName("C111: what was sealed of a live conversation opens in the archive and ends with it")
  void sealedBeside() {
    Talk talk = talk("I have not slept");
    MessageText note = MessageText.of("They call back at ten.");
    byte[] sealed = Objects.requireNonNull(log.seal(talk.id(), note, "a note").block(SOON));
    assertThat(archive.seal(talk.id(), note, "a note").blockOptional(SOON)).isEmpty();
    conversations.close(talk.id(), Conversation.Why.ENDED_BY_SEEKER).block(SOON);
    round();
    MessageText opened =
        Objects.requireNonNull(archive.unseal(talk.id(), sealed, "a note").block(SOON));
    assertThat(opened.reveal()).isEqualTo(note.reveal());
    assertThatThrownBy(() -> archive.unseal(talk.id(), sealed, "another").block(SOON))
        .isInstanceOf(UnopenableException.class);
    archive.destroy(talk.id()).block(SOON);
    assertThat(archive.unseal(talk.id(), sealed, "a note").blockOptional(SOON)).isEmpty();
  }

  @Test
  @DisplayName("what had to be looked at by a person is kept for thirty days")
  void flaggedIsKeptLonger() {
    output = Output.ESCALATE;
    Talk talk = talk("words that worry");
    output = Output.NONE;
    conversations.close(talk.id(), Conversation.Why.ENDED_BY_PEER).block(SOON);
    round();
    assertThat(kept(talk).keepUntil()).isEqualTo(clock.instant().plus(Duration.ofDays(30)));
  }

  @Test
  @DisplayName("G11 the latest come first, in codes and times, until their key is gone")
  void listed() {
    Talk first = talk("I have not slept");
    conversations.close(first.id(), Conversation.Why.ENDED_BY_SEEKER).block(SOON);
    Talk second = talk("it is quiet here", "I am here");
    conversations.close(second.id(), Conversation.Why.ENDED_BY_PEER).block(SOON);
    round();
    List<PostgresTranscripts.Listed> both =
        listedUntil(kept(second).closedAt()).stream()
            .filter(each -> isOneOf(each, first, second))
            .toList();
    assertThat(both)
        .extracting(PostgresTranscripts.Listed::conversation, PostgresTranscripts.Listed::messages)
        .containsExactly(tuple(second.id().value(), 2), tuple(first.id().value(), 1));
    assertThat(both.getFirst().why()).isEqualTo("ended_by_peer");
    assertThat(both.getFirst().keepUntil())
        .isEqualTo(clock.instant().plus(Duration.ofDays(7)).toEpochMilli());
    assertThat(listedUntil(kept(first).closedAt().minusMillis(1)))
        .noneMatch(each -> isOneOf(each, first, second));

    conversations.delete(first.id(), first.seeker().id()).block(SOON);
    assertThat(listedUntil(kept(second).closedAt())).noneMatch(each -> isOneOf(each, first));
  }

  @Test
  @DisplayName("C10 deleted now, by its seeker alone, and an older backup opens nothing")
  void deletedNow() {
    Talk talk = talk("please forget this");
    conversations.close(talk.id(), Conversation.Why.ENDED_BY_SEEKER).block(SOON);
    round();
    Transcript backup = kept(talk);
    assertThat(conversations.delete(talk.id(), MessageId.random().value()).block(SOON)).isNull();
    assertThat(conversations.delete(talk.id(), talk.seeker().id()).block(SOON))
        .isEqualTo(Deletion.DESTROYED);
    assertThat(transcripts.find(talk.id().value()).block(SOON)).isNull();
    assertThat(log.find(talk.id()).block(SOON)).isNull();
    // The backup of the transcripts holds no key: only what lies in the schema of keys opens it.
    assertThat(keysInTheStore())
        .noneMatch(key -> java.util.Arrays.equals(key, backup.wrappedKey()));
    for (byte[] key : keysInTheStore()) {
      assertThatThrownBy(() -> vault.unwrap(talk.id().value(), key))
          .isInstanceOf(UnopenableException.class);
    }
  }

  @Test
  @DisplayName("C10 an open conversation ends first; a flagged one waits for a person")
  void deletedWhileOpenOrFlagged() {
    Talk open = talk("still talking");
    assertThat(conversations.delete(open.id(), open.seeker().id()).block(SOON))
        .isEqualTo(Deletion.DESTROYED);
    assertThat(log.find(open.id()).block(SOON)).isNull();

    Talk worrying = talk("words that worry");
    flagged.conversations.add(worrying.id());
    assertThat(conversations.delete(worrying.id(), worrying.seeker().id()).block(SOON))
        .isEqualTo(Deletion.WAITS_FOR_REVIEW);
    round();
    assertThat(kept(worrying).deleteAsked()).isTrue();
    assertThat(archive.destroy(worrying.id(), worrying.seeker().id()).block(SOON))
        .isEqualTo(Deletion.WAITS_FOR_REVIEW);
    flagged.conversations.remove(worrying.id());
    assertThat(archive.destroy(worrying.id(), worrying.seeker().id()).block(SOON))
        .isEqualTo(Deletion.DESTROYED);
  }

  @Test
  @DisplayName("C10 what waits for a review goes with the last flag, wherever it lies by then")
  void deletedAfterTheReview() {
    for (boolean archived : new boolean[] {false, true}) {
      for (boolean right : new boolean[] {false, true}) {
        output = Output.ESCALATE;
        Talk talk = talk("words that worry");
        output = Output.NONE;
        flagged.conversations.add(talk.id());
        if (archived) {
          conversations.close(talk.id(), Conversation.Why.ENDED_BY_SEEKER).block(SOON);
          round();
        }
        assertThat(conversations.delete(talk.id(), talk.seeker().id()).block(SOON))
            .isEqualTo(Deletion.WAITS_FOR_REVIEW);
        assertThat(conversations.reviewed(talk.id(), right).block(SOON)).isFalse();
        round();
        assertThat(kept(talk).deleteAsked()).isTrue();
        flagged.conversations.remove(talk.id());
        assertThat(conversations.reviewed(talk.id(), right).block(SOON)).isTrue();
        assertThat(transcripts.find(talk.id().value()).block(SOON)).isNull();
        assertThat(log.find(talk.id()).block(SOON)).isNull();
      }
    }
  }

  @Test
  @DisplayName("C10 what waits for a review goes even when whoever closed the last flag died at it")
  void deletedThoughTheReviewDied() {
    output = Output.ESCALATE;
    Talk talk = talk("words that worry");
    output = Output.NONE;
    flagged.conversations.add(talk.id());
    assertThat(conversations.delete(talk.id(), talk.seeker().id()).block(SOON))
        .isEqualTo(Deletion.WAITS_FOR_REVIEW);
    round();
    round();
    assertThat(kept(talk).deleteAsked()).isTrue();
    flagged.conversations.remove(talk.id());
    round();
    assertThat(transcripts.find(talk.id().value()).block(SOON)).isNull();
    assertThat(log.find(talk.id()).block(SOON)).isNull();
  }

  @Test
  @DisplayName("C10 a wish that comes while the last flag is being closed is not forgotten")
  void wishedWhileReviewed() {
    Talk talk = talk("words that worry");
    FlagBoard closedMeanwhile =
        new FlagBoard() {
          private int asked;

          @Override
          public Mono<Boolean> raise(Flag flag) {
            return Mono.just(true);
          }

          @Override
          public Mono<Boolean> isFlagged(ConversationId conversation) {
            return Mono.fromSupplier(() -> asked++ == 0);
          }
        };
    assertThat(
            new Conversations(log, closedMeanwhile, archive, List.of())
                .delete(talk.id(), talk.seeker().id())
                .block(SOON))
        .isEqualTo(Deletion.DESTROYED);
    assertThat(log.find(talk.id()).block(SOON)).isNull();
  }

  @Test
  @DisplayName("a flag that was wrong takes a conversation back to a week, one that was right not")
  void wrongIsKeptForAWeek() {
    for (boolean right : new boolean[] {false, true}) {
      output = Output.ESCALATE;
      Talk talk = talk("words that worry");
      output = Output.NONE;
      conversations.close(talk.id(), Conversation.Why.ENDED_BY_PEER).block(SOON);
      round();
      Transcript before = kept(talk);
      assertThat(before.keepUntil()).isEqualTo(clock.instant().plus(Duration.ofDays(30)));
      conversations.reviewed(talk.id(), right).block(SOON);
      Transcript after = kept(talk);
      assertThat(after.confirmed()).isEqualTo(right);
      assertThat(after.keepUntil())
          .isEqualTo(clock.instant().plus(Duration.ofDays(right ? 30 : 7)));
      conversations.reviewed(talk.id(), right).block(SOON);
      assertThat(kept(talk).keepUntil()).isEqualTo(after.keepUntil());
      assertThat(archive.read(after)).hasSize(1);
    }
  }

  @Test
  @DisplayName("it is kept as long as was promised when it closed, whatever is promised later")
  void asLongAsWasPromised() {
    try {
      promised = new Retention(2, 14);
      Talk ordinary = talk("kept for two days");
      output = Output.ESCALATE;
      Talk worrying = talk("words that worry");
      output = Output.NONE;
      conversations.close(ordinary.id(), Conversation.Why.ENDED_BY_PEER).block(SOON);
      conversations.close(worrying.id(), Conversation.Why.ENDED_BY_PEER).block(SOON);
      round();
      promised = Retention.LONGEST;
      round();
      assertThat(kept(ordinary).keepUntil()).isEqualTo(clock.instant().plus(Duration.ofDays(2)));
      assertThat(kept(worrying).keepUntil()).isEqualTo(clock.instant().plus(Duration.ofDays(14)));
      conversations.reviewed(worrying.id(), false).block(SOON);
      assertThat(kept(worrying).keepUntil()).isEqualTo(clock.instant().plus(Duration.ofDays(2)));
      assertThat(archive.read(kept(worrying))).hasSize(1);
    } finally {
      promised = Retention.LONGEST;
    }
  }

  @Test
  @DisplayName("what an earlier version kept goes back to a week when its flags were wrong")
  void keptByAnEarlierVersion() {
    output = Output.ESCALATE;
    Talk talk = talk("words that worry");
    output = Output.NONE;
    conversations.close(talk.id(), Conversation.Why.ENDED_BY_PEER).block(SOON);
    round();
    client
        .sql("UPDATE archive.transcripts SET ordinary_until = NULL WHERE conversation = :id")
        .bind("id", talk.id().value())
        .then()
        .block(SOON);
    conversations.reviewed(talk.id(), false).block(SOON);
    assertThat(kept(talk).keepUntil()).isEqualTo(clock.instant().plus(Duration.ofDays(7)));
  }

  @Test
  @DisplayName("its days begin when it closed, also where the archive comes days later")
  void countedFromItsEnd() {
    Instant now = clock.instant();
    try {
      clock.now = Instant.now().plus(Duration.ofDays(3));
      days.renew().block(SOON);
      Talk talk = talk("archived late");
      conversations.close(talk.id(), Conversation.Why.ENDED_BY_SEEKER).block(SOON);
      round();
      assertThat(kept(talk).keepUntil()).isEqualTo(kept(talk).closedAt().plus(Duration.ofDays(7)));
    } finally {
      clock.now = now;
      days.renew().block(SOON);
    }
  }

  @Test
  @DisplayName("what was wrapped on a day dies with the day's key, in every copy of every store")
  void timeIsOver() {
    Instant now = clock.instant();
    try {
      clock.now = now.plus(Duration.ofDays(100));
      days.renew().block(SOON);
      Talk talk = talk("kept for a week");
      conversations.close(talk.id(), Conversation.Why.ENDED_BY_SEEKER).block(SOON);
      round();
      PostgresLastWords words = new PostgresLastWords(client, log, archive, clock);
      words.keep(talk.id(), MessageText.of("It helped.")).block(SOON);
      assertThat(lastWordsOf(talk)).isEqualTo(1);
      Transcript backup = kept(talk);
      byte[] inRedis = wrappedInRedis(talk);

      clock.now = clock.now.plus(Duration.ofDays(7)).plusSeconds(1);
      round();
      assertThat(transcripts.find(talk.id().value()).block(SOON)).isNull();
      assertThat(lastWordsOf(talk)).isZero();

      clock.now = clock.now.plus(Duration.ofDays(2));
      days.renew().block(SOON);
      assertThatThrownBy(() -> archive.read(backup)).isInstanceOf(UnopenableException.class);
      assertThatThrownBy(() -> vault.unwrap(talk.id().value(), inRedis))
          .isInstanceOf(UnopenableException.class);
      // A vault that starts with today's keys opens neither.
      KeyVault fresh = new KeyVault(new byte[32], clock);
      fresh.know(Objects.requireNonNull(record.all().collectList().block(SOON)));
      assertThatThrownBy(() -> fresh.unwrap(talk.id().value(), backup.wrappedKey()))
          .isInstanceOf(UnopenableException.class);
    } finally {
      clock.now = now;
      days.renew().block(SOON);
    }
  }

  @Test
  @DisplayName("while PostgreSQL is away conversations go on, and are archived once it is back")
  void databaseAway() {
    TestPostgres.Database nowhere =
        new TestPostgres.Database(
            "r2dbc:postgresql://127.0.0.1:1/none", "", database.username(), database.password());
    PostgresTranscripts away = transcripts(nowhere);
    ArchivingLoop failing =
        loop(
            new SealedArchive(log, away, flagged, vault, clock, since -> Mono.just(promised)),
            away);
    Talk talk = talk("before");
    conversations.close(talk.id(), Conversation.Why.ENDED_BY_SEEKER).block(SOON);
    failing.round().onErrorComplete().block(SOON);
    assertThat(log.find(talk.id()).block(SOON)).isInstanceOf(Conversation.Closed.class);
    due(talk);
    assertThat(kept(talk).messages()).isEqualTo(1);
  }

  @Test
  @DisplayName("a node that starts while PostgreSQL is away takes the keys of days from Redis")
  void keysFromRedis() {
    Talk talk = talk("go on");
    KeyVault other = new KeyVault(new byte[32], clock);
    other.know(Objects.requireNonNull(new RedisDayKeys(link).all().collectList().block(SOON)));
    assertThat(other.isReady()).isTrue();
    assertThat(other.unwrap(talk.id().value(), wrappedInRedis(talk))).isNotNull();
  }

  @Test
  @DisplayName(
      "C11 quiet conversations are held after three warnings, then closed; flagged ones never")
  void quiet() {
    Talk quiet = talk("…");
    Talk worrying = talk("…");
    flagged.conversations.add(worrying.id());
    for (int warned = 0; warned < 3; warned++) {
      due(quiet, worrying);
      assertThat(log.find(quiet.id()).block(SOON)).isInstanceOf(Conversation.Open.class);
    }
    due(quiet, worrying);
    assertThat(log.find(quiet.id()).block(SOON)).isInstanceOf(Conversation.Held.class);
    due(quiet, worrying);
    assertThat(log.find(quiet.id()).block(SOON))
        .isInstanceOfSatisfying(
            Conversation.Closed.class,
            closed -> assertThat(closed.why()).isEqualTo(Conversation.Why.QUIET));
    assertThat(log.find(worrying.id()).block(SOON)).isInstanceOf(Conversation.Open.class);
  }

  @Test
  @DisplayName("C11 who says that they are there has all the time again")
  void stillHere() {
    Talk talk = talk("…");
    for (int warned = 0; warned < 3; warned++) {
      due(talk);
    }
    log.stillHere(talk.id()).block(SOON);
    for (int warned = 0; warned < 3; warned++) {
      due(talk);
    }
    assertThat(log.find(talk.id()).block(SOON)).isInstanceOf(Conversation.Open.class);
    due(talk);
    assertThat(log.find(talk.id()).block(SOON)).isInstanceOf(Conversation.Held.class);
    log.stillHere(talk.id()).block(SOON);
    assertThat(log.find(talk.id()).block(SOON)).isInstanceOf(Conversation.Open.class);
    assertThat(log.quiet(talk.id()).blockOptional(SOON)).isEmpty();
    // Of those who left it is not the clock that decides.
    log.hold(talk.id(), Duration.ofMinutes(10)).block(SOON);
    log.stillHere(talk.id()).block(SOON);
    assertThat(log.find(talk.id()).block(SOON)).isInstanceOf(Conversation.Held.class);
  }

  @Test
  @DisplayName("C11 what was flagged while it was held for who fell asleep is not closed")
  void flaggedAsleep() {
    Talk talk = talk("…");
    for (int step = 0; step < 4; step++) {
      due(talk);
    }
    assertThat(log.quiet(talk.id()).map(Ring.Quiet::hush).block(SOON)).isEqualTo(Ring.Hush.HELD);
    flagged.conversations.add(talk.id());
    due(talk);
    assertThat(log.find(talk.id()).block(SOON)).isInstanceOf(Conversation.Open.class);
  }

  @Test
  @DisplayName("C11 what is not due is left as it is, whichever node found it")
  void notDue() {
    Talk talk = talk("…");
    log.growQuiet(talk.id(), Duration.ofMinutes(10)).block(SOON);
    assertThat(log.quiet(talk.id()).blockOptional(SOON)).isEmpty();
  }

  @Test
  @DisplayName("C60 the usual time is told of and closes nothing; beside a flag it stands")
  void usualTime() {
    Talk talk = talk("…");
    Talk worrying = talk("…");
    flagged.conversations.add(worrying.id());
    timeDue(talk, worrying);
    assertThat(log.time(talk.id()).block(SOON)).isEqualTo(new Ring.Time(Ring.Stage.TEN, 10));
    assertThat(log.time(worrying.id()).blockOptional(SOON)).isEmpty();
    flagged.conversations.remove(worrying.id());
    timeDue(talk, worrying);
    assertThat(log.time(talk.id()).block(SOON)).isEqualTo(new Ring.Time(Ring.Stage.OVER, 0));
    assertThat(log.time(worrying.id()).block(SOON)).isEqualTo(new Ring.Time(Ring.Stage.TEN, 10));
    timeDue(talk, worrying);
    assertThat(log.find(talk.id()).block(SOON)).isInstanceOf(Conversation.Open.class);
    assertThat(log.find(worrying.id()).block(SOON)).isInstanceOf(Conversation.Open.class);
  }

  @Test
  @DisplayName("C60 where a supervisor is in it nobody is told of the time")
  void supervisorIsThere() {
    Talk talk = talk("…");
    Member sam = new Member(Part.SUPERVISOR, MessageId.random().value(), "Sam");
    log.step(talk.id(), new Stepping.Join(sam, null)).block(SOON);
    timeDue(talk);
    assertThat(log.time(talk.id()).blockOptional(SOON)).isEmpty();
    log.step(talk.id(), new Stepping.StepOut(sam)).block(SOON);
    timeDue(talk);
    assertThat(log.time(talk.id()).block(SOON)).isEqualTo(new Ring.Time(Ring.Stage.TEN, 10));
  }

  @Test
  @DisplayName("C60 the time of somebody who waits for another peer, or left, takes nothing away")
  void timeOfOthers() {
    Talk waiting = talk("…");
    Talk left = talk("…");
    log.vacate(waiting.id(), waiting.peer().id(), false).block(SOON);
    log.hold(left.id(), Duration.ofMinutes(10)).block(SOON);
    timeDue(waiting, left);
    assertThat(log.find(waiting.id()).block(SOON)).isInstanceOf(Conversation.Waiting.class);
    assertThat(log.find(left.id()).block(SOON)).isInstanceOf(Conversation.Held.class);
    assertThat(log.due().collectList().block(SOON))
        .doesNotContain(
            new ConversationLog.Due(waiting.id(), true), new ConversationLog.Due(left.id(), true));
  }

  private void due(Talk... talks) {
    due(false, talks);
  }

  private void due(boolean ofTime, Talk... talks) {
    for (Talk talk : talks) {
      log.postpone(new ConversationLog.Due(talk.id(), ofTime), Duration.ZERO).block(SOON);
    }
    round();
  }

  private void timeDue(Talk... talks) {
    due(true, talks);
  }

  private record Talk(ConversationId id, Member seeker, Member peer) {}

  private Talk talk(String... words) {
    Talk talk =
        new Talk(
            ConversationId.random(),
            new Member(Part.SEEKER, MessageId.random().value(), "Heron"),
            new Member(Part.PEER, MessageId.random().value(), "Robin"));
    log.create(talk.id(), talk.seeker()).block(SOON);
    log.open(talk.id(), talk.peer()).block(SOON);
    for (String text : words) {
      assertThat(
              flow.say(
                      new ReceivedMessage(
                          talk.id(),
                          MessageId.random(),
                          Part.SEEKER,
                          talk.seeker().id(),
                          MessageText.of(text),
                          true))
                  .block(SOON))
          .isInstanceOf(MessageFlow.Said.Kept.class);
    }
    return talk;
  }

  private List<PostgresTranscripts.Listed> listedUntil(Instant moment) {
    return Objects.requireNonNull(
        transcripts.closedUntil(moment, 1_000, Set.of()).collectList().block(SOON));
  }

  private static boolean isOneOf(PostgresTranscripts.Listed listed, Talk... talks) {
    return Stream.of(talks).anyMatch(talk -> talk.id().value().equals(listed.conversation()));
  }

  private void round() {
    loop.round().block(SOON);
  }

  private Transcript kept(Talk talk) {
    return Objects.requireNonNull(transcripts.find(talk.id().value()).block(SOON));
  }

  private byte[] wrappedInRedis(Talk talk) {
    String suffix = talk.id() + ":meta";
    return Objects.requireNonNull(
        link.commands()
            .flatMap(redis ->
                redis
                    .keys("c:*" + suffix)
                    .collectList()
                    .flatMap(keys -> redis.hget(keys.getFirst(), "key")))
            .block(SOON));
  }

  private List<byte[]> keysInTheStore() {
    return Objects.requireNonNull(
        client
            .sql("SELECT wrapped FROM keys.conversation_keys")
            .mapValue(byte[].class)
            .all()
            .collectList()
            .block(SOON));
  }

  private ArchivingLoop loop(SealedArchive over, PostgresTranscripts in) {
    PostgresLastWords words = new PostgresLastWords(client, log, over, clock);
    return new ArchivingLoop(log, conversations, over, in, words, clock, new SimpleMeterRegistry());
  }

  private static PostgresTranscripts transcripts(TestPostgres.Database database) {
    ConnectionFactory connections = connections(database);
    return new PostgresTranscripts(
        DatabaseClient.create(connections),
        TransactionalOperator.create(new R2dbcTransactionManager(connections)));
  }

  private static ConnectionFactory connections(TestPostgres.Database database) {
    return ConnectionFactories.get(
        ConnectionFactoryOptions.parse(database.r2dbcUrl())
            .mutate()
            .option(ConnectionFactoryOptions.USER, database.username())
            .option(ConnectionFactoryOptions.PASSWORD, database.password())
            .build());
  }

  private static final class Flagged implements FlagBoard {
    private final Set<ConversationId> conversations = new HashSet<>();
    private final List<Flag> raised = new ArrayList<>();

    @Override
    public Mono<Boolean> raise(Flag flag) {
      return Mono.fromSupplier(() -> raised.add(flag));
    }

    @Override
    public Mono<Boolean> isFlagged(ConversationId conversation) {
      return Mono.fromSupplier(() -> conversations.contains(conversation));
    }
  }

  private static final class SettableClock extends Clock {
    private Instant now = Instant.parse("2026-03-01T23:30:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
