package org.porchlight.chat.supervision;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.number;
import static org.porchlight.redis.RedisScript.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The supervisors who are there, on whichever node. Each holds a lease that their socket renews, so
 * that those of a node that died are not counted for long.
 */
@Component
class RedisSupervisors {
  /** Three beats of a socket; see {@link Supervision#BEAT}. */
  private static final Duration LEASE = Supervision.BEAT.multipliedBy(3);

  /** A page that is loaded anew must not close the door on everybody in between. */
  private static final Duration RELOADED_WITHIN = Duration.ofSeconds(4);

  private static final RedisScript BEAT = RedisFlagBoard.script("beat");
  private static final RedisScript HERE = RedisFlagBoard.script("here");
  private static final RedisScript WHO = RedisFlagBoard.script("who-here");
  private static final RedisScript PRESENT = RedisFlagBoard.script("present");

  /** Longer than anybody is alone with somebody who has gone. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private static final String HEARD = "f:{board}:heard";

  private final RedisLink link;
  private final Clock clock;

  RedisSupervisors(RedisLink link, Clock clock) {
    this.link = link;
    this.clock = clock;
  }

  Mono<Void> beat(String supervisor) {
    return lease(supervisor, LEASE);
  }

  Mono<Void> gone(String supervisor) {
    return lease(supervisor, RELOADED_WITHIN);
  }

  private Mono<Void> lease(String supervisor, Duration time) {
    return BEAT.run(link, List.of(here()), bytes(supervisor), bytes(time.toMillis()))
        .then(link.commands())
        .flatMap(redis ->
            redis
                .hset(HEARD, supervisor, bytes(clock.millis()))
                .then(redis.pexpire(HEARD, REMEMBERED.toMillis())))
        .then();
  }

  /** Since when nothing has been heard of the socket of a supervisor; empty while they are here. */
  Mono<Instant> goneSince(String supervisor) {
    return isHere(supervisor)
        .filter(here -> !here)
        .flatMap(gone -> link.commands())
        .flatMap(redis -> redis.hget(HEARD, supervisor))
        .map(heard -> Instant.ofEpochMilli(Long.parseLong(text(heard))));
  }

  Mono<Integer> present() {
    return PRESENT
        .run(link, List.of(here()))
        .map(count -> Math.toIntExact(number(count.getFirst())));
  }

  /** Who is there, on all nodes. */
  Flux<String> all() {
    return WHO.run(link, List.of(here()))
        .flatMapIterable(supervisors -> supervisors)
        .map(RedisScript::text);
  }

  /** Whether the socket of a supervisor has been heard of lately. */
  Mono<Boolean> isHere(String supervisor) {
    return HERE.run(link, List.of(here()), bytes(supervisor))
        .map(here -> number(here.getFirst()) == 1);
  }

  static String here() {
    return "f:{board}:here";
  }
}
