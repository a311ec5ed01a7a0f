package org.porchlight.chat.duty;

import java.time.Clock;
import java.time.Duration;
import org.porchlight.chat.duty.RedisAsking.Wish;
import org.porchlight.redis.RedisLink;
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

  private final RedisAsking wishes;

  RedisCompany(RedisLink link, RedisWriter writer, Clock clock) {
    this.wishes = new RedisAsking(link, writer, clock, "d:{peers}:company", ASKED_FOR);
  }

  /** A peer asks for company, or takes that back. */
  Mono<Void> ask(String peer, boolean on) {
    return wishes.ask(peer, on ? WHAT : "");
  }

  /** All that were asked for lately, the oldest first. */
  Flux<Wish> all() {
    return wishes.all();
  }

  /** A peer keeps another one company, who asked for it in that millisecond. */
  Mono<RedisCare.Seeing> keep(String peer, long at, String by) {
    return wishes.seen(peer, at, by);
  }
}
