package org.porchlight.chat.intake;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Destroys what was written in line by seekers who did not come back; several nodes may. */
final class AbandonedPlacesLoop implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(AbandonedPlacesLoop.class);

  private final Intake intake;
  private final Disposable.Swap running = Disposables.swap();

  AbandonedPlacesLoop(Intake intake) {
    this.intake = intake;
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
    return intake
        .endAbandoned()
        .onErrorResume(problem -> {
          LOG.warn("abandoned places wait: {}", problem.getClass().getSimpleName());
          return Mono.empty();
        });
  }
}
