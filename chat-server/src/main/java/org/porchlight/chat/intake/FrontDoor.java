package org.porchlight.chat.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.house.House;
import org.porchlight.chat.house.HouseRules;
import org.porchlight.matching.Door;
import org.porchlight.matching.MatchingQueue;
import org.porchlight.matching.Place;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The door of the service: never open when nobody is there (R11). Closed with no peer of the
 * language on duty, and with no supervisor, unless the house does without one.
 */
@Component
public class FrontDoor {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration KEPT_FOR = Duration.ofMinutes(1);

  private final MatchingQueue queue;
  private final House house;
  private final Clock clock;
  private final Map<String, Flux<Door>> watched = new ConcurrentHashMap<>();

  FrontDoor(MatchingQueue queue, House house, Clock clock) {
    this.queue = queue;
    this.house = house;
    this.clock = clock;
  }

  /** The door as it is now. */
  public Mono<Doorstep> look(String language) {
    return queue
        .outlook(language)
        .map(outlook -> doorstep(judged(outlook.door(), house.now()), outlook.range()));
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
    Flux<Door> seen = queue.door(language).retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE));
    return Flux.combineLatest(seen, house.watch(), FrontDoor::judged)
        .replay(1)
        .refCount(1, KEPT_FOR);
  }

  /** Who is there is seen by matching; whether that is enough is said by the house. */
  private static Door judged(Door seen, HouseRules rules) {
    return seen == Door.NO_SUPERVISOR && !rules.requireSupervisor() ? Door.OPEN : seen;
  }

  private Doorstep doorstep(Door door, Place.@Nullable Range range) {
    return door == Door.OPEN
        ? new Doorstep(door, range, null)
        : new Doorstep(door, null, house.now().hours().nextOpening(clock.instant()).orElse(null));
  }
}
