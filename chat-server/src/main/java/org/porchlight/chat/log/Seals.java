package org.porchlight.chat.log;

import static org.porchlight.redis.RedisScript.number;
import static org.porchlight.redis.RedisScript.text;

import io.lettuce.core.StreamMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.LoggedMessage;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.SealedConversation;
import org.porchlight.chat.sealing.DataKey;

/** What is bound to what: the one place that knows how texts are sealed in the log. */
final class Seals {
  private Seals() {}

  /**
   * What a seal is bound to: a sealed text moved elsewhere, or to another writer, does not open.
   */
  static byte[] bound(ConversationId id, MessageId message, String author) {
    return (id + " " + message + " " + author).getBytes(StandardCharsets.UTF_8);
  }

  static String author(Part part, String person) {
    return part.code() + ":" + person;
  }

  static MessageText open(DataKey key, byte[] sealed, byte[] bound) {
    return MessageText.of(new String(key.open(sealed, bound), StandardCharsets.UTF_8));
  }

  static LoggedMessage open(Meta meta, RingCodec.SealedMessage sealed) {
    ConversationId id = meta.conversation().id();
    String author = author(sealed.part(), sealed.person());
    return new LoggedMessage(
        id,
        meta.epoch(),
        sealed.seq(),
        sealed.id(),
        meta.member(sealed.part(), sealed.person()),
        open(meta.key(), sealed.sealed(), bound(id, sealed.id(), author)),
        sealed.at());
  }

  static RingCodec.SealedMessage entry(StreamMessage<String, byte[]> entry) {
    Map<String, byte[]> body = entry.getBody();
    String[] by = text(Meta.bytes(body, "b")).split(":", 2);
    return new RingCodec.SealedMessage(
        Long.parseLong(entry.getId().substring(0, entry.getId().indexOf('-'))),
        new MessageId(text(Meta.bytes(body, "i"))),
        Part.of(by[0]),
        by[1],
        Instant.ofEpochMilli(number(Meta.bytes(body, "t"))),
        Meta.bytes(body, "s"));
  }

  static SealedConversation.Entry unopened(Meta meta, RingCodec.SealedMessage sealed) {
    Member author = meta.member(sealed.part(), sealed.person());
    return new SealedConversation.Entry(
        sealed.seq(), sealed.id(), author, sealed.at(), sealed.sealed());
  }
}
