package org.porchlight.chat.log;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.text;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.conversation.Stepping.Stepped;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import reactor.core.publisher.Mono;

/**
 * The usual time of conversations. Both are told once when about ten minutes of it are left (the
 * seeker's design), and when it is over; closing is left to the people in it.
 */
final class RedisTimes {
  static final Duration NOTICE = Duration.ofMinutes(10);
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  /** Two hours at most: whoever still needs somebody then needs another peer, and a rested one. */
  private static final int MOST = 6;

  private final RedisWriter writer;
  private final RedisLogReader reader;
  private final Clock clock;
  private final RedisScript step = RedisConversationLog.script("time");
  private final RedisScript more = RedisConversationLog.script("more-time");

  RedisTimes(RedisWriter writer, RedisLogReader reader, Clock clock) {
    this.writer = writer;
    this.reader = reader;
    this.clock = clock;
  }

  Mono<Void> step(ConversationId id, boolean stands) {
    return writer
        .run(
            step,
            keys(id),
            bytes(Keys.time(id)),
            bytes(clock.millis()),
            bytes(NOTICE.toMillis()),
            bytes(stands ? LOOK_AGAIN.toMillis() : 0))
        .then();
  }

  Mono<Stepped> more(ConversationId id, String peer, int minutes) {
    return writer
        .run(
            more,
            keys(id),
            bytes(peer),
            bytes(Keys.time(id)),
            bytes(minutes),
            bytes(NOTICE.toMillis()),
            bytes(MOST))
        .map(answer -> Stepped.valueOf(text(answer.getFirst()).toUpperCase(Locale.ROOT)));
  }

  Mono<Ring.Time> now(ConversationId id) {
    return reader
        .fields(id, "state", "supervisor", "time")
        .filter(fields ->
            fields.containsKey("time")
                && !fields.containsKey("supervisor")
                && text(Meta.bytes(fields, "state")).equals("open"))
        .map(fields -> text(Meta.bytes(fields, "time")).split("\\|", -1))
        .filter(time -> !time[0].equals("start"))
        .map(time -> RingCodec.time(time[0], time[1]));
  }

  private static List<String> keys(ConversationId id) {
    return List.of(Keys.meta(id), Keys.due(id), Keys.ring(id));
  }
}
