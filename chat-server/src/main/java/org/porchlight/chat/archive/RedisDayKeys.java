package org.porchlight.chat.archive;

import java.time.LocalDate;
import org.porchlight.chat.sealing.DayKey;
import org.porchlight.chat.sealing.Term;
import org.porchlight.redis.RedisLink;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A copy of the keys of days, so that a node which starts while PostgreSQL is away can work. */
final class RedisDayKeys {
  private final RedisLink link;

  RedisDayKeys(RedisLink link) {
    this.link = link;
  }

  Mono<Void> copy(DayKey key) {
    return link.commands().flatMap(redis -> redis.hset(key(), field(key), key.wrapped())).then();
  }

  Flux<DayKey> all() {
    return link.commands()
        .flatMapMany(redis -> redis.hgetall(key()))
        .map(entry -> {
          String[] parts = entry.getKey().split("\\|", 2);
          return new DayKey(
              LocalDate.parse(parts[0]), Term.of(Integer.parseInt(parts[1])), entry.getValue());
        });
  }

  /** Takes a key out; its bytes leave the files when they are rewritten. */
  Mono<Void> destroy(DayKey key) {
    return link.commands().flatMap(redis -> redis.hdel(key(), field(key))).then();
  }

  /** Rewrites the append-only files, so that nothing of what was destroyed is left in them. */
  Mono<Void> rewriteFiles() {
    return link.rewriteFiles();
  }

  private static String field(DayKey key) {
    return key.day() + "|" + key.term().days();
  }

  private static String key() {
    return "k:{days}";
  }
}
