package org.porchlight.chat.policy;

import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Reads every few seconds whether a coordinator has changed what the house adds to the rules. */
final class PhrasesLoop implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Phrases phrases;
  private final Disposable.Swap running = Disposables.swap();

  PhrasesLoop(Phrases phrases) {
    this.phrases = phrases;
  }

  void start() {
    // That PostgreSQL is away is said by what reads the house's rules; what was known stays.
    running.update(
        Mono.defer(() -> phrases.refresh().onErrorComplete())
            .then(Mono.delay(EVERY))
            .repeat()
            .subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }
}
