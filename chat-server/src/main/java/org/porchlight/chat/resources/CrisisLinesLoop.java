package org.porchlight.chat.resources;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads the crisis lines anew every minute: what was changed on another node, or while PostgreSQL
 * was away.
 */
final class CrisisLinesLoop implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(CrisisLinesLoop.class);

  private final CrisisLines lines;
  private final Disposable.Swap running = Disposables.swap();

  CrisisLinesLoop(CrisisLines lines) {
    this.lines = lines;
  }

  void start() {
    running.update(
        Flux.interval(Duration.ZERO, EVERY)
            .onBackpressureDrop()
            .concatMap(tick -> refreshSafely())
            .subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }

  private Mono<Void> refreshSafely() {
    return lines
        .refresh()
        .onErrorResume(problem -> {
          LOG.warn(
              "crisis lines stay as they were last known: {}", problem.getClass().getSimpleName());
          return Mono.empty();
        });
  }
}
