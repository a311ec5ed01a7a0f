package org.porchlight.chat.log;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.text;

import java.time.Clock;
import java.time.Duration;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.Member;
import org.porchlight.redis.RedisLink;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The supervisors who read a conversation, so that whoever comes back to it knows of them. Each has
 * a lease, because a node that dies says no goodbye.
 */
final class RedisReaders {
  private final RedisLink link;
  private final Clock clock;

  RedisReaders(RedisLink link, Clock clock) {
    this.link = link;
    this.clock = clock;
  }

  /** Reads for so long from now. */
  Mono<Void> reads(ConversationId id, Member supervisor, Duration time) {
    String key = Keys.readers(id);
    byte[] until = bytes(clock.millis() + time.toMillis() + "|" + supervisor.name());
    return link.commands()
        .flatMap(redis ->
            redis.hset(key, supervisor.id(), until).then(redis.pexpire(key, time.toMillis())))
        .then();
  }

  Mono<Void> readsNoMore(ConversationId id, Member supervisor) {
    return link.commands().flatMap(redis -> redis.hdel(Keys.readers(id), supervisor.id())).then();
  }

  /** Their names. */
  Flux<String> names(ConversationId id) {
    return link.commands()
        .flatMap(redis -> redis.hvals(Keys.readers(id)).collectList())
        .flatMapIterable(values -> values)
        .map(value -> text(value).split("\\|", 2))
        .filter(reader -> Long.parseLong(reader[0]) > clock.millis())
        .map(reader -> reader[1]);
  }
}
