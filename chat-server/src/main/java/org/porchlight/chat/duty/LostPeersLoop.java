package org.porchlight.chat.duty;

import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/**
 * Finds peers who fell silent because their node died: nobody saw their socket close, and still the
 * seeker has to be told.
 */
final class LostPeersLoop implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final Duties duties;
  private final Disposable.Swap running = Disposables.swap();

  LostPeersLoop(Duties duties) {
    this.duties = duties;
  }

  void start() {
    running.update(
        Flux.interval(EVERY)
            .onBackpressureDrop()
            // What could not be asked now is asked in ten seconds.
            .concatMap(tick -> duties.tellOfTheSilent().onErrorComplete())
            .subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }
}
