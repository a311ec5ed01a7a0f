package org.porchlight.chat.audit;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Entries in a stream that nothing trims until they are in the chain. */
@Component
class RedisAudit implements Audit {
  private final ReactiveStringRedisTemplate redis;
  private final Clock clock;

  RedisAudit(ReactiveStringRedisTemplate redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  @Override
  public Mono<Void> record(String who, String act, String about, @Nullable String reason) {
    Map<String, String> entry = new HashMap<>();
    entry.put("who", who);
    entry.put("act", act);
    entry.put("about", about);
    entry.put("at", Long.toString(clock.millis()));
    if (reason != null) {
      entry.put("reason", reason);
    }
    return redis.opsForStream().add(StreamRecords.mapBacked(entry).withStreamKey(pending())).then();
  }

  static String pending() {
    return "a:{audit}:pending";
  }
}
