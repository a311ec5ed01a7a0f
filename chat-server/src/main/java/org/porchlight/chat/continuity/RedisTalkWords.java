package org.porchlight.chat.continuity;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.text;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.porchlight.chat.access.Notice;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.sealing.DataKey;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;

/**
 * Which conversation words lead back to, in Redis for as long as one may be kept. It is sealed, so
 * that a copy of Redis alone does not say: {@code b:{<hash of the words>}} holds the conversation
 * and who its seeker is there, or the hash of the words that took their place; {@code
 * b:{<conversation>}} the hash of its words. As durable as messages: somebody was told that they
 * can come back.
 */
final class RedisTalkWords {
  /** As PROTOCOL.md promises (C43), where the house keeps conversations for as long. */
  private static final int MOST_DAYS = 7;

  private static final String BETWEEN = "\n";
  private static final int FIELDS = 6;

  private static final RedisScript LEAD =
      RedisScript.of(RedisTalkWords.class, "/lua/continuity/lead.lua");
  private static final RedisScript FORGET =
      RedisScript.of(RedisTalkWords.class, "/lua/continuity/forget.lua");
  private static final RedisScript GET =
      RedisScript.of(RedisTalkWords.class, "/lua/access/get.lua");

  private final ReactiveStringRedisTemplate redis;
  private final RedisWriter writer;
  private final Notice notice;
  private final DataKey key;

  RedisTalkWords(
      ReactiveStringRedisTemplate redis,
      RedisWriter writer,
      Notice notice,
      byte[] keyEncryptionKey) {
    this.redis = redis;
    this.writer = writer;
    this.notice = notice;
    this.key = DataKey.forPurpose(keyEncryptionKey, "words of conversations");
  }

  /** A conversation, and its seeker as they were in it; the pass is no matter. */
  record Where(ConversationId conversation, Visitor.Seeker seeker) {
    @Override
    public String toString() {
      return "Where";
    }
  }

  /**
   * These words lead to it from now on, and those that did before do not. Of two who come at once
   * the words of the later lead there.
   */
  Mono<Void> put(String hash, Where where) {
    Visitor.Seeker seeker = where.seeker();
    String all =
        String.join(
            BETWEEN,
            where.conversation().value(),
            seeker.id(),
            seeker.name(),
            seeker.ageBand(),
            seeker.language(),
            seeker.region());
    String conversation = where.conversation().value();
    return keep(conversation, hash)
        .filter(before -> !before.isEmpty())
        .map(before -> open(text(before.getFirst()), conversation))
        .filter(before -> !before.equals(hash))
        .flatMap(before -> redis.delete(name(before)))
        .then(keep(hash, all))
        .then(writer.run(GET, List.of(name(conversation))))
        .filter(now -> now.isEmpty() || !open(text(now.getFirst()), conversation).equals(hash))
        .flatMap(others -> forget(hash));
  }

  /** Where words lead, empty when nowhere. */
  Mono<Where> find(String hash) {
    return redis
        .opsForValue()
        .get(name(hash))
        .map(sealed -> open(sealed, hash).split(BETWEEN, -1))
        .filter(fields -> fields.length == FIELDS)
        .map(fields ->
            new Where(
                new ConversationId(fields[0]),
                new Visitor.Seeker(fields[1], "", fields[2], fields[3], fields[4], fields[5])));
  }

  /** What these words opened is opened by others from now on; they lead nowhere themselves. */
  Mono<Void> move(String hash, String others) {
    return keep(hash, others).then();
  }

  /** The hash of the words that took the place of these, empty when none did. */
  Mono<String> movedTo(String hash) {
    return redis
        .opsForValue()
        .get(name(hash))
        .map(sealed -> open(sealed, hash))
        .filter(all -> !all.contains(BETWEEN));
  }

  /** The hash of a conversation's words, empty when it has none. */
  Mono<String> hashOf(ConversationId conversation) {
    return redis
        .opsForValue()
        .get(name(conversation.value()))
        .map(sealed -> open(sealed, conversation.value()));
  }

  /** These words lead nowhere any more. */
  Mono<Void> forget(String hash) {
    return redis.delete(name(hash)).then();
  }

  /** Nothing leads to it any more. Its words may lead elsewhere by now, and go on doing so. */
  Mono<Void> forget(ConversationId conversation) {
    return hashOf(conversation)
        .flatMap(hash ->
            redis
                .opsForValue()
                .get(name(hash))
                .filter(sealed -> open(sealed, hash).startsWith(conversation.value() + BETWEEN))
                .flatMap(sealed -> writer.run(FORGET, List.of(name(hash)), bytes(sealed))))
        .then(redis.delete(name(conversation.value())))
        .then();
  }

  /** No longer than the house keeps a conversation; answers with what was there before. */
  private Mono<List<Object>> keep(String owner, String text) {
    Duration kept = Duration.ofDays(Math.min(MOST_DAYS, notice.terms().days()));
    return writer.run(LEAD, List.of(name(owner)), bytes(seal(text, owner)), bytes(kept.toMillis()));
  }

  private String seal(String text, String owner) {
    return Base64.getEncoder()
        .encodeToString(key.seal(text.getBytes(StandardCharsets.UTF_8), bound(owner)));
  }

  private String open(String sealed, String owner) {
    return new String(
        key.open(Base64.getDecoder().decode(sealed), bound(owner)), StandardCharsets.UTF_8);
  }

  private static byte[] bound(String owner) {
    return ("words of " + owner).getBytes(StandardCharsets.UTF_8);
  }

  private static String name(String owner) {
    return "b:{" + owner + "}";
  }
}
