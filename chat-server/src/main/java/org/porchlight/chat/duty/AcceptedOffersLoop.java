package org.porchlight.chat.duty;

import java.time.Duration;
import java.util.UUID;
import org.porchlight.matching.Accepted;
import org.porchlight.matching.MatchingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Takes accepted offers out of the outbox, for as long as this node runs. What fails stays in the
 * outbox and is handed out again, to this node or to another.
 */
final class AcceptedOffersLoop implements AutoCloseable {
  private static final Duration REDELIVER_AFTER = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int AT_ONCE = 8;
  private static final Logger LOG = LoggerFactory.getLogger(AcceptedOffersLoop.class);

  private final MatchingQueue queue;
  private final OpeningConversations opening;
  private final String consumer = UUID.randomUUID().toString();
  private final Disposable.Swap running = Disposables.swap();

  AcceptedOffersLoop(MatchingQueue queue, OpeningConversations opening) {
    this.queue = queue;
    this.opening = opening;
  }

  void start() {
    running.update(
        queue
            .accepted(consumer, REDELIVER_AFTER)
            .flatMap(this::openSafely, AT_ONCE)
            .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE))
            .subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }

  private Mono<Void> openSafely(Accepted accepted) {
    return opening
        .open(accepted)
        .onErrorResume(problem -> {
          LOG.warn(
              "a conversation could not be opened yet: {}", problem.getClass().getSimpleName());
          return Mono.empty();
        });
  }
}
