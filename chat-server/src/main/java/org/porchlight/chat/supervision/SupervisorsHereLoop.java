package org.porchlight.chat.supervision;

import java.time.Duration;
import org.porchlight.matching.MatchingQueue;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** Tells matching how many supervisors there are, so that the door is closed when there is none. */
final class SupervisorsHereLoop implements AutoCloseable {
  /** Whoever is present is counted across nodes already, so all nodes tell the same figure. */
  private static final String EVERYWHERE = "everywhere";

  private static final Duration EVERY = Duration.ofSeconds(5);

  private final MatchingQueue queue;
  private final Supervision supervision;
  private final Disposable.Swap running = Disposables.swap();

  SupervisorsHereLoop(MatchingQueue queue, Supervision supervision) {
    this.queue = queue;
    this.supervision = supervision;
  }

  void start() {
    running.update(
        Flux.interval(Duration.ZERO, EVERY)
            .onBackpressureDrop()
            // What could not be told now is told in five seconds.
            .concatMap(tick ->
                supervision
                    .present()
                    .flatMap(present -> queue.supervisors(EVERYWHERE, present))
                    .onErrorComplete())
            .subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }
}
