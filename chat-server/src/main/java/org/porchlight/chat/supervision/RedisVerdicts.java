package org.porchlight.chat.supervision;

import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Verdicts that are not counted yet, so that none is lost while PostgreSQL is away. */
@Component
class RedisVerdicts {
  private static final int AT_ONCE = 100;

  private final ReactiveStringRedisTemplate redis;
  private final JsonMapper json = JsonMapper.shared();

  RedisVerdicts(ReactiveStringRedisTemplate redis) {
    this.redis = redis;
  }

  /** One that waits, with the name it is taken away by. */
  record Waiting(String entry, Verdict verdict) {}

  /** The oldest that wait. Several nodes may get the same: counting one again changes nothing. */
  Flux<Waiting> waiting() {
    return redis
        .<String, String>opsForStream()
        .range(RedisFlagBoard.out(), Range.unbounded(), Limit.limit().count(AT_ONCE))
        .collectList()
        // Whole, like the flags of the board: what is done about each goes over the same link.
        .flatMapIterable(entries -> entries)
        .map(entry ->
            new Waiting(
                entry.getId().getValue(),
                json.readValue(entry.getValue().get("verdict"), Verdict.class)));
  }

  /** It is counted. */
  Mono<Void> counted(Waiting waiting) {
    return redis.opsForStream().delete(RedisFlagBoard.out(), waiting.entry()).then();
  }
}
