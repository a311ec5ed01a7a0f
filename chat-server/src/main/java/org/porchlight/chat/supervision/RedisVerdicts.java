package org.porchlight.chat.supervision;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import org.porchlight.redis.RedisLink;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Verdicts that are not counted yet, so that none is lost while PostgreSQL is away. */
@Component
class RedisVerdicts {
  private static final int AT_ONCE = 100;

  private final RedisLink link;
  private final JsonMapper json = JsonMapper.shared();

  RedisVerdicts(RedisLink link) {
    this.link = link;
  }

  /** One that waits, with the name it is taken away by. */
  record Waiting(String entry, Verdict verdict) {}

  /** The oldest that wait. Several nodes may get the same: counting one again changes nothing. */
  Flux<Waiting> waiting() {
    return link.commands()
        .flatMap(redis ->
            redis
                .xrange(RedisFlagBoard.out(), Range.unbounded(), Limit.from(AT_ONCE))
                .collectList())
        // Whole, like the flags of the board: what is done about each goes over the same link.
        .flatMapIterable(entries -> entries)
        .map(this::read);
  }

  private Waiting read(StreamMessage<String, byte[]> entry) {
    return new Waiting(
        entry.getId(), json.readValue(entry.getBody().get("verdict"), Verdict.class));
  }

  /** It is counted. */
  Mono<Void> counted(Waiting waiting) {
    return link.commands()
        .flatMap(redis -> redis.xdel(RedisFlagBoard.out(), waiting.entry()))
        .then();
  }
}
