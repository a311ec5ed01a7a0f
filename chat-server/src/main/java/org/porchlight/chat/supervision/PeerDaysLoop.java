package org.porchlight.chat.supervision;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.porchlight.chat.conversation.PeerCounts;
import org.porchlight.chat.supervision.PostgresPeerDays.PeerDay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Counts in memory and adds it up in PostgreSQL a moment later, so that nobody waits for it; and
 * forgets what is old, of what supervisors wrote to peers too, and what those who left wrote for
 * themselves. What cannot be written, or might have been, is not counted again: in doubt nothing is
 * held against anybody.
 */
final class PeerDaysLoop implements PeerCounts, AutoCloseable {
  static final int KEPT_DAYS = 90;

  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration FORGET_EVERY = Duration.ofHours(1);
  private static final Logger LOG = LoggerFactory.getLogger(PeerDaysLoop.class);

  private final PostgresPeerDays days;
  private final PostgresFeedback feedback;
  private final PostgresGrowthNotes growth;
  private final PostgresClosings closings;
  private final Clock clock;

  /** As many as there are peers with something to count since the last round, and kinds of it. */
  private final ConcurrentMap<PeerDay, Integer> counted = new ConcurrentHashMap<>();

  private final Disposable.Composite running = Disposables.composite();

  PeerDaysLoop(
      PostgresPeerDays days,
      PostgresFeedback feedback,
      PostgresGrowthNotes growth,
      PostgresClosings closings,
      Clock clock) {
    this.days = days;
    this.feedback = feedback;
    this.growth = growth;
    this.closings = closings;
    this.clock = clock;
  }

  void start() {
    running.add(Flux.interval(EVERY).onBackpressureDrop().concatMap(tick -> write()).subscribe());
    running.add(
        Flux.interval(FORGET_EVERY).onBackpressureDrop().concatMap(tick -> forget()).subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }

  @Override
  public void count(String peer, What what) {
    counted.merge(new PeerDay(peer, what, today()), 1, Integer::sum);
  }

  /** Adds up what was counted since the last time. */
  Mono<Void> write() {
    return Flux.defer(() -> Flux.fromIterable(counted.keySet()))
        .concatMap(
            day -> Mono.fromSupplier(() -> counted.remove(day)).flatMap(times -> add(day, times)))
        .then();
  }

  /**
   * Forgets what is older than 90 days, closings whose notes nobody can open any more, and what
   * those who left wrote for themselves.
   */
  Mono<Void> forget() {
    return quietly(Mono.defer(() -> days.forgetBefore(today().minusDays(KEPT_DAYS))))
        .then(quietly(feedback.forgetOld()))
        .then(quietly(growth.forgetLeft()))
        .then(quietly(closings.forgetOld()));
  }

  private Mono<Void> add(PeerDay day, int times) {
    return quietly(days.add(day, times));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static Mono<Void> quietly(Mono<Void> step) {
    return step.onErrorResume(problem -> {
      LOG.warn(
          "the days of peers are not counted, or not forgotten: {}",
          problem.getClass().getSimpleName());
      return Mono.empty();
    });
  }
}
