package org.porchlight.chat.archive;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.LastWords;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.sealing.UnopenableException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Last words in PostgreSQL, beside the transcript that they may be there before. */
final class PostgresLastWords implements LastWords {
  private static final String ABOUT = "last words";

  /** Longer than the key of any conversation lives. */
  private static final Duration KEPT = Duration.ofDays(40);

  private final DatabaseClient database;
  private final ConversationLog log;
  private final SealedArchive archive;
  private final Clock clock;

  PostgresLastWords(
      DatabaseClient database, ConversationLog log, SealedArchive archive, Clock clock) {
    this.database = database;
    this.log = log;
    this.archive = archive;
    this.clock = clock;
  }

  @Override
  public Mono<Boolean> keep(ConversationId conversation, @Nullable MessageText words) {
    return words == null
        ? remove(conversation).thenReturn(true)
        : seal(conversation, words)
            .flatMap(sealed -> put(conversation, sealed).thenReturn(true))
            .defaultIfEmpty(false);
  }

  @Override
  public Mono<MessageText> of(ConversationId conversation) {
    return database
        .sql("SELECT sealed FROM archive.last_words WHERE conversation = :conversation")
        .bind("conversation", conversation.value())
        .mapValue(byte[].class)
        .one()
        .flatMap(sealed -> unseal(conversation, sealed))
        .onErrorResume(UnopenableException.class, gone -> Mono.empty());
  }

  /** Forgets those that nobody can open any more. */
  Mono<Void> forgetOld() {
    return Mono.defer(() ->
        database
            .sql("DELETE FROM archive.last_words WHERE kept_on < :old")
            .bind("old", today().minusDays(KEPT.toDays()))
            .then());
  }

  private Mono<Void> put(ConversationId conversation, byte[] sealed) {
    return database
        .sql(
            """
            INSERT INTO archive.last_words (conversation, kept_on, sealed)
            VALUES (:conversation, :today, :sealed)
            ON CONFLICT (conversation) DO UPDATE SET sealed = excluded.sealed
            """)
        .bind("conversation", conversation.value())
        .bind("today", today())
        .bind("sealed", sealed)
        .then();
  }

  private Mono<Void> remove(ConversationId conversation) {
    return database
        .sql("DELETE FROM archive.last_words WHERE conversation = :conversation")
        .bind("conversation", conversation.value())
        .then();
  }

  /** The log has the key until the archive does, and for a while after. */
  private Mono<byte[]> seal(ConversationId conversation, MessageText words) {
    return log.seal(conversation, words, ABOUT)
        .switchIfEmpty(Mono.defer(() -> archive.seal(conversation, words, ABOUT)))
        .onErrorResume(UnopenableException.class, gone -> Mono.empty());
  }

  private Mono<MessageText> unseal(ConversationId conversation, byte[] sealed) {
    return log.unseal(conversation, sealed, ABOUT)
        .switchIfEmpty(Mono.defer(() -> archive.unseal(conversation, sealed, ABOUT)));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
