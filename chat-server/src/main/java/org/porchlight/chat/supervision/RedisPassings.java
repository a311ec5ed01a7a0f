package org.porchlight.chat.supervision;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.text;

import java.time.Duration;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.redis.RedisLink;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where a second supervisor may be asked about a card, so that every board finds it. How a card
 * stands only its conversation knows.
 */
@Component
class RedisPassings {
  /** Longer than any conversation. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private static final String PASSING = "f:{board}:passing";

  private final RedisLink link;

  RedisPassings(RedisLink link) {
    this.link = link;
  }

  Mono<Void> add(ConversationId conversation) {
    return link.commands()
        .flatMap(redis ->
            redis
                .sadd(PASSING, bytes(conversation.value()))
                .then(redis.pexpire(PASSING, REMEMBERED.toMillis())))
        .then();
  }

  Mono<Void> remove(ConversationId conversation) {
    return link.commands()
        .flatMap(redis -> redis.srem(PASSING, bytes(conversation.value())))
        .then();
  }

  Flux<ConversationId> all() {
    return link.commands()
        .flatMap(redis -> redis.smembers(PASSING).collectList())
        .flatMapIterable(ids -> ids)
        .map(id -> new ConversationId(text(id)));
  }
}
