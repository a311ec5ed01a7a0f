package org.porchlight.chat.continuity;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Ways back and their keys in PostgreSQL. */
final class PostgresThreads {
  private static final String FIND =
      """
      SELECT t.thread, t.visits, t.good_until, t.sealed, k.wrapped
      FROM threads t JOIN keys.thread_keys k USING (thread)
      WHERE t.thread = :thread AND t.good_until > :now
      """;

  private final DatabaseClient database;
  private final TransactionalOperator together;

  PostgresThreads(DatabaseClient database, TransactionalOperator together) {
    this.database = database;
    this.together = together;
  }

  /** A way back as it lies there. */
  record Row(String thread, int visits, Instant goodUntil, byte[] sealed, byte[] wrappedKey) {
    @Override
    public String toString() {
      return "Row[visits=" + visits + "]";
    }
  }

  /** One that is still good, empty when there is none. */
  Mono<Row> find(String thread, Instant now) {
    return find(FIND, thread, now);
  }

  private Mono<Row> find(String select, String thread, Instant now) {
    return database
        .sql(select)
        .bind("thread", thread)
        .bind("now", now)
        .map(row ->
            new Row(
                Objects.requireNonNull(row.get("thread", String.class)),
                Objects.requireNonNull(row.get("visits", Integer.class)),
                Objects.requireNonNull(row.get("good_until", Instant.class)),
                Objects.requireNonNull(row.get("sealed", byte[].class)),
                Objects.requireNonNull(row.get("wrapped", byte[].class))))
        .one();
  }

  /**
   * Keeps a new one in the place of another, which may be none, and of one with the same words:
   * words that a conversation has may have been kept before, by an act that failed half way.
   *
   * @param how what to keep, of the one before; asked for while nobody else changes that
   */
  Mono<Void> keep(String thread, String before, Instant now, Function<Optional<Row>, Row> how) {
    return find(FIND + "FOR UPDATE OF t", before, now)
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .map(how)
        .flatMap(row -> delete(before).then(delete(thread)).then(insert(row)))
        .as(together::transactional);
  }

  /**
   * Seals something else in its place, with a key of its own: what was there before is gone. Two
   * who change it at once do so one after the other.
   *
   * @param how what to put there, empty when nothing; asked for while nobody else changes it
   * @return what is there now, empty when it is gone, or was not changed
   */
  Mono<Row> change(String thread, Instant now, Function<Row, Mono<Row>> how) {
    return find(FIND + "FOR UPDATE OF t", thread, now)
        .flatMap(how)
        .delayUntil(row ->
            database
                .sql("UPDATE threads SET sealed = :sealed WHERE thread = :thread")
                .bind("sealed", row.sealed())
                .bind("thread", row.thread())
                .then())
        .delayUntil(row ->
            database
                .sql("UPDATE keys.thread_keys SET wrapped = :wrapped WHERE thread = :thread")
                .bind("wrapped", row.wrappedKey())
                .bind("thread", row.thread())
                .then())
        .as(together::transactional);
  }

  /** Counts a visit; to count it again changes only until when it is good. */
  Mono<Void> visited(String thread, int visit, Instant goodUntil) {
    return database
        .sql(
            """
            UPDATE threads SET visits = greatest(visits, :visit),
              good_until = greatest(good_until, :until)
            WHERE thread = :thread
            """)
        .bind("visit", visit)
        .bind("until", goodUntil)
        .bind("thread", thread)
        .then();
  }

  /** Destroys one, with its key. */
  Mono<Void> forget(String thread) {
    return delete(thread).as(together::transactional);
  }

  /** Destroys those whose time is over; several nodes may at once. Returns how many. */
  Mono<Long> destroyOver(Instant now) {
    return database
        .sql(
            """
            WITH over AS (
              SELECT thread FROM threads WHERE good_until <= :now
              ORDER BY good_until LIMIT 500 FOR UPDATE SKIP LOCKED),
            keyless AS (
              DELETE FROM keys.thread_keys k USING over WHERE k.thread = over.thread)
            DELETE FROM threads t USING over WHERE t.thread = over.thread
            """)
        .bind("now", now)
        .fetch()
        .rowsUpdated();
  }

  private Mono<Void> insert(Row row) {
    return database
        .sql(
            """
            INSERT INTO threads (thread, visits, good_until, sealed)
            VALUES (:thread, :visits, :until, :sealed)
            """)
        .bind("thread", row.thread())
        .bind("visits", row.visits())
        .bind("until", row.goodUntil())
        .bind("sealed", row.sealed())
        .then()
        .then(
            database
                .sql("INSERT INTO keys.thread_keys (thread, wrapped) VALUES (:thread, :wrapped)")
                .bind("thread", row.thread())
                .bind("wrapped", row.wrappedKey())
                .then());
  }

  private Mono<Void> delete(String thread) {
    return database
        .sql("DELETE FROM threads WHERE thread = :thread")
        .bind("thread", thread)
        .then()
        .then(
            database
                .sql("DELETE FROM keys.thread_keys WHERE thread = :thread")
                .bind("thread", thread)
                .then());
  }
}
