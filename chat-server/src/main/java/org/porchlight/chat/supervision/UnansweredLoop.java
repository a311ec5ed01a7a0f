package org.porchlight.chat.supervision;

import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** Looks for seekers who wait long for words of their peer. */
final class UnansweredLoop implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(30);

  private final RedisUnanswered unanswered;
  private final Disposable.Swap running = Disposables.swap();

  UnansweredLoop(RedisUnanswered unanswered) {
    this.unanswered = unanswered;
  }

  void start() {
    running.update(
        Flux.interval(EVERY)
            .onBackpressureDrop()
            // What could not be asked now is asked in half a minute.
            .concatMap(tick -> unanswered.look().onErrorComplete())
            .subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }
}
