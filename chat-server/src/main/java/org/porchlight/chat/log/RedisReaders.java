package org.porchlight.chat.log;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.text;

import io.lettuce.core.KeyValue;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.Part;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The supervisors who read a conversation, so that whoever comes back to it knows of them. Each has
 * a lease, because a node that dies says no goodbye.
 */
final class RedisReaders {
  /** Longer than any conversation: whom a report is about is asked until its end. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final RedisLink link;
  private final Clock clock;

  RedisReaders(RedisLink link, Clock clock) {
    this.link = link;
    this.clock = clock;
  }

  /** Reads for so long from now. */
  Mono<Void> reads(ConversationId id, Member supervisor, Duration time) {
    String key = Keys.readers(id);
    String haveRead = Keys.haveRead(id);
    byte[] until = bytes(clock.millis() + time.toMillis() + "|" + supervisor.name());
    return link.commands()
        .flatMap(redis ->
            Mono.when(
                    redis.sadd(haveRead, bytes(supervisor.id())),
                    redis.hset(key, supervisor.id(), until))
                .then(
                    Mono.when(
                        redis.pexpire(haveRead, REMEMBERED.toMillis()),
                        redis.pexpire(key, time.toMillis()))));
  }

  Mono<Void> readsNoMore(ConversationId id, Member supervisor) {
    return link.commands().flatMap(redis -> redis.hdel(Keys.readers(id), supervisor.id())).then();
  }

  Flux<Member> all(ConversationId id) {
    return link.commands()
        .flatMap(redis -> redis.hgetall(Keys.readers(id)).collectList())
        .flatMapIterable(fields -> fields)
        .mapNotNull(this::reader);
  }

  /** The person ids of those who read it, now or before. */
  Flux<String> ever(ConversationId id) {
    return link.commands()
        .flatMap(redis -> redis.smembers(Keys.haveRead(id)).collectList())
        .flatMapIterable(supervisors -> supervisors)
        .map(RedisScript::text);
  }

  /** Null for one whose lease is over. */
  private @Nullable Member reader(KeyValue<String, byte[]> field) {
    String[] reader = text(field.getValue()).split("\\|", 2);
    return Long.parseLong(reader[0]) > clock.millis()
        ? new Member(Part.SUPERVISOR, field.getKey(), reader[1])
        : null;
  }
}
