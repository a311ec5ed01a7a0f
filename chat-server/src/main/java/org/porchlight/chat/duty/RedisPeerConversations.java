package org.porchlight.chat.duty;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.number;

import java.util.List;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The conversations that a peer is in, so that a page that was refreshed shows them again. */
final class RedisPeerConversations {
  private static final RedisScript ADD = script("add-conversation");
  private static final RedisScript REMOVE = script("remove-conversation");

  private final RedisLink link;
  private final RedisWriter writer;

  RedisPeerConversations(RedisLink link, RedisWriter writer) {
    this.link = link;
    this.writer = writer;
  }

  private static RedisScript script(String name) {
    return RedisScript.of(RedisPeerConversations.class, "/lua/duty/" + name + ".lua");
  }

  Mono<Void> add(String peer, ConversationId conversation) {
    return writer.run(ADD, List.of(key(peer)), bytes(conversation.value())).then();
  }

  /** Answers whether it was among them. */
  Mono<Boolean> remove(String peer, ConversationId conversation) {
    return writer
        .run(REMOVE, List.of(key(peer)), bytes(conversation.value()))
        .map(removed -> number(removed.getFirst()) > 0);
  }

  Flux<ConversationId> of(String peer) {
    return link.commands()
        .flatMap(redis -> redis.smembers(key(peer)).collectList())
        // Whole: what is asked about each may go over the same link.
        .flatMapIterable(ids -> ids)
        .map(id -> new ConversationId(RedisScript.text(id)));
  }

  private static String key(String peer) {
    return "d:{" + peer + "}:open";
  }
}
