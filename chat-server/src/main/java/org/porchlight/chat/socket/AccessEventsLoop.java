package org.porchlight.chat.socket;

import java.time.Duration;
import org.porchlight.chat.access.AccessEvents;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/** Hears what happens to people on all nodes, for as long as this one runs. */
final class AccessEventsLoop implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final AccessEvents events;
  private final SocketRegistry registry;
  private final Disposable.Swap running = Disposables.swap();

  AccessEventsLoop(AccessEvents events, SocketRegistry registry) {
    this.events = events;
    this.registry = registry;
  }

  void start() {
    running.update(
        Flux.defer(events::events)
            .doOnNext(registry::on)
            .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE))
            .repeatWhen(ended -> ended.delayElements(PAUSE))
            .subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }
}
