package org.porchlight.chat.intake;

import java.time.Instant;
import org.porchlight.chat.conversation.ConversationId;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Waiting seekers whose socket dropped, and until when they may come back. */
@Component
class RedisAwaySeekers {
  private static final int MOST_AT_ONCE = 100;

  private final ReactiveStringRedisTemplate redis;

  RedisAwaySeekers(ReactiveStringRedisTemplate redis) {
    this.redis = redis;
  }

  Mono<Void> add(ConversationId conversation, Instant until) {
    return redis.opsForZSet().add(key(), conversation.value(), until.toEpochMilli()).then();
  }

  /** True for one caller alone: whoever takes it decides what becomes of the place. */
  Mono<Boolean> take(ConversationId conversation) {
    return redis.opsForZSet().remove(key(), conversation.value()).map(removed -> removed == 1);
  }

  /** Those who have been away for too long. */
  Flux<ConversationId> overdue(Instant now) {
    return redis
        .opsForZSet()
        .rangeByScore(
            key(),
            Range.closed(0.0, (double) now.toEpochMilli()),
            Limit.limit().count(MOST_AT_ONCE))
        .map(ConversationId::new);
  }

  private static String key() {
    return "i:{away}";
  }
}
