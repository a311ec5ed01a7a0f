package org.porchlight.chat.supervision;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.ConversationId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What was written down when flags were closed, and who looks after what follows. */
@Component
class PostgresClosings {
  /** Longer than the key of any conversation lives after a flag of it was closed. */
  private static final Duration KEPT = Duration.ofDays(40);

  private static final int MOST = 50;

  private final DatabaseClient database;
  private final Clock clock;

  PostgresClosings(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What was written down about one flag.
   *
   * @param by the person id of who closed it
   * @param sealed the note, sealed; null where there is none
   * @param owner the person id of who looks after what follows, or null
   * @param ownerBefore the person id of who did before they took it over, or null
   */
  record Kept(
      String id,
      ConversationId conversation,
      String by,
      Instant at,
      byte @Nullable [] sealed,
      @Nullable String owner,
      @Nullable String ownerBefore) {
    @Override
    public String toString() {
      return "Kept[id=" + id + "]";
    }
  }

  /**
   * Writes one down; what was written under its id before gives way to it.
   *
   * @param hiddenFrom who never hears of it
   * @return whether there was none
   */
  Mono<Boolean> add(
      String id,
      ConversationId conversation,
      String by,
      byte @Nullable [] sealed,
      @Nullable String owner,
      Set<String> hiddenFrom) {
    return database
        .sql(
            """
            INSERT INTO closings (id, conversation, made_by, made_at, sealed, owner, hidden_from)
            VALUES (:id, :conversation, :by, :at, :sealed, :owner, :hidden)
            ON CONFLICT (id) DO UPDATE SET made_at = excluded.made_at, sealed = excluded.sealed,
              owner = excluded.owner, hidden_from = excluded.hidden_from
            RETURNING xmax = 0 AS fresh
            """)
        .bind("id", id)
        .bind("conversation", conversation.value())
        .bind("by", by)
        .bind("at", clock.instant())
        .bind("sealed", sealed == null ? Parameters.in(byte[].class) : Parameters.in(sealed))
        .bind("owner", owner == null ? Parameters.in(String.class) : Parameters.in(owner))
        .bind("hidden", hiddenFrom.toArray(String[]::new))
        .map(row -> Objects.requireNonNull(row.get("fresh", Boolean.class)))
        .one();
  }

  /** It was not closed by this one after all. */
  Mono<Void> remove(String id) {
    return database.sql("DELETE FROM closings WHERE id = :id").bind("id", id).then();
  }

  /** Those of a conversation with a note, for a reader, the oldest first. */
  Flux<Kept> notes(ConversationId conversation, String reader) {
    return database
        .sql(
            """
            SELECT id, conversation, made_by, made_at, sealed, owner, owner_before FROM closings
            WHERE conversation = :conversation AND sealed IS NOT NULL
              AND NOT :reader = ANY(hidden_from)
            ORDER BY made_at LIMIT :most
            """)
        .bind("conversation", conversation.value())
        .bind("reader", reader)
        .bind("most", MOST)
        .map(PostgresClosings::kept)
        .all();
  }

  /** Those that somebody still looks after, for a reader, the oldest first. */
  Flux<Kept> open(String reader) {
    return database
        .sql(
            """
            SELECT id, conversation, made_by, made_at, sealed, owner, owner_before FROM closings
            WHERE owner IS NOT NULL AND done_at IS NULL AND NOT :reader = ANY(hidden_from)
            ORDER BY made_at LIMIT :most
            """)
        .bind("reader", reader)
        .bind("most", MOST)
        .map(PostgresClosings::kept)
        .all();
  }

  /** Somebody has looked after it; false where somebody had before. */
  Mono<Boolean> done(String id) {
    return database
        .sql("UPDATE closings SET done_at = :now WHERE id = :id AND done_at IS NULL")
        .bind("now", clock.instant())
        .bind("id", id)
        .fetch()
        .rowsUpdated()
        .map(updated -> updated == 1);
  }

  /** Somebody else looks after it; false where it is done, or not {@code from} any more who did. */
  Mono<Boolean> take(String id, String from, String to) {
    return database
        .sql(
            """
            UPDATE closings SET owner = :to, owner_before = :from
            WHERE id = :id AND owner = :from AND done_at IS NULL
            """)
        .bind("id", id)
        .bind("from", from)
        .bind("to", to)
        .fetch()
        .rowsUpdated()
        .map(updated -> updated == 1);
  }

  /** Forgets those whose notes nobody can open any more. */
  Mono<Void> forgetOld() {
    return Mono.defer(() ->
        database
            .sql("DELETE FROM closings WHERE made_at < :old")
            .bind("old", clock.instant().minus(KEPT))
            .then());
  }

  private static Kept kept(Readable row) {
    return new Kept(
        text(row, "id"),
        new ConversationId(text(row, "conversation")),
        text(row, "made_by"),
        Objects.requireNonNull(row.get("made_at", Instant.class)),
        row.get("sealed", byte[].class),
        row.get("owner", String.class),
        row.get("owner_before", String.class));
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class));
  }
}
