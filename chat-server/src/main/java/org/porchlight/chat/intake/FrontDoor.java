package org.porchlight.chat.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.porchlight.matching.Door;
import org.porchlight.matching.MatchingQueue;
import org.porchlight.matching.Place;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The door of the service: never open when nobody is there (R11). Closed with no peer of the
 * language on duty, and with no supervisor, unless the operator does without one.
 */
@Component
public class FrontDoor {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration KEPT_FOR = Duration.ofMinutes(1);

  private final MatchingQueue queue;
  private final OpeningHours hours;
  private final Clock clock;
  private final Map<String, Flux<Door>> watched = new ConcurrentHashMap<>();

  FrontDoor(MatchingQueue queue, OpeningHours hours, Clock clock) {
    this.queue = queue;
    this.hours = hours;
    this.clock = clock;
  }

  /** The door as it is now. */
  public Mono<Doorstep> look(String language) {
    return queue.outlook(language).map(outlook -> doorstep(outlook.door(), outlook.range()));
  }

  /** The door as it is, and whenever it changes; without a range. */
  public Flux<Doorstep> watch(String language) {
    return watched
        .computeIfAbsent(language, this::shared)
        .distinctUntilChanged()
        .map(door -> doorstep(door, null));
  }

  /** However many look at it, one asks. */
  private Flux<Door> shared(String language) {
    return queue
        .door(language)
        .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE))
        .replay(1)
        .refCount(1, KEPT_FOR);
  }

  private Doorstep doorstep(Door door, Place.@Nullable Range range) {
    return new Doorstep(
        door, range, door == Door.OPEN ? null : hours.nextOpening(clock.instant()).orElse(null));
  }
}
