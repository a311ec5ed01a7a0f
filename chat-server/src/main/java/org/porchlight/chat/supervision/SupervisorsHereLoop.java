package org.porchlight.chat.supervision;

import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** Tells matching how many supervisors there are, so that the door is closed when there is none. */
final class SupervisorsHereLoop implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Supervision supervision;
  private final Disposable.Swap running = Disposables.swap();

  SupervisorsHereLoop(Supervision supervision) {
    this.supervision = supervision;
  }

  void start() {
    running.update(
        Flux.interval(Duration.ZERO, EVERY)
            .onBackpressureDrop()
            // What could not be told now is told in five seconds.
            .concatMap(tick -> supervision.tellTheDoor().onErrorComplete())
            .subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }
}
