package org.porchlight.chat.archive;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Conversations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Does what is due about conversations: asks in quiet ones and closes them, says where the usual
 * time goes by, closes those held long enough, hands closed ones to the archive, destroys
 * transcripts whose time is over, and lets last words go after their keys have. Several nodes may;
 * every step bears being repeated, and what cannot be done now is due again later.
 */
public final class ArchivingLoop implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration LATER = Duration.ofSeconds(30);
  private static final int AT_ONCE = 8;
  private static final Logger LOG = LoggerFactory.getLogger(ArchivingLoop.class);

  private final ConversationLog log;
  private final Conversations conversations;
  private final SealedArchive archive;
  private final PostgresTranscripts transcripts;
  private final PostgresLastWords words;
  private final Clock clock;
  private final Counter archived;
  private final Counter failed;
  private final Counter destroyed;
  private final Disposable.Swap running = Disposables.swap();

  ArchivingLoop(
      ConversationLog log,
      Conversations conversations,
      SealedArchive archive,
      PostgresTranscripts transcripts,
      PostgresLastWords words,
      Clock clock,
      MeterRegistry meters) {
    this.log = log;
    this.conversations = conversations;
    this.archive = archive;
    this.transcripts = transcripts;
    this.words = words;
    this.clock = clock;
    this.archived = meters.counter("transcripts.kept", "outcome", "kept");
    this.failed = meters.counter("transcripts.kept", "outcome", "failed");
    this.destroyed = meters.counter("transcripts.destroyed");
  }

  void start() {
    running.update(
        Flux.interval(EVERY)
            .onBackpressureDrop()
            .concatMap(tick -> round().onErrorResume(this::later))
            .subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }

  /** Everything that is due now. */
  Mono<Void> round() {
    return log.due()
        .flatMap(this::settle, AT_ONCE)
        .thenMany(transcripts.wantedGone())
        .concatMap(id -> conversations.deleteIfReviewed(new ConversationId(id)))
        .then(transcripts.destroyOver(clock.instant()))
        .doOnNext(destroyed::increment)
        .then(words.forgetOld());
  }

  private Mono<Void> settle(ConversationLog.Due due) {
    ConversationId id = due.conversation();
    return (due.ofTime() ? conversations.timeGoesBy(id) : settle(id))
        .onErrorResume(problem -> later(problem).then(log.postpone(due, LATER)))
        .onErrorComplete();
  }

  private Mono<Void> settle(ConversationId id) {
    return log.find(id)
        .flatMap(conversation ->
            switch (conversation) {
              case Conversation.Waiting waiting -> conversations.abandon(waiting).thenReturn(id);
              case Conversation.Open open -> conversations.grewQuiet(open).thenReturn(id);
              case Conversation.Held held -> conversations.heldLongEnough(held).thenReturn(id);
              case Conversation.Closed closed ->
                  archive.take(id).doOnSuccess(done -> archived.increment()).thenReturn(id);
            })
        // Nothing is there any more but the reminder.
        .switchIfEmpty(log.destroy(id).thenReturn(id))
        .then();
  }

  private Mono<Void> later(Throwable problem) {
    LOG.warn("conversations wait for the archive: {}", problem.getClass().getSimpleName());
    failed.increment();
    return Mono.empty();
  }
}
