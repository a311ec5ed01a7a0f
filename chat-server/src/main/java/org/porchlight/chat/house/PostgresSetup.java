package org.porchlight.chat.house;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What coordinators confirmed before the house opened, in PostgreSQL; rows stay. */
@Component
class PostgresSetup {
  /** The row that says that the house was opened. */
  static final String OPEN = "open";

  private final DatabaseClient database;
  private final TransactionalOperator together;

  PostgresSetup(DatabaseClient database, ReactiveTransactionManager transactions) {
    this.database = database;
    this.together = TransactionalOperator.create(transactions);
  }

  /**
   * What somebody said.
   *
   * @param what the code of a step, or {@link #OPEN}
   * @param notice the version of the notice that held then
   * @param by the id of whose word it is
   */
  record Said(String what, int notice, Instant at, String by) {}

  /** The newest of each. */
  Flux<Said> newest() {
    return database
        .sql(
            """
            SELECT DISTINCT ON (what) what, notice, made_at, made_by FROM house.setup
            ORDER BY what, number DESC
            """)
        .map(PostgresSetup::said)
        .all();
  }

  /** Does something while nobody else says anything. */
  <T> Mono<T> alone(Supplier<Mono<T>> what) {
    return together
        .execute(transaction ->
            database
                .sql("LOCK TABLE house.setup IN SHARE ROW EXCLUSIVE MODE")
                .then()
                .then(Mono.defer(what)))
        // Not before it is committed.
        .single();
  }

  Mono<Void> add(Said said) {
    return database
        .sql(
            """
            INSERT INTO house.setup (what, notice, made_at, made_by)
            VALUES (:what, :notice, :at, :by)
            """)
        .bind("what", said.what())
        .bind("notice", said.notice())
        .bind("at", said.at())
        .bind("by", said.by())
        .then();
  }

  private static Said said(Readable row) {
    return new Said(
        Objects.requireNonNull(row.get("what", String.class)),
        Objects.requireNonNull(row.get("notice", Integer.class)),
        Objects.requireNonNull(row.get("made_at", Instant.class)),
        Objects.requireNonNull(row.get("made_by", String.class)));
  }
}
