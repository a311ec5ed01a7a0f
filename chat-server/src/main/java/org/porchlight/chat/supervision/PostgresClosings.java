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
   * @param flag what it was; null in rows from before that was kept, or where the key had gone
   */
  record Kept(
      String id,
      ConversationId conversation,
      String by,
      Instant at,
      byte @Nullable [] sealed,
      @Nullable String owner,
      @Nullable String ownerBefore,
      @Nullable Seen flag) {
    @Override
    public String toString() {
      return "Kept[id=" + id + "]";
    }
  }

  /**
   * A flag that was closed.
   *
   * @param said what was said of it, in codes
   * @param sealed what was seen, sealed
   */
  record Seen(Instant raisedAt, String said, byte[] sealed) {
    @Override
    public String toString() {
      return "Seen[said=" + said + "]";
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
      @Nullable Seen flag,
      Set<String> hiddenFrom) {
    return database
        .sql(
            """
            INSERT INTO closings (id, conversation, made_by, made_at, sealed, owner, hidden_from,
              raised_at, said, seen)
            VALUES (:id, :conversation, :by, :at, :sealed, :owner, :hidden, :raised, :said, :seen)
            ON CONFLICT (id) DO UPDATE SET made_at = excluded.made_at, sealed = excluded.sealed,
              owner = excluded.owner, owner_before = NULL,
              hidden_from = excluded.hidden_from,
              raised_at = excluded.raised_at, said = excluded.said, seen = excluded.seen
            RETURNING xmax = 0 AS fresh
            """)
        .bind("id", id)
        .bind("conversation", conversation.value())
        .bind("by", by)
        .bind("at", clock.instant())
        .bind("sealed", sealed == null ? Parameters.in(byte[].class) : Parameters.in(sealed))
        .bind("owner", owner == null ? Parameters.in(String.class) : Parameters.in(owner))
        .bind("hidden", hiddenFrom.toArray(String[]::new))
        .bind(
            "raised", flag == null ? Parameters.in(Instant.class) : Parameters.in(flag.raisedAt()))
        .bind("said", flag == null ? Parameters.in(String.class) : Parameters.in(flag.said()))
        .bind("seen", flag == null ? Parameters.in(byte[].class) : Parameters.in(flag.sealed()))
        .map(row -> Objects.requireNonNull(row.get("fresh", Boolean.class)))
        .one();
  }

  /** It was not closed by this one after all. */
  Mono<Void> remove(String id) {
    return database.sql("DELETE FROM closings WHERE id = :id").bind("id", id).then();
  }

  /** Those of a conversation with a note, for a reader, the oldest first. */
  Flux<Kept> notes(ConversationId conversation, String reader) {
    return with("sealed", conversation, reader);
  }

  /** Those of a conversation of which it is kept what was seen, for a reader, the oldest first. */
  Flux<Kept> flags(ConversationId conversation, String reader) {
    return with("seen", conversation, reader);
  }

  private Flux<Kept> with(String column, ConversationId conversation, String reader) {
    return database
        .sql(
            """
            SELECT * FROM closings
            WHERE conversation = :conversation AND %s IS NOT NULL
              AND NOT :reader = ANY(hidden_from)
            ORDER BY made_at LIMIT :most
            """
                .formatted(column))
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
            SELECT * FROM closings
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
        row.get("owner_before", String.class),
        seen(row));
  }

  private static @Nullable Seen seen(Readable row) {
    byte[] sealed = row.get("seen", byte[].class);
    return sealed == null
        ? null
        : new Seen(
            Objects.requireNonNull(row.get("raised_at", Instant.class)), text(row, "said"), sealed);
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class));
  }
}
