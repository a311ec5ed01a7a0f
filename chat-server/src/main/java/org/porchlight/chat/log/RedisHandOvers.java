package org.porchlight.chat.log;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.HandingOver;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.Step;
import org.porchlight.chat.conversation.Stepping.Stepped;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import reactor.core.publisher.Mono;

/**
 * A peer hands a conversation over. What the next one is told is sealed under the conversation's
 * key; {@code noteOf} says to which step it belongs, as {@code <number>\t<id>\t<peer>}.
 */
final class RedisHandOvers {
  /** Who has said no so often is not asked again. */
  private static final int MOST = 5;

  private static final RedisScript HAND_OVER = RedisConversationLog.script("hand-over");

  /** The fields of the {@code meta} hash that a note is in. */
  static final String[] NOTE = {"overNote", "noteOf"};

  private final RedisWriter writer;

  RedisHandOvers(RedisWriter writer) {
    this.writer = writer;
  }

  Mono<Stepped> step(Meta meta, HandingOver act) {
    ConversationId id = meta.conversation().id();
    return switch (act) {
      case HandingOver.Ask ask ->
          run(id, "ask", ask.peer(), "", ask.id().value(), ask.why().code(), sealed(meta, ask));
      case HandingOver.TakeBack back -> run(id, "back", back.peer());
      case HandingOver.Consent consent ->
          run(
              id,
              consent.yes() ? "yes" : "no",
              "",
              Integer.toString(consent.question()),
              "",
              "",
              new byte[0]);
      case HandingOver.NobodyCame nobody -> run(id, "nobody", "");
    };
  }

  private static byte[] sealed(Meta meta, HandingOver.Ask ask) {
    return ask.note() == null
        ? new byte[0]
        : meta.key()
            .seal(
                ask.note().reveal().getBytes(StandardCharsets.UTF_8),
                bound(meta.conversation().id(), ask.id(), ask.peer()));
  }

  /** A step as its readers see it: with the note, when that is there and belongs to it. */
  static Step withNote(Meta meta, Step step, Map<String, byte[]> note) {
    if (step.kind() != Step.Kind.OVER_ASKED || !note.containsKey("overNote")) {
      return step;
    }
    String[] of = text(Meta.bytes(note, "noteOf")).split("\t", 3);
    if (Integer.parseInt(of[0]) != step.number()) {
      return step;
    }
    byte[] bound = bound(meta.conversation().id(), new MessageId(of[1]), of[2]);
    return step.with(Seals.open(meta.key(), Meta.bytes(note, "overNote"), bound));
  }

  /** How far it is, as {@code hand-over.lua} keeps it. */
  static HandingOver.@Nullable Standing standing(Map<String, byte[]> meta) {
    if (!meta.containsKey("over")) {
      return null;
    }
    String[] fields = text(Meta.bytes(meta, "over")).split("\t", 3);
    return new HandingOver.Standing(Integer.parseInt(fields[1]), fields[0].equals("agreed"));
  }

  private Mono<Stepped> run(ConversationId id, String what, String peer) {
    return run(id, what, peer, "", "", "", new byte[0]);
  }

  private Mono<Stepped> run(
      ConversationId id,
      String what,
      String peer,
      String question,
      String message,
      String why,
      byte[] note) {
    return writer
        .run(
            HAND_OVER,
            List.of(Keys.meta(id), Keys.ring(id)),
            bytes(what),
            bytes(peer),
            bytes(question),
            bytes(message),
            bytes(why),
            note,
            bytes(MOST))
        .map(answer -> Stepped.valueOf(text(answer.getFirst()).toUpperCase(Locale.ROOT)));
  }

  private static byte[] bound(ConversationId id, MessageId question, String peer) {
    return ("hand-over " + id + " " + question + " " + peer).getBytes(StandardCharsets.UTF_8);
  }
}
