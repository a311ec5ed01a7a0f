package org.porchlight.chat.duty;

import org.porchlight.chat.conversation.ConversationId;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The conversations that a peer is in, so that a page that was refreshed shows them again. */
final class RedisPeerConversations {
  private final ReactiveStringRedisTemplate redis;

  RedisPeerConversations(ReactiveStringRedisTemplate redis) {
    this.redis = redis;
  }

  Mono<Void> add(String peer, ConversationId conversation) {
    return redis.opsForSet().add(key(peer), conversation.value()).then();
  }

  /** Answers whether it was among them. */
  Mono<Boolean> remove(String peer, ConversationId conversation) {
    return redis.opsForSet().remove(key(peer), conversation.value()).map(removed -> removed > 0);
  }

  Flux<ConversationId> of(String peer) {
    return redis
        .opsForSet()
        .members(key(peer))
        .collectList()
        // Whole: what is asked about each may go over the same link.
        .flatMapIterable(ids -> ids)
        .map(ConversationId::new);
  }

  private static String key(String peer) {
    return "d:{" + peer + "}:open";
  }
}
