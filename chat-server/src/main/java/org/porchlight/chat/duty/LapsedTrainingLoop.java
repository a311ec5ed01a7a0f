package org.porchlight.chat.duty;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends duties of peers whose training ran out while they were on duty: midnight tells nobody. */
final class LapsedTrainingLoop implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(LapsedTrainingLoop.class);

  private final Duties duties;
  private final Disposable.Swap running = Disposables.swap();

  LapsedTrainingLoop(Duties duties) {
    this.duties = duties;
  }

  void start() {
    running.update(
        Flux.interval(EVERY).onBackpressureDrop().concatMap(tick -> endSafely()).subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }

  private Mono<Void> endSafely() {
    return duties
        .endLapsed()
        .onErrorResume(problem -> {
          LOG.warn("trainings wait to be looked at: {}", problem.getClass().getSimpleName());
          return Mono.empty();
        });
  }
}
