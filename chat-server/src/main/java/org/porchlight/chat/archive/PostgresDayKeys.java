package org.porchlight.chat.archive;

import java.time.LocalDate;
import java.util.Objects;
import org.porchlight.chat.sealing.DayKey;
import org.porchlight.chat.sealing.Term;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The keys of days in PostgreSQL, which is where they are decided and destroyed. */
final class PostgresDayKeys {
  private final DatabaseClient database;

  PostgresDayKeys(DatabaseClient database) {
    this.database = database;
  }

  /** Keeps a key unless its day and term have one. */
  Mono<Void> offer(DayKey key) {
    return database
        .sql(
            """
            INSERT INTO keys.day_keys (day, term, wrapped) VALUES (:day, :term, :wrapped)
            ON CONFLICT DO NOTHING
            """)
        .bind("day", key.day())
        .bind("term", key.term().days())
        .bind("wrapped", key.wrapped())
        .then();
  }

  Flux<DayKey> all() {
    return database
        .sql("SELECT day, term, wrapped FROM keys.day_keys")
        .map(row ->
            new DayKey(
                Objects.requireNonNull(row.get("day", LocalDate.class)),
                Term.of(Objects.requireNonNull(row.get("term", Integer.class))),
                Objects.requireNonNull(row.get("wrapped", byte[].class))))
        .all();
  }

  Mono<Void> destroy(DayKey key) {
    return database
        .sql("DELETE FROM keys.day_keys WHERE day = :day AND term = :term")
        .bind("day", key.day())
        .bind("term", key.term().days())
        .then();
  }
}
