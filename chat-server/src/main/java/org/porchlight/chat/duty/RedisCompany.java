package org.porchlight.chat.duty;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Peers who would like the company of another one after a hard conversation, and who keeps it. No
 * words are in it: they talk with each other, and not through here.
 */
@Component
class RedisCompany {
  /** Company is for now: whoever is alone with it for longer needs a supervisor. */
  private static final Duration ASKED_FOR = Duration.ofHours(2);

  private static final String WHAT = "company";
  private static final String ASKED = "d:{peers}:company";
  private static final RedisScript ASK = script("ask");
  private static final RedisScript KEEP = script("seen");

  private final RedisLink link;
  private final RedisWriter writer;
  private final Clock clock;

  RedisCompany(RedisLink link, RedisWriter writer, Clock clock) {
    this.link = link;
    this.writer = writer;
    this.clock = clock;
  }

  /**
   * A peer asked for company.
   *
   * @param peer their id
   * @param at when, to the millisecond
   * @param by the name of the peer who keeps it, null while nobody does
   */
  record Wish(String peer, Instant at, @Nullable String by) {}

  private static RedisScript script(String name) {
    return RedisScript.of(RedisCompany.class, "/lua/duty/" + name + ".lua");
  }

  /** A peer asks for company, or takes that back. */
  Mono<Void> ask(String peer, boolean on) {
    return writer
        .run(ASK, List.of(ASKED), bytes(peer), bytes(on ? WHAT : ""), bytes(ASKED_FOR.toMillis()))
        .then();
  }

  /** All that were asked for lately, the oldest first. */
  Flux<Wish> all() {
    return link.commands()
        .flatMap(redis ->
            redis
                .hgetall(ASKED)
                .map(field -> wish(field.getKey(), text(field.getValue())))
                .collectSortedList((one, other) -> one.at().compareTo(other.at())))
        .flatMapIterable(all -> all)
        .filter(wish -> wish.at().plus(ASKED_FOR).isAfter(clock.instant()));
  }

  /** A peer keeps another one company, who asked for it in that millisecond. */
  Mono<RedisCare.Seeing> keep(String peer, long at, String by) {
    return writer
        .run(KEEP, List.of(ASKED), bytes(peer), bytes(at), bytes(by))
        .map(answer ->
            switch (text(answer.getFirst())) {
              case "yours" -> new RedisCare.Seeing.Yours();
              case "taken" -> new RedisCare.Seeing.Taken(text(answer.get(1)));
              default -> new RedisCare.Seeing.Gone();
            });
  }

  private static Wish wish(String peer, String stored) {
    String[] parts = stored.split("\\|", 3);
    return new Wish(
        peer, Instant.ofEpochMilli(Long.parseLong(parts[1])), parts[2].isEmpty() ? null : parts[2]);
  }
}
