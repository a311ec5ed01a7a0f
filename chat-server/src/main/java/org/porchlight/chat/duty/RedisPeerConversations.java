package org.porchlight.chat.duty;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.number;

import java.time.Duration;
import java.util.List;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The conversations that a peer is in, so that a page that was refreshed shows them again; and for
 * a while those that they were in, so that they can say how that was.
 */
final class RedisPeerConversations {
  private static final RedisScript ADD = script("add-conversation");
  private static final RedisScript REMOVE = script("remove-conversation");
  private static final RedisScript FIRST = script("said-after");

  /** No longer than what is over is still known itself, or something would count twice. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

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
        .run(
            REMOVE,
            List.of(key(peer), was(peer, conversation)),
            bytes(conversation.value()),
            bytes(REMEMBERED.toMillis()))
        .map(removed -> number(removed.getFirst()) > 0);
  }

  /** Whether they were in it not long ago. */
  Mono<Boolean> wereIn(String peer, ConversationId conversation) {
    return link.commands()
        .flatMap(redis -> redis.exists(was(peer, conversation)))
        .map(found -> found > 0);
  }

  /** Whether they say this of it for the first time; empty where they were not in it. */
  Mono<Boolean> isFirst(String peer, ConversationId conversation, String what) {
    return writer
        .run(FIRST, List.of(was(peer, conversation)), bytes(what))
        .map(answer -> number(answer.getFirst()))
        .filter(answer -> answer >= 0)
        .map(answer -> answer > 0);
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

  private static String was(String peer, ConversationId conversation) {
    return "d:{" + peer + "}:was:" + conversation;
  }
}
