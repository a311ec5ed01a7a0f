package org.porchlight.chat.supervision;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.text;

import java.time.Duration;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where a supervisor may be in it, so that a page that is loaded anew finds its way back, and a
 * seeker who is alone with one who has gone is found by the others.
 */
@Component
class RedisJoined {
  /** Longer than any conversation; who is in which, the conversations themselves know. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private static final String WHO = "f:{board}:joined";

  private final RedisLink link;

  RedisJoined(RedisLink link) {
    this.link = link;
  }

  Mono<Void> add(String supervisor, ConversationId conversation) {
    String key = key(supervisor);
    return link.commands()
        .flatMap(redis ->
            redis
                .sadd(key, bytes(conversation.value()))
                .then(redis.pexpire(key, REMEMBERED.toMillis()))
                .then(redis.sadd(WHO, bytes(supervisor)))
                .then(redis.pexpire(WHO, REMEMBERED.toMillis())))
        .then();
  }

  /** Those who may be in one somewhere. */
  Flux<String> supervisors() {
    return link.commands()
        .flatMap(redis -> redis.smembers(WHO).collectList())
        .flatMapIterable(supervisors -> supervisors)
        .map(RedisScript::text);
  }

  Mono<Void> remove(String supervisor, ConversationId conversation) {
    return link.commands()
        .flatMap(redis -> redis.srem(key(supervisor), bytes(conversation.value())))
        .then();
  }

  Flux<ConversationId> of(String supervisor) {
    return link.commands()
        .flatMap(redis -> redis.smembers(key(supervisor)).collectList())
        .flatMapIterable(ids -> ids)
        .map(id -> new ConversationId(text(id)));
  }

  private static String key(String supervisor) {
    return "f:{" + supervisor + "}:joined";
  }
}
