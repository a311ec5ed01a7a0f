package org.porchlight.chat.log;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.number;
import static org.porchlight.redis.RedisScript.text;

import io.lettuce.core.KeyValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog.Whispered;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.Obstacle;
import org.porchlight.chat.conversation.Whisper;
import org.porchlight.redis.NotDurableException;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What supervisors and peers said to each other beside the seeker, sealed under the key of the
 * conversation.
 */
final class RedisWhispers {
  /** Far more than anybody reads while talking; a page that sends without end stops here. */
  private static final int MOST = 200;

  private static final RedisScript WHISPER = RedisConversationLog.script("whisper");

  private final RedisLink link;
  private final RedisWriter writer;
  private final Duration life;

  RedisWhispers(RedisLink link, RedisWriter writer, Duration life) {
    this.link = link;
    this.writer = writer;
    this.life = life;
  }

  Mono<Whispered> whisper(Meta meta, Whisper.Spoken whisper) {
    ConversationId id = whisper.conversation();
    byte[] plain = whisper.text().reveal().getBytes(StandardCharsets.UTF_8);
    return writer
        .run(
            WHISPER,
            List.of(Keys.meta(id), Keys.whispers(id), Keys.ring(id)),
            bytes(whisper.id().value()),
            bytes(whisper.by()),
            bytes(whisper.name()),
            meta.key().digest(plain),
            meta.key().seal(plain, bound(id, whisper.id(), whisper.by())),
            bytes(life.toMillis()),
            bytes(MOST),
            bytes(whisper.isNote() ? 1 : 0))
        .map(RedisWhispers::whispered)
        .onErrorReturn(NotDurableException.class, new Whispered.Pending());
  }

  private static Whispered whispered(List<Object> answer) {
    return switch (text(answer.getFirst())) {
      case "kept" -> new Whispered.Kept(Instant.ofEpochMilli(number(answer.get(1))));
      case "conflict" -> new Whispered.Not(Obstacle.CONFLICT);
      case "closed" -> new Whispered.Not(Obstacle.CLOSED);
      case "too_fast" -> new Whispered.Not(Obstacle.TOO_FAST);
      default -> new Whispered.Not(Obstacle.NOT_YOURS);
    };
  }

  Flux<Whisper> all(Meta meta) {
    ConversationId id = meta.conversation().id();
    return link.commands()
        .flatMap(redis ->
            redis
                .hgetall(Keys.whispers(id))
                .collect(
                    HashMap<String, byte[]>::new,
                    (Map<String, byte[]> map, KeyValue<String, byte[]> field) ->
                        map.put(field.getKey(), field.getValue())))
        // Whole: an answer that is read as slowly as it is used holds up whoever shares the link.
        .flatMapIterable(fields -> read(meta, fields));
  }

  private static List<Whisper> read(Meta meta, Map<String, byte[]> fields) {
    return fields.keySet().stream()
        .filter(field -> !field.contains(":") && !field.equals("count"))
        .sorted(
            Comparator.comparingLong(
                field -> Long.parseLong(text(Meta.bytes(fields, field)).split("\\|", 2)[0])))
        .map(field -> whisper(meta, new MessageId(field), fields))
        .toList();
  }

  private static Whisper whisper(Meta meta, MessageId message, Map<String, byte[]> fields) {
    ConversationId id = meta.conversation().id();
    String[] head = text(Meta.bytes(fields, message.value())).split("\\|", 4);
    return new Whisper(
        id,
        message,
        head[2],
        head[3],
        text(Meta.bytes(fields, message + ":name")),
        Seals.open(meta.key(), Meta.bytes(fields, message + ":text"), bound(id, message, head[3])),
        Instant.ofEpochMilli(Long.parseLong(head[1])));
  }

  private static byte[] bound(ConversationId id, MessageId message, String by) {
    return ("whisper " + id + " " + message + " " + by).getBytes(StandardCharsets.UTF_8);
  }
}
