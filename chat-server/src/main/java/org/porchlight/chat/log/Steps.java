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
import org.porchlight.chat.conversation.Offering;
import org.porchlight.chat.conversation.Step;
import org.porchlight.chat.conversation.Stepping;
import org.porchlight.chat.conversation.Stepping.Stepped;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import reactor.core.publisher.Mono;

/**
 * What supervisors, and peers who hand over, did in a conversation: a line each in its {@code meta}
 * hash, as {@code <number>\t<kind>\t<ms>\t<after>\t<who>\t<name>\t<peer's name>}, and {@code
 * \t<why>} where a peer asked, or {@code \t<what>} where something was offered.
 */
final class Steps {
  private static final int WHY_OR_WHAT = 7;
  private static final RedisScript STEP = RedisConversationLog.script("step");
  private static final RedisScript OFFER = RedisConversationLog.script("offer");

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
        fields.length > WHY_OR_WHAT && !kind.isOffer()
            ? HandingOver.Why.of(fields[WHY_OR_WHAT])
            : null,
        null,
        kind.isOffer() ? Offering.What.of(fields[WHY_OR_WHAT]) : null);
  }

  Mono<Stepped> step(ConversationId id, Stepping stepping) {
    return switch (stepping) {
      case Stepping.Join join -> run(id, "join", join.by(), join.gone(), true);
      case Stepping.Ask ask -> run(id, "ask", ask.by(), ask.gone(), ask.keep());
      case Stepping.TakeOver take -> run(id, "take", take.by(), take.gone(), take.keep());
      case Stepping.Reply reply -> run(id, reply.yes() ? "yes" : "no", null, null, reply.keep());
      case Stepping.StepOut out -> run(id, "leave", out.by(), null, true);
    };
  }

  Mono<Stepped> offer(ConversationId id, Offering act) {
    return switch (act) {
      case Offering.Ask ask -> offer(id, "ask", ask.by(), ask.what().code(), "");
      case Offering.Answer answer ->
          offer(
              id,
              answer.yes() ? "yes" : "no",
              answer.seeker(),
              "",
              Integer.toString(answer.question()));
    };
  }

  private Mono<Stepped> offer(
      ConversationId id, String does, String person, String what, String question) {
    return writer
        .run(
            OFFER,
            List.of(Keys.meta(id), Keys.ring(id)),
            bytes(does),
            bytes(person),
            bytes(what),
            bytes(question))
        .map(answer -> Stepped.valueOf(text(answer.getFirst()).toUpperCase(Locale.ROOT)));
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
