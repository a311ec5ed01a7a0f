package org.porchlight.chat.archive;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets last words go after their keys have. Several nodes may. */
final class LastWordsLoop implements AutoCloseable {
  private static final Duration EVERY = Duration.ofHours(6);
  private static final Logger LOG = LoggerFactory.getLogger(LastWordsLoop.class);

  private final PostgresLastWords words;
  private final Disposable.Swap running = Disposables.swap();

  LastWordsLoop(PostgresLastWords words) {
    this.words = words;
  }

  void start() {
    running.update(
        Flux.interval(EVERY)
            .onBackpressureDrop()
            .concatMap(tick -> words.forgetOld().onErrorResume(LastWordsLoop::later))
            .subscribe());
  }

  private static Mono<Void> later(Throwable problem) {
    LOG.warn("last words were not let go: {}", problem.getClass().getSimpleName());
    return Mono.empty();
  }

  @Override
  public void close() {
    running.dispose();
  }
}
