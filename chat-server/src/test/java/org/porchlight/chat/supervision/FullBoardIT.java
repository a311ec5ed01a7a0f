package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.access.Role;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.Concern;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.Flags;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.pretend.RunningServer;
import reactor.core.publisher.Flux;

/** A board with more on it than is read at once. */
class FullBoardIT {
  private static final int MANY = 300;
  private static final int LOOKS = 200;
  private static final Duration SOON = Duration.ofSeconds(20);

  private final RunningServer server = RunningServer.shared();
  private final RedisFlagBoard board = server.bean(RedisFlagBoard.class);
  private final ConversationLog log = server.bean(ConversationLog.class);
  // One that exists: flags of conversations that are gone are taken off while this runs.
  private final ConversationId conversation = ConversationId.random();

  @BeforeEach
  void create() {
    log.create(conversation, new Member(Part.SEEKER, MessageId.random().value(), "Heron"))
        .block(SOON);
  }

  @AfterEach
  void destroy() {
    log.destroyWaiting(conversation).block(SOON);
  }

  @Test
  @DisplayName("what is done about each of many flags waits for none of the others")
  void manyFlags() {
    List<Flag> flags = raiseMany();
    try {
      Long changed =
          board.flags().concatMap(flag -> board.change(flag).thenReturn(flag)).count().block(SOON);
      assertThat(changed).isGreaterThanOrEqualTo(MANY);
      // A link that stalls under a long answer does so once in a while only.
      assertThat(board.flags().count().repeat(LOOKS).collectList().block(SOON))
          .allSatisfy(count -> assertThat(count).isGreaterThanOrEqualTo(MANY));
    } finally {
      Flux.fromIterable(flags).concatMap(flag -> board.resolve(flag, "", null)).then().block(SOON);
    }
  }

  @Test
  @DisplayName("what was raised last comes first, however Redis keeps it")
  void newestFirst() {
    Flag flag = Flags.raised(conversation, Concern.PEER_LANE, "", Set.of(), Instant.now());
    Supervision supervision = server.bean(Supervision.class);
    Visitor.Staff sam =
        new Visitor.Staff("sam", Role.SUPERVISOR, "Sam", "session", Set.of("en"), Set.of());
    List<Flag> flags =
        Stream.of(2, 0, 3, 1).map(n -> again(flag, flag.at().plusSeconds(n))).toList();
    Flux.fromIterable(flags).concatMap(board::raise).then().block(SOON);
    try {
      assertThat(
              supervision
                  .flags(sam)
                  .map(SeenFlag::flag)
                  .filter(seen -> seen.conversation().equals(conversation))
                  .map(Flag::id)
                  .collectList()
                  .block(SOON))
          .containsExactlyElementsOf(
              flags.stream()
                  .sorted(Comparator.comparing(Flag::at).reversed())
                  .map(Flag::id)
                  .toList());
    } finally {
      Flux.fromIterable(flags).concatMap(each -> board.resolve(each, "", null)).then().block(SOON);
    }
  }

  @Test
  @DisplayName("many verdicts that waited for PostgreSQL are all counted")
  void manyVerdicts() {
    RedisVerdicts waiting = server.bean(RedisVerdicts.class);
    assertThat(
            Flux.fromIterable(raiseMany())
                .concatMap(flag -> board.resolve(flag, "Sam", verdict()))
                .collectList()
                .block(SOON))
        .hasSize(MANY)
        .containsOnly(true);
    Awaitility.await()
        .atMost(SOON)
        .until(() -> waiting.waiting().count().block(SOON), left -> left == 0);
  }

  private List<Flag> raiseMany() {
    Flag flag = Flags.raised(conversation, Concern.PEER_LANE, "", Set.of(), Instant.now());
    return Flux.range(0, MANY)
        .map(n -> again(flag, flag.at()))
        .concatMap(each -> board.raise(each).thenReturn(each))
        .collectList()
        .blockOptional(SOON)
        .orElseThrow();
  }

  private Flag again(Flag flag, Instant at) {
    return new Flag(
        MessageId.random().value(),
        conversation,
        flag.side(),
        flag.category(),
        flag.lane(),
        flag.rules(),
        flag.reasons(),
        null,
        null,
        at,
        null,
        Set.of());
  }

  private Verdict verdict() {
    return new Verdict(
        conversation.value(), List.of("raised.peer-lane"), "raised", LocalDate.EPOCH, true, null);
  }
}
