package org.porchlight.chat.house;

import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Reads every few seconds what supervisors on other nodes do about the line. */
final class ControlsLoop implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Controls controls;
  private final Disposable.Swap running = Disposables.swap();

  ControlsLoop(Controls controls) {
    this.controls = controls;
  }

  void start() {
    // That PostgreSQL is away is said by what reads it once a minute; what was known still ends.
    running.update(
        Mono.defer(() -> controls.refresh().onErrorComplete())
            .then(Mono.delay(EVERY))
            .repeat()
            .subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }
}
