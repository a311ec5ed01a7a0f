package org.porchlight.chat.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Conversations;
import org.porchlight.chat.conversation.LineCounts;
import org.porchlight.matching.Ended;
import org.porchlight.matching.MatchingQueue;
import org.porchlight.matching.TicketEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Tickets that ended without a match, whether or not anybody listened: what was written in line is
 * destroyed, a conversation that waited for another peer is closed, and one whose peer had stayed
 * goes on with them. The seeker's pass gives the place up when it is next asked for it. What fails
 * stays in the outbox and is handed out again.
 *
 * <p>{@code tickets.ended} counts them by reason and times how long they had waited; {@code
 * away_too_long} is the silent abandonment of the line, which supervisors see on the board too.
 */
final class EndedTicketsLoop implements AutoCloseable {
  private static final Duration REDELIVER_AFTER = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int AT_ONCE = 8;
  private static final Logger LOG = LoggerFactory.getLogger(EndedTicketsLoop.class);

  private final MatchingQueue queue;
  private final ConversationLog log;
  private final Conversations conversations;
  private final HandOvers handOvers;
  private final LineCounts counts;
  private final MeterRegistry meters;
  private final String consumer = UUID.randomUUID().toString();
  private final Disposable.Swap running = Disposables.swap();

  EndedTicketsLoop(
      MatchingQueue queue,
      ConversationLog log,
      Conversations conversations,
      HandOvers handOvers,
      LineCounts counts,
      MeterRegistry meters) {
    this.queue = queue;
    this.log = log;
    this.conversations = conversations;
    this.handOvers = handOvers;
    this.counts = counts;
    this.meters = meters;
    Arrays.stream(TicketEvent.Why.values()).forEach(this::waited);
  }

  void start() {
    running.update(
        queue
            .ended(consumer, REDELIVER_AFTER)
            .flatMap(this::clearSafely, AT_ONCE)
            .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE))
            .subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }

  /** One ticket; bears being repeated. */
  Mono<Void> clear(Ended ended) {
    ConversationId id = new ConversationId(ended.conversation());
    return log.find(id)
        .ofType(Conversation.Waiting.class)
        // Not one that a supervisor answered, or that waits anew.
        .filter(waiting -> waiting.turn() == ended.turn())
        .flatMap(conversations::abandon)
        .then(handOvers.ended(ended))
        .then(counted(ended))
        .then(queue.acknowledge(ended))
        .doOnSuccess(done -> count(ended));
  }

  /** Counting holds nobody up. */
  private Mono<Void> counted(Ended ended) {
    return ended.why() == TicketEvent.Why.AWAY_TOO_LONG
        ? counts.gaveUp(ended.entry()).onErrorComplete()
        : Mono.empty();
  }

  private Mono<Void> clearSafely(Ended ended) {
    return clear(ended)
        .onErrorResume(problem -> {
          LOG.warn(
              "a place that ended could not be cleared yet: {}",
              problem.getClass().getSimpleName());
          return Mono.empty();
        });
  }

  private void count(Ended ended) {
    waited(ended.why()).record(ended.waited());
  }

  private Timer waited(TicketEvent.Why why) {
    return Timer.builder("tickets.ended")
        .description("tickets that ended without a match, and how long they had waited")
        .tag("why", why.name().toLowerCase(Locale.ROOT))
        .register(meters);
  }
}
