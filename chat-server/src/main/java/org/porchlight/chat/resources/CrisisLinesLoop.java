package org.porchlight.chat.resources;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Reads the crisis lines anew every minute: what was changed on another node, or while PostgreSQL
 * was away.
 */
final class CrisisLinesLoop implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** A server that started while PostgreSQL was away shows what shipped. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(CrisisLinesLoop.class);

  private final CrisisLines lines;
  private final Disposable.Swap running = Disposables.swap();

  CrisisLinesLoop(CrisisLines lines) {
    this.lines = lines;
  }

  void start() {
    running.update(Mono.defer(this::refreshSafely).delayUntil(Mono::delay).repeat().subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }

  /** When to read them again. */
  private Mono<Duration> refreshSafely() {
    return lines
        .refresh()
        .thenReturn(EVERY)
        .onErrorResume(problem -> {
          LOG.warn(
              "crisis lines stay as they were last known: {}", problem.getClass().getSimpleName());
          return Mono.just(AGAIN);
        });
  }
}
