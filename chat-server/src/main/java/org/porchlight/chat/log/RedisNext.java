package org.porchlight.chat.log;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.text;

import java.util.List;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import reactor.core.publisher.Mono;

/**
 * What a peer would like the next person to know, sealed with the key of the conversation that is
 * over. It is in no archive, so it is gone when the log lets the conversation go.
 */
final class RedisNext {
  private static final String NEXT = "next";
  private static final String DELETE_ASKED = "deleteAsked";

  private final RedisWriter writer;
  private final RedisLogReader reader;
  private final RedisScript leave = RedisConversationLog.script("leave-next");

  RedisNext(RedisWriter writer, RedisLogReader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  Mono<Boolean> leave(ConversationId id, String peer, MessageText words) {
    return reader
        .meta(id)
        .flatMap(meta ->
            writer.run(
                leave,
                List.of(Keys.meta(id)),
                bytes(peer),
                meta.key().seal(bytes(words.reveal()), bound(id))))
        .map(answer -> text(answer.getFirst()).equals("kept"))
        .defaultIfEmpty(false);
  }

  Mono<MessageText> of(ConversationId id) {
    return Mono.zip(reader.meta(id), reader.fields(id, NEXT, DELETE_ASKED))
        .filter(both -> both.getT2().containsKey(NEXT) && !both.getT2().containsKey(DELETE_ASKED))
        .map(both -> Seals.open(both.getT1().key(), Meta.bytes(both.getT2(), NEXT), bound(id)));
  }

  private static byte[] bound(ConversationId id) {
    return bytes("next of " + id.value());
  }
}
