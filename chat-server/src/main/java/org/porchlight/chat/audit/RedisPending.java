package org.porchlight.chat.audit;

import static org.porchlight.redis.RedisScript.text;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import reactor.core.publisher.Mono;

/** Entries in a stream that nothing trims: each is taken out when it is in the chain. */
final class RedisPending {
  private static final int AT_ONCE = 100;

  private static final RedisScript ADD = RedisScript.of(RedisPending.class, "/lua/audit/add.lua");

  private final RedisLink link;
  private final RedisWriter writer;
  private final String chain;

  RedisPending(RedisLink link, RedisWriter writer, String chain) {
    this.link = link;
    this.writer = writer;
    this.chain = chain;
  }

  /** One that waits, with the name it is taken away by. */
  record Waiting(String name, Entry entry) {}

  Mono<Void> add(Entry entry) {
    Map<String, String> fields = new HashMap<>();
    fields.put("id", entry.id());
    fields.put("at", Long.toString(entry.at().toEpochMilli()));
    fields.put("who", entry.who());
    fields.put("act", entry.what());
    fields.put("about", entry.about());
    String detail = entry.detail();
    if (detail != null) {
      fields.put("detail", detail);
    }
    byte[] reason = entry.reason();
    if (reason != null) {
      fields.put("reason", Base64.getEncoder().encodeToString(reason));
    }
    byte[][] arguments =
        fields.entrySet().stream()
            .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
            .map(RedisScript::bytes)
            .toArray(byte[][]::new);
    return writer.run(ADD, List.of(key()), arguments).then();
  }

  /** The oldest that wait, whole. Several nodes may get the same. */
  Mono<List<Waiting>> oldest() {
    return link.commands()
        .flatMap(redis -> redis.xrange(key(), Range.unbounded(), Limit.from(AT_ONCE)).collectList())
        .map(entries -> entries.stream().map(RedisPending::waiting).toList());
  }

  /** How many wait. */
  Mono<Long> size() {
    return link.commands().flatMap(redis -> redis.xlen(key()));
  }

  /** They are in the chain. */
  Mono<Void> chained(List<Waiting> waiting) {
    String[] names = waiting.stream().map(Waiting::name).toArray(String[]::new);
    return link.commands().flatMap(redis -> redis.xdel(key(), names)).then();
  }

  private String key() {
    return "a:{" + chain + "}:pending";
  }

  private static Waiting waiting(StreamMessage<String, byte[]> stored) {
    Map<String, byte[]> fields = stored.getBody();
    String reason = textOrNull(fields, "reason");
    return new Waiting(
        stored.getId(),
        new Entry(
            field(fields, "id"),
            Instant.ofEpochMilli(Long.parseLong(field(fields, "at"))),
            field(fields, "who"),
            field(fields, "act"),
            field(fields, "about"),
            textOrNull(fields, "detail"),
            reason == null ? null : Base64.getDecoder().decode(reason)));
  }

  private static String field(Map<String, byte[]> fields, String name) {
    return text(Objects.requireNonNull(fields.get(name), name));
  }

  private static @Nullable String textOrNull(Map<String, byte[]> fields, String name) {
    byte[] value = fields.get(name);
    return value == null ? null : text(value);
  }
}
