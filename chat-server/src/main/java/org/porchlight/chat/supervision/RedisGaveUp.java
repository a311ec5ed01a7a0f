package org.porchlight.chat.supervision;

import static org.porchlight.redis.RedisScript.bytes;

import io.lettuce.core.Range;
import java.time.Clock;
import java.time.Duration;
import org.porchlight.chat.conversation.LineCounts;
import org.porchlight.redis.RedisLink;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Places in line that were given up without a word within the last hour, and nobody's name. */
@Component
class RedisGaveUp implements LineCounts {
  private static final Duration COUNTED = Duration.ofHours(1);

  private static final String PLACES = "f:{board}:gave-up";

  private final RedisLink link;
  private final Clock clock;

  RedisGaveUp(RedisLink link, Clock clock) {
    this.link = link;
    this.clock = clock;
  }

  @Override
  public Mono<Void> gaveUp(String place) {
    return link.commands()
        .flatMap(redis ->
            redis
                .zremrangebyscore(PLACES, Range.create(0L, hourAgo()))
                .then(redis.zadd(PLACES, (double) clock.millis(), bytes(place)))
                .then(redis.pexpire(PLACES, COUNTED.toMillis())))
        .then();
  }

  /** How many within the last hour. */
  Mono<Integer> lately() {
    return link.commands()
        .flatMap(redis -> redis.zcount(PLACES, Range.create(hourAgo(), Long.MAX_VALUE)))
        .map(Math::toIntExact);
  }

  private long hourAgo() {
    return clock.millis() - COUNTED.toMillis();
  }
}
