package org.porchlight.chat;

import java.time.Duration;
import org.porchlight.chat.conversation.Conversations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Closes conversations whose seeker left and did not come back in time; several nodes may. */
final class HeldConversationsLoop implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(HeldConversationsLoop.class);

  private final Conversations conversations;
  private final Disposable.Swap running = Disposables.swap();

  HeldConversationsLoop(Conversations conversations) {
    this.conversations = conversations;
  }

  void start() {
    running.update(
        Flux.interval(EVERY).onBackpressureDrop().concatMap(tick -> closeSafely()).subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }

  private Mono<Void> closeSafely() {
    return conversations
        .closeHeldLongEnough()
        .onErrorResume(problem -> {
          LOG.warn("held conversations wait: {}", problem.getClass().getSimpleName());
          return Mono.empty();
        });
  }
}
