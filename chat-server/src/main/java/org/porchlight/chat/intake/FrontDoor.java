package org.porchlight.chat.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.house.Controls;
import org.porchlight.chat.house.House;
import org.porchlight.chat.house.HouseRules;
import org.porchlight.chat.house.Setup;
import org.porchlight.chat.house.Tonight;
import org.porchlight.matching.Door;
import org.porchlight.matching.MatchingQueue;
import org.porchlight.matching.Place;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The door of the service: never open when nobody is there. Closed with no peer of the language on
 * duty, and with no supervisor, unless the house does without one; for as long as a supervisor lets
 * nobody more in; and before a coordinator has opened the house at all.
 */
@Component
public class FrontDoor {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration KEPT_FOR = Duration.ofMinutes(1);

  /** From how long before the hours end that is told. */
  private static final Duration CLOSING_TOLD = Duration.ofMinutes(20);

  private static final Duration LOOKED_AT_THE_CLOCK_EVERY = Duration.ofSeconds(20);

  /** How often the line is counted while there is a cap. */
  private static final Duration COUNT_EVERY = Duration.ofSeconds(2);

  private final MatchingQueue queue;
  private final House house;
  private final Controls controls;
  private final Setup setup;
  private final Clock clock;
  private final Map<String, Flux<Seen>> watched = new ConcurrentHashMap<>();

  FrontDoor(MatchingQueue queue, House house, Controls controls, Setup setup, Clock clock) {
    this.queue = queue;
    this.house = house;
    this.controls = controls;
    this.setup = setup;
    this.clock = clock;
  }

  /**
   * Who is there, judged.
   *
   * @param talking what is told to who talks, whom another peer's going takes nothing away from
   * @param isAlone whether no supervisor is there
   */
  private record Seen(
      DoorState door,
      DoorState staffing,
      DoorState talking,
      boolean isAlone,
      @Nullable Instant closesAt) {}

  /** The door as it is now; fails while that cannot be said. */
  public Mono<Doorstep> look(String language) {
    Boolean opened = setup.isOpen();
    return opened == null
        ? Mono.error(new IllegalStateException("it is not known yet whether the house was opened"))
        : Mono.zip(queue.outlook(language), limit(controls.now()))
            .map(both ->
                doorstep(
                    judged(both.getT1().door(), house.now(), both.getT2(), opened),
                    both.getT1().range()));
  }

  /** The door as it is, and whenever it changes; without a range. */
  public Flux<Doorstep> watch(String language) {
    return watched
        .computeIfAbsent(language, this::shared)
        .distinctUntilChanged()
        .map(seen -> doorstep(seen, null));
  }

  /** However many look at it, one asks. */
  private Flux<Seen> shared(String language) {
    Flux<Door> seen = queue.door(language).retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE));
    return Flux.combineLatest(
            seen,
            house.watch(),
            limits(),
            setup.watch(),
            Flux.interval(LOOKED_AT_THE_CLOCK_EVERY).onBackpressureDrop().startWith(0L),
            all -> judged((Door) all[0], (HouseRules) all[1], (DoorState) all[2], (Boolean) all[3]))
        .distinctUntilChanged()
        .replay(1)
        .refCount(1, KEPT_FOR);
  }

  private Flux<DoorState> limits() {
    return controls
        .watch()
        .switchMap(tonight ->
            tonight.most() == null
                ? limit(tonight)
                : Flux.interval(Duration.ZERO, COUNT_EVERY)
                    .onBackpressureDrop()
                    // What cannot be counted just now stays as it was.
                    .concatMap(tick -> limit(tonight).onErrorComplete()))
        .distinctUntilChanged();
  }

  /** What a supervisor does about the line, {@link DoorState#OPEN} when nothing that closes it. */
  private Mono<DoorState> limit(Tonight tonight) {
    if (tonight.numbersOnly()) {
      return Mono.just(DoorState.NUMBERS);
    }
    if (tonight.paused()) {
      return Mono.just(DoorState.FULL);
    }
    Integer most = tonight.most();
    return most == null
        ? Mono.just(DoorState.OPEN)
        : queue.census().map(census -> census.waiting() >= most ? DoorState.FULL : DoorState.OPEN);
  }

  /**
   * Who is there is seen by matching; whether that is enough is said by the house. That it was not
   * opened yet, and that there are only numbers, is said first: whoever is told when to come again
   * would wait for that.
   */
  private Seen judged(Door seen, HouseRules rules, DoorState limit, boolean isOpened) {
    boolean isAlone = seen == Door.NO_SUPERVISOR || seen == Door.NOBODY;
    DoorState talking =
        isAlone && rules.requireSupervisor() ? DoorState.NO_SUPERVISOR : DoorState.OPEN;
    DoorState staffing =
        switch (seen) {
          case OPEN, NO_SUPERVISOR -> talking;
          case NO_PEER, NOBODY -> DoorState.NO_PEER;
        };
    if (!isOpened) {
      return new Seen(DoorState.NOT_OPEN, staffing, talking, isAlone, null);
    }
    boolean limits = staffing == DoorState.OPEN || limit == DoorState.NUMBERS;
    return new Seen(
        limits && limit != DoorState.OPEN ? limit : staffing,
        staffing,
        talking,
        isAlone,
        talking == DoorState.OPEN ? closesSoon(rules) : null);
  }

  /** Hours that were extended do not end as they say. */
  private @Nullable Instant closesSoon(HouseRules rules) {
    Instant now = clock.instant();
    return controls.now().extended()
        ? null
        : rules
            .hours()
            .closing(now)
            .filter(end -> !end.isAfter(now.plus(CLOSING_TOLD)))
            .orElse(null);
  }

  private Doorstep doorstep(Seen seen, Place.@Nullable Range range) {
    return new Doorstep(
        seen.door(),
        seen.staffing(),
        seen.talking(),
        seen.isAlone(),
        seen.door() == DoorState.OPEN ? range : null,
        seen.closesAt(),
        seen.staffing() == DoorState.OPEN ? null : expected());
  }

  /** Hours that were extended have not ended, so nobody is sent away until the next day. */
  private @Nullable Instant expected() {
    return controls.now().extended()
        ? null
        : house.now().hours().nextOpening(clock.instant()).orElse(null);
  }
}
