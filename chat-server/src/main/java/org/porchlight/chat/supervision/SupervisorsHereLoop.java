package org.porchlight.chat.supervision;

import java.time.Duration;
import java.util.UUID;
import org.porchlight.matching.MatchingQueue;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/**
 * Tells matching how many supervisors this node has, so that the door is closed when there is none
 * anywhere. A node that dies is believed for a short while only.
 */
final class SupervisorsHereLoop implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final MatchingQueue queue;
  private final Supervision supervision;
  private final String node = UUID.randomUUID().toString();
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
            .concatMap(tick -> queue.supervisors(node, supervision.count(0)).onErrorComplete())
            .subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }
}
