package org.porchlight.chat.log;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.text;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.Again;
import org.porchlight.chat.conversation.Carried;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.KeptCard;
import org.porchlight.chat.sealing.DataKey;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import reactor.core.publisher.Mono;

/**
 * What a conversation carries of its seeker's earlier visits, sealed with its key: a copy of Redis
 * alone does not say which way back it belongs to.
 */
final class RedisCarried {
  /** Whether the plan is its seeker's to see and to change too. */
  static final String TOGETHER = "together";

  private static final byte[] NONE = new byte[0];

  private final RedisWriter writer;
  private final RedisLogReader reader;
  private final RedisScript belong = RedisConversationLog.script("belong");
  private final RedisScript again = RedisConversationLog.script("again");

  RedisCarried(RedisWriter writer, RedisLogReader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  static byte[] thread(ConversationId id, DataKey key, String thread) {
    return thread.isEmpty() ? NONE : key.seal(bytes(thread), bound("thread", id));
  }

  static byte[] card(ConversationId id, DataKey key, @Nullable KeptCard card) {
    return card == null ? NONE : key.seal(bytes(card.packed()), bound("card", id));
  }

  Mono<Carried> of(ConversationId id) {
    return Mono.zip(reader.meta(id), reader.fields(id, "thread", "visit", "card", TOGETHER))
        .map(both -> carried(id, both.getT1().key(), both.getT2()));
  }

  /** Which one it is stays sealed. */
  Mono<Boolean> belongs(ConversationId id) {
    return reader
        .fields(id, "state", "thread")
        .filter(fields -> fields.containsKey("state"))
        .map(fields -> fields.getOrDefault("thread", NONE).length > 0);
  }

  Mono<Carried> belongTo(ConversationId id, String seeker, String thread) {
    return reader
        .meta(id)
        .flatMap(meta ->
            writer
                .run(belong, List.of(Keys.meta(id)), bytes(seeker), thread(id, meta.key(), thread))
                .filter(answer -> answer.size() == 3)
                .map(answer ->
                    new Carried(
                        thread(id, meta.key(), (byte[]) answer.get(1)),
                        Integer.parseInt(text(answer.get(2))),
                        null,
                        false)));
  }

  /** What the two say about talking again, as {@code again.lua} takes it. */
  Mono<Again> again(ConversationId id, String person, String what) {
    return reader
        .meta(id)
        .flatMap(meta ->
            writer
                .run(again, List.of(Keys.meta(id)), bytes(person), bytes(what))
                .filter(answer -> answer.size() == 5)
                .map(answer ->
                    new Again(
                        thread(id, meta.key(), (byte[]) answer.get(1)),
                        text(answer.get(2)),
                        said(answer, "yes") == 2,
                        said(answer, "no") > 0)));
  }

  private static long said(List<?> answer, String what) {
    return answer.subList(3, 5).stream().filter(one -> text(one).equals(what)).count();
  }

  private static Carried carried(ConversationId id, DataKey key, Map<String, byte[]> fields) {
    byte[] card = fields.getOrDefault("card", NONE);
    return new Carried(
        thread(id, key, fields.getOrDefault("thread", NONE)),
        fields.containsKey("visit") ? Integer.parseInt(text(Meta.bytes(fields, "visit"))) : 1,
        card.length == 0 ? null : card(id, key, card),
        fields.containsKey(TOGETHER));
  }

  /** Opens what {@link #card(ConversationId, DataKey, KeptCard)} sealed. */
  static KeptCard card(ConversationId id, DataKey key, byte[] sealed) {
    return KeptCard.unpacked(text(key.open(sealed, bound("card", id))));
  }

  private static String thread(ConversationId id, DataKey key, byte[] sealed) {
    return sealed.length == 0 ? "" : text(key.open(sealed, bound("thread", id)));
  }

  private static byte[] bound(String what, ConversationId id) {
    return bytes(what + " of " + id.value());
  }
}
