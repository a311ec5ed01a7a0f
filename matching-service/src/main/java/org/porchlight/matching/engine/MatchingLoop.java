package org.porchlight.matching.engine;

import java.time.Duration;
import org.porchlight.matching.Line;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Looks whenever the bell rings, and once a second for deadlines and for a bell that was lost.
 * Bells that ring during a look lead to one more.
 */
public final class MatchingLoop implements AutoCloseable {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(MatchingLoop.class);

  private final Line line;
  private final MatchingEngine engine;
  private final Scheduler thread = Schedulers.newSingle("matching-engine");
  private final Disposable.Swap running = Disposables.swap();

  /** A loop around an engine. */
  public MatchingLoop(Line line, MatchingEngine engine) {
    this.line = line;
    this.engine = engine;
  }

  /** Starts looking. */
  public void start() {
    Flux<Boolean> bells =
        Flux.defer(line::bells)
            .retryWhen(reactor.util.retry.Retry.fixedDelay(Long.MAX_VALUE, TICK));
    running.update(
        Flux.merge(
                bells.onBackpressureLatest().map(bell -> false),
                Flux.interval(Duration.ZERO, TICK, thread).onBackpressureDrop().map(tick -> true))
            .publishOn(thread, 1)
            .concatMap(this::lookSafely, 1)
            .subscribe());
  }

  @Override
  public void close() {
    running.dispose();
    thread.dispose();
  }

  private Mono<Void> lookSafely(boolean tick) {
    return (tick ? engine.tick() : engine.look())
        .onErrorResume(problem -> {
          LOG.warn("the line could not be looked at: {}", problem.getClass().getSimpleName());
          return Mono.empty();
        });
  }
}
