package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.Flags;
import org.porchlight.chat.pretend.RunningServer;
import reactor.core.publisher.Flux;

/** A board with more on it than is read at once. */
class FullBoardIT {
  private static final int MANY = 300;
  private static final Duration SOON = Duration.ofSeconds(20);

  private final RedisFlagBoard board = RunningServer.shared().bean(RedisFlagBoard.class);

  @Test
  @DisplayName("P-R4 what is done about each of many flags waits for none of the others")
  void manyFlags() {
    List<Flag> flags =
        IntStream.range(0, MANY)
            .mapToObj(n -> Flags.peerLane(ConversationId.random(), Instant.now()))
            .toList();
    try {
      Flux.fromIterable(flags).concatMap(board::raise).then().block(SOON);
      Long changed =
          board.flags().concatMap(flag -> board.change(flag).thenReturn(flag)).count().block(SOON);
      assertThat(changed).isGreaterThanOrEqualTo(MANY);
    } finally {
      Flux.fromIterable(flags).concatMap(flag -> board.resolve(flag, "", null)).then().block(SOON);
    }
  }

  @Test
  @DisplayName("P-R8 many verdicts that waited for PostgreSQL are all counted")
  void manyVerdicts() {
    RedisVerdicts waiting = RunningServer.shared().bean(RedisVerdicts.class);
    List<Flag> flags =
        IntStream.range(0, MANY)
            .mapToObj(n -> Flags.peerLane(ConversationId.random(), Instant.now()))
            .toList();
    Flux.fromIterable(flags)
        .concatMap(flag ->
            board.raise(flag).then(board.resolve(flag, "Sam", verdict(flag.conversation()))))
        .then()
        .block(SOON);
    Awaitility.await()
        .atMost(SOON)
        .until(() -> waiting.waiting().count().block(SOON), left -> left == 0);
  }

  private static Verdict verdict(ConversationId id) {
    return new Verdict(
        id.value(), List.of("raised.peer-lane"), "raised", LocalDate.EPOCH, true, null);
  }
}
