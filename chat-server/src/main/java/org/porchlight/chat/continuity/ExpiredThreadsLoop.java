package org.porchlight.chat.continuity;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Destroys ways back whose time is over. Several nodes may; what cannot be now is due again. */
final class ExpiredThreadsLoop implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(ExpiredThreadsLoop.class);

  private final PostgresThreads threads;
  private final Clock clock;
  private final Disposable.Swap running = Disposables.swap();

  ExpiredThreadsLoop(PostgresThreads threads, Clock clock) {
    this.threads = threads;
    this.clock = clock;
  }

  void start() {
    running.update(
        Flux.interval(EVERY)
            .onBackpressureDrop()
            .concatMap(tick -> round().onErrorResume(ExpiredThreadsLoop::later))
            .subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }

  private Mono<Long> round() {
    return Mono.defer(() -> threads.destroyOver(clock.instant()));
  }

  private static Mono<Long> later(Throwable problem) {
    LOG.warn("ways back wait for their end: {}", problem.getClass().getSimpleName());
    return Mono.empty();
  }
}
