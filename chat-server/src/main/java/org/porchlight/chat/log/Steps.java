package org.porchlight.chat.log;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.text;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.HandingOver;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.Step;
import org.porchlight.chat.conversation.Stepping;
import org.porchlight.chat.conversation.Stepping.Stepped;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import reactor.core.publisher.Mono;

/**
 * What supervisors, and peers who hand over, did in a conversation: a line each in its {@code meta}
 * hash, as {@code <number>\t<kind>\t<ms>\t<after>\t<who>\t<name>\t<peer's name>}, and {@code
 * \t<why>} where a peer asked.
 */
final class Steps {
  private static final int WHY = 7;
  private static final RedisScript STEP = RedisConversationLog.script("step");

  private final RedisWriter writer;

  Steps(RedisWriter writer) {
    this.writer = writer;
  }

  static Step read(String line) {
    String[] fields = line.split("\t", -1);
    Step.Kind kind = Step.Kind.valueOf(fields[1].toUpperCase(Locale.ROOT));
    return new Step(
        Integer.parseInt(fields[0]),
        kind,
        new Member(kind.part(), fields[4], fields[5]),
        fields[6].isEmpty() ? null : fields[6],
        Long.parseLong(fields[3]),
        Instant.ofEpochMilli(Long.parseLong(fields[2])),
        fields.length > WHY ? HandingOver.Why.of(fields[WHY]) : null,
        null);
  }

  Mono<Stepped> step(ConversationId id, Stepping stepping) {
    return switch (stepping) {
      case Stepping.Join join -> run(id, "join", join.by(), join.gone(), true);
      case Stepping.Ask ask -> run(id, "ask", ask.by(), ask.gone(), ask.keep());
      case Stepping.TakeOver take -> run(id, "take", take.by(), take.gone(), take.keep());
      case Stepping.Reply reply -> run(id, reply.yes() ? "yes" : "no", null, null, true);
      case Stepping.StepOut out -> run(id, "leave", out.by(), null, true);
    };
  }

  private Mono<Stepped> run(
      ConversationId id, String what, @Nullable Member by, @Nullable String gone, boolean keep) {
    return writer
        .run(
            STEP,
            List.of(Keys.meta(id), Keys.ring(id)),
            bytes(what),
            bytes(by == null ? "" : by.id()),
            bytes(by == null ? "" : by.name()),
            bytes(gone == null ? "" : gone),
            bytes(keep ? "keep" : "remove"),
            bytes(MessageId.random().value()))
        .map(answer -> Stepped.valueOf(text(answer.getFirst()).toUpperCase(Locale.ROOT)));
  }
}
