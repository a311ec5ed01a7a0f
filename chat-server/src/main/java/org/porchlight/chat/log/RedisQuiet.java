package org.porchlight.chat.log;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.text;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import reactor.core.publisher.Mono;

/**
 * The clock of conversations in which nobody writes. The times are those of the seeker's design: 8
 * minutes until somebody is asked, 15 until the peer is told, 20 until both are warned, and 2 more,
 * as often as they like (WCAG 2.2.1); then it is held.
 */
final class RedisQuiet {
  private static final Duration STILL_TO_PEER = Duration.ofMinutes(7);
  private static final Duration PEER_TO_CLOSING = Duration.ofMinutes(5);
  private static final Duration CLOSING_TO_OVER = Duration.ofMinutes(2);
  private static final Set<String> GOES_ON = Set.of("open", "held");

  /** How long the clock stands for a seeker who needs a moment. */
  private static final Duration A_MOMENT = Duration.ofMinutes(15);

  private final RedisWriter writer;
  private final RedisLogReader reader;
  private final Duration quietAfter;
  private final Clock clock;
  private final RedisScript step = RedisConversationLog.script("quiet");
  private final RedisScript here = RedisConversationLog.script("still-here");
  private final RedisScript moment = RedisConversationLog.script("moment");

  RedisQuiet(RedisWriter writer, RedisLogReader reader, Duration quietAfter, Clock clock) {
    this.writer = writer;
    this.reader = reader;
    this.quietAfter = quietAfter;
    this.clock = clock;
  }

  Mono<Void> step(ConversationId id, Duration held) {
    return writer
        .run(
            step,
            keys(id),
            bytes(id.value()),
            bytes(clock.millis()),
            bytes(STILL_TO_PEER.toMillis()),
            bytes(PEER_TO_CLOSING.toMillis()),
            bytes(CLOSING_TO_OVER.toMillis()),
            bytes(held.toMillis()))
        .then();
  }

  /**
   * The clock begins anew.
   *
   * @param seeker whether they say that they are there
   */
  Mono<Void> here(ConversationId id, boolean seeker) {
    return writer
        .run(here, keys(id), bytes(id.value()), bytes(quietAfter.toMillis()), bytes(seeker ? 1 : 0))
        .then();
  }

  Mono<Boolean> moment(ConversationId id) {
    Duration until = A_MOMENT.plus(quietAfter);
    return writer
        .run(moment, keys(id), bytes(id.value()), bytes(until.toMillis()))
        .map(answer -> text(answer.getFirst()).equals("told"));
  }

  Mono<Ring.Quiet> now(ConversationId id) {
    return reader
        .fields(id, "state", "seq", "quiet")
        .filter(fields ->
            fields.containsKey("quiet") && GOES_ON.contains(text(Meta.bytes(fields, "state"))))
        .mapNotNull(fields -> {
          String[] quiet = text(Meta.bytes(fields, "quiet")).split("\\|", -1);
          return quiet[1].equals(text(Meta.bytes(fields, "seq")))
              ? RingCodec.quiet(quiet[0], quiet[2])
              : null;
        });
  }

  private static List<String> keys(ConversationId id) {
    return List.of(Keys.meta(id), Keys.due(id), Keys.ring(id));
  }
}
