package org.porchlight.chat.house;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.porchlight.chat.house.Control.Reason;
import org.porchlight.chat.house.Control.What;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What supervisors do about the line, in PostgreSQL; rows stay. */
@Component
class PostgresControls {
  private final DatabaseClient database;
  private final TransactionalOperator together;

  PostgresControls(DatabaseClient database, ReactiveTransactionManager transactions) {
    this.database = database;
    this.together = TransactionalOperator.create(transactions);
  }

  /** What is on, the oldest first; at most one of a kind. */
  Flux<Control> on(Instant now) {
    return database
        .sql(
            """
            SELECT id, what, most, reason, made_by, made_at, ends_at FROM house.controls
            WHERE ended_at IS NULL AND ends_at > :now ORDER BY made_at, id
            """)
        .bind("now", now)
        .map(PostgresControls::control)
        .all();
  }

  /** Does something while nobody else changes what is on. */
  <T> Mono<T> alone(Supplier<Mono<T>> what) {
    return together
        .execute(transaction ->
            database
                .sql("LOCK TABLE house.controls IN SHARE ROW EXCLUSIVE MODE")
                .then()
                .then(Mono.defer(what)))
        // Not before it is committed.
        .single();
  }

  /** One that is on from now on, in the place of another of its kind. */
  Mono<Void> put(Control control) {
    return database
        .sql(
            """
            UPDATE house.controls SET ended_at = :now, ended_by = :by
            WHERE what = :what AND ended_at IS NULL AND ends_at > :now
            """)
        .bind("now", control.since())
        .bind("by", control.by())
        .bind("what", control.what().code())
        .then()
        .then(Mono.defer(() -> insert(control)));
  }

  private Mono<Void> insert(Control control) {
    Integer most = control.most();
    return database
        .sql(
            """
            INSERT INTO house.controls (id, what, most, reason, made_at, made_by, ends_at)
            VALUES (:id, :what, :most, :reason, :at, :by, :until)
            """)
        .bind("id", control.id())
        .bind("what", control.what().code())
        .bind("most", most == null ? Parameters.in(Integer.class) : Parameters.in(most))
        .bind("reason", control.reason().code())
        .bind("at", control.since())
        .bind("by", control.by())
        .bind("until", control.until())
        .then();
  }

  /** Ends one before its time. */
  Mono<Void> end(String id, Instant now, String by) {
    return database
        .sql("UPDATE house.controls SET ended_at = :now, ended_by = :by WHERE id = :id")
        .bind("now", now)
        .bind("by", by)
        .bind("id", id)
        .then();
  }

  private static Control control(Readable row) {
    return new Control(
        text(row, "id"),
        What.valueOf(text(row, "what").toUpperCase(Locale.ROOT)),
        row.get("most", Integer.class),
        Reason.valueOf(text(row, "reason").toUpperCase(Locale.ROOT)),
        text(row, "made_by"),
        Objects.requireNonNull(row.get("made_at", Instant.class)),
        Objects.requireNonNull(row.get("ends_at", Instant.class)));
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class));
  }
}
