package org.porchlight.chat.archive;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.Archive;
import org.porchlight.chat.conversation.ConversationId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Transcripts and their keys in PostgreSQL. */
final class PostgresTranscripts {
  private final DatabaseClient database;
  private final TransactionalOperator together;

  PostgresTranscripts(DatabaseClient database, TransactionalOperator together) {
    this.database = database;
    this.together = together;
  }

  /**
   * A transcript as it lies there.
   *
   * @param seekerHash by which a seeker who asks is known to be theirs
   * @param keepUntil when its key is destroyed
   * @param ordinaryUntil when it would have been if nothing had been flagged; null where an earlier
   *     version of the service wrote it
   * @param confirmed whether a supervisor found a flag of it right
   */
  record Transcript(
      String conversation,
      String seekerHash,
      Instant closedAt,
      String why,
      int messages,
      Instant keepUntil,
      @Nullable Instant ordinaryUntil,
      boolean deleteAsked,
      boolean confirmed,
      byte[] sealed,
      byte[] wrappedKey) {
    @Override
    public String toString() {
      return "Transcript[conversation=" + conversation + ", messages=" + messages + "]";
    }
  }

  /** Keeps a transcript with its key, both or neither; one that is there already stays. */
  Mono<Void> keep(Transcript transcript) {
    return database
        .sql(
            """
            INSERT INTO archive.transcripts
              (conversation, seeker_hash, closed_at, why, messages, keep_until, ordinary_until,
               delete_asked, confirmed, sealed)
            VALUES (:conversation, :seeker, :closed, :why, :messages, :until, :ordinary,
              :deleteAsked, :confirmed, :sealed)
            ON CONFLICT DO NOTHING
            """)
        .bind("conversation", transcript.conversation())
        .bind("seeker", transcript.seekerHash())
        .bind("closed", transcript.closedAt())
        .bind("why", transcript.why())
        .bind("messages", transcript.messages())
        .bind("until", transcript.keepUntil())
        .bind("ordinary", maybe(transcript.ordinaryUntil()))
        .bind("deleteAsked", transcript.deleteAsked())
        .bind("confirmed", transcript.confirmed())
        .bind("sealed", transcript.sealed())
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .flatMap(kept ->
            database
                .sql(
                    "INSERT INTO keys.conversation_keys (conversation, wrapped) VALUES"
                        + " (:conversation, :wrapped)")
                .bind("conversation", transcript.conversation())
                .bind("wrapped", transcript.wrappedKey())
                .then())
        .as(together::transactional);
  }

  /** A transcript whose key is there, empty when not. */
  Mono<Transcript> find(String conversation) {
    return database
        .sql(
            """
            SELECT t.conversation, t.seeker_hash, t.closed_at, t.why, t.messages, t.keep_until,
              t.ordinary_until, t.delete_asked, t.confirmed, t.sealed, k.wrapped
            FROM archive.transcripts t JOIN keys.conversation_keys k USING (conversation)
            WHERE t.conversation = :conversation
            """)
        .bind("conversation", conversation)
        .map(row ->
            new Transcript(
                Objects.requireNonNull(row.get("conversation", String.class)),
                Objects.requireNonNull(row.get("seeker_hash", String.class)),
                Objects.requireNonNull(row.get("closed_at", Instant.class)),
                Objects.requireNonNull(row.get("why", String.class)),
                Objects.requireNonNull(row.get("messages", Integer.class)),
                Objects.requireNonNull(row.get("keep_until", Instant.class)),
                row.get("ordinary_until", Instant.class),
                Objects.requireNonNull(row.get("delete_asked", Boolean.class)),
                Objects.requireNonNull(row.get("confirmed", Boolean.class)),
                Objects.requireNonNull(row.get("sealed", byte[].class)),
                Objects.requireNonNull(row.get("wrapped", byte[].class))))
        .one();
  }

  /** The key of a transcript that is there, without what it opens; empty when not. */
  Mono<byte[]> wrappedKey(String conversation) {
    return database
        .sql(
            """
            SELECT k.wrapped
            FROM archive.transcripts t JOIN keys.conversation_keys k USING (conversation)
            WHERE t.conversation = :conversation
            """)
        .bind("conversation", conversation)
        .mapValue(byte[].class)
        .one();
  }

  /**
   * What is told of a closed conversation without opening it: codes and times.
   *
   * @param closedAt in milliseconds
   * @param keepUntil when its key is destroyed, in milliseconds
   * @param confirmed whether a supervisor found a flag of it right
   */
  record Listed(
      String conversation,
      long closedAt,
      String why,
      int messages,
      long keepUntil,
      boolean confirmed,
      boolean deleteAsked) {}

  /**
   * Those that closed then or before and whose keys are there, the latest first.
   *
   * @param not conversations that are left out
   */
  Flux<Listed> closedUntil(Instant moment, int most, Set<ConversationId> not) {
    return database
        .sql(
            """
            SELECT t.conversation, t.closed_at, t.why, t.messages, t.keep_until, t.confirmed,
              t.delete_asked
            FROM archive.transcripts t JOIN keys.conversation_keys k USING (conversation)
            WHERE t.closed_at <= :moment AND NOT t.conversation = ANY(:not)
            ORDER BY t.closed_at DESC, t.conversation
            LIMIT :most
            """)
        .bind("moment", moment)
        .bind("most", most)
        .bind("not", not.stream().map(ConversationId::value).toArray(String[]::new))
        .map(row ->
            new Listed(
                Objects.requireNonNull(row.get("conversation", String.class)),
                millis(row, "closed_at"),
                Objects.requireNonNull(row.get("why", String.class)),
                Objects.requireNonNull(row.get("messages", Integer.class)),
                millis(row, "keep_until"),
                Objects.requireNonNull(row.get("confirmed", Boolean.class)),
                Objects.requireNonNull(row.get("delete_asked", Boolean.class))))
        .all();
  }

  private static Parameter maybe(@Nullable Instant moment) {
    return moment == null ? Parameters.in(Instant.class) : Parameters.in(moment);
  }

  private static long millis(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Instant.class)).toEpochMilli();
  }

  /** For how long each of some transcripts is kept; nothing about those that are not there. */
  Mono<Map<ConversationId, Archive.Kept>> kept(Collection<ConversationId> conversations) {
    return database
        .sql(
            """
            SELECT conversation, delete_asked, keep_until FROM archive.transcripts
            WHERE conversation = ANY(:conversations)
            """)
        .bind(
            "conversations",
            conversations.stream().map(ConversationId::value).toArray(String[]::new))
        .map(row ->
            Map.entry(
                new ConversationId(Objects.requireNonNull(row.get("conversation", String.class))),
                known(row)))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private static Archive.Kept known(Readable row) {
    return new Archive.Kept(
        Objects.requireNonNull(row.get("delete_asked", Boolean.class)),
        Objects.requireNonNull(row.get("keep_until", Instant.class)));
  }

  /** Destroys a transcript's key, then the transcript. */
  Mono<Void> destroy(String conversation) {
    return database
        .sql("DELETE FROM keys.conversation_keys WHERE conversation = :conversation")
        .bind("conversation", conversation)
        .then()
        .then(
            database
                .sql("DELETE FROM archive.transcripts WHERE conversation = :conversation")
                .bind("conversation", conversation)
                .then())
        .then(
            database
                .sql("DELETE FROM archive.last_words WHERE conversation = :conversation")
                .bind("conversation", conversation)
                .then());
  }

  /** Keeps a transcript for another time, its key wrapped for it. */
  Mono<Void> keepUntil(String conversation, Instant until, byte[] wrappedKey) {
    return database
        .sql(
            "UPDATE archive.transcripts SET keep_until = :until WHERE conversation = :conversation")
        .bind("until", until)
        .bind("conversation", conversation)
        .then()
        .then(
            database
                .sql(
                    "UPDATE keys.conversation_keys SET wrapped = :wrapped WHERE conversation ="
                        + " :conversation")
                .bind("wrapped", wrappedKey)
                .bind("conversation", conversation)
                .then())
        .as(together::transactional);
  }

  /** A supervisor found a flag of it right. */
  Mono<Void> confirm(String conversation) {
    return database
        .sql("UPDATE archive.transcripts SET confirmed = true WHERE conversation = :conversation")
        .bind("conversation", conversation)
        .then();
  }

  Mono<Void> deleteAsked(String conversation) {
    return database
        .sql(
            "UPDATE archive.transcripts SET delete_asked = true WHERE conversation ="
                + " :conversation")
        .bind("conversation", conversation)
        .then();
  }

  /** Those whose seekers want them gone. */
  Flux<String> wantedGone() {
    return database
        .sql("SELECT conversation FROM archive.transcripts WHERE delete_asked")
        .mapValue(String.class)
        .all();
  }

  /** Destroys what has been kept long enough; several nodes may at once. Returns how many. */
  Mono<Long> destroyOver(Instant now) {
    return database
        .sql(
            """
            WITH over AS (
              SELECT conversation FROM archive.transcripts WHERE keep_until <= :now
              ORDER BY keep_until LIMIT 500 FOR UPDATE SKIP LOCKED),
            keyless AS (
              DELETE FROM keys.conversation_keys k USING over
              WHERE k.conversation = over.conversation),
            wordless AS (
              DELETE FROM archive.last_words w USING over
              WHERE w.conversation = over.conversation)
            DELETE FROM archive.transcripts t USING over WHERE t.conversation = over.conversation
            """)
        .bind("now", now)
        .fetch()
        .rowsUpdated();
  }
}
