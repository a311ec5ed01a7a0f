package org.porchlight.chat.audit;

import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;

/** Entries in a stream that nothing trims: each is taken out when it is in the chain. */
final class RedisPending {
  private static final int AT_ONCE = 100;

  private final ReactiveStringRedisTemplate redis;
  private final String chain;

  RedisPending(ReactiveStringRedisTemplate redis, String chain) {
    this.redis = redis;
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
    return redis.opsForStream().add(StreamRecords.mapBacked(fields).withStreamKey(key())).then();
  }

  /** The oldest that wait, whole. Several nodes may get the same. */
  Mono<List<Waiting>> oldest() {
    return redis
        .<String, String>opsForStream()
        .range(key(), Range.unbounded(), Limit.limit().count(AT_ONCE))
        .map(RedisPending::waiting)
        .collectList();
  }

  /** How many wait. */
  Mono<Long> size() {
    return redis.opsForStream().size(key());
  }

  /** They are in the chain. */
  Mono<Void> chained(List<Waiting> waiting) {
    return redis
        .opsForStream()
        .delete(key(), waiting.stream().map(Waiting::name).toArray(String[]::new))
        .then();
  }

  private String key() {
    return "a:{" + chain + "}:pending";
  }

  private static Waiting waiting(MapRecord<String, String, String> stored) {
    Map<String, String> fields = stored.getValue();
    String reason = fields.get("reason");
    return new Waiting(
        stored.getId().getValue(),
        new Entry(
            field(fields, "id"),
            Instant.ofEpochMilli(Long.parseLong(field(fields, "at"))),
            field(fields, "who"),
            field(fields, "act"),
            field(fields, "about"),
            fields.get("detail"),
            reason == null ? null : Base64.getDecoder().decode(reason)));
  }

  private static String field(Map<String, String> fields, String name) {
    return Objects.requireNonNull(fields.get(name), name);
  }
}
