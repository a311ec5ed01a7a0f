package org.porchlight.chat.log;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.Consult;
import org.porchlight.chat.conversation.Consulting;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Stepping.Stepped;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import reactor.core.publisher.Mono;

/**
 * A clinician comes into a conversation, or would: the field {@code consult} of its {@code meta}
 * hash, as {@code <state>\t<question>\t<from>\t<clinician>\t<asked by>\t<name>}. While one is in it
 * {@code clinician} is their id, by which their messages are let in.
 */
final class Consults {
  private static final int FIELDS = 6;

  /** Who has been asked so often is left in peace. */
  private static final int MOST = 5;

  private static final RedisScript CONSULT = RedisConversationLog.script("consult");

  private final RedisWriter writer;

  Consults(RedisWriter writer) {
    this.writer = writer;
  }

  /** How far it is, as {@code consult.lua} keeps it. */
  static @Nullable Consult read(Map<String, byte[]> meta) {
    if (!meta.containsKey("consult")) {
      return null;
    }
    String[] fields = text(Meta.bytes(meta, "consult")).split("\t", FIELDS);
    return new Consult(
        Consult.State.valueOf(fields[0].toUpperCase(Locale.ROOT)),
        Integer.parseInt(fields[1]),
        new Member(Part.CLINICIAN, fields[3], fields[5]),
        fields[4],
        Long.parseLong(fields[2]));
  }

  Mono<Stepped> step(ConversationId id, Consulting act) {
    return switch (act) {
      case Consulting.Ask ask ->
          run(
              id,
              "ask",
              ask.clinician().id(),
              ask.clinician().name(),
              "",
              ask.askedBy(),
              ask.gone());
      case Consulting.Reply reply ->
          run(id, reply.yes() ? "yes" : "no", "", "", Integer.toString(reply.question()), "", "");
      case Consulting.CannotCome cannot ->
          run(id, "nobody", "", "", Integer.toString(cannot.question()), "", "");
      case Consulting.Join join -> run(id, "join", join.clinician(), "", "", "", "");
      case Consulting.Leave leave -> run(id, "leave", leave.clinician(), "", "", "", "");
    };
  }

  private Mono<Stepped> run(
      ConversationId id,
      String what,
      String clinician,
      String name,
      String question,
      String askedBy,
      String gone) {
    return writer
        .run(
            CONSULT,
            List.of(Keys.meta(id), Keys.ring(id)),
            bytes(what),
            bytes(clinician),
            bytes(name),
            bytes(question),
            bytes(askedBy),
            bytes(gone),
            bytes(MOST),
            RedisConversationLog.newEpoch())
        .map(answer -> Stepped.valueOf(text(answer.getFirst()).toUpperCase(Locale.ROOT)));
  }
}
