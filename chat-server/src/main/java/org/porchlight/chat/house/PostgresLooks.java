package org.porchlight.chat.house;

import io.r2dbc.spi.Readable;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.porchlight.chat.house.HouseKeeping.Outcome;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** How the house names itself, in PostgreSQL, each change a row that stays. */
@Component
class PostgresLooks {
  private final DatabaseClient database;
  private final TransactionalOperator together;

  PostgresLooks(DatabaseClient database, ReactiveTransactionManager transactions) {
    this.database = database;
    this.together = TransactionalOperator.create(transactions);
  }

  /** What holds now. */
  Mono<HouseLook> newest() {
    return database
        .sql(
            """
            SELECT version, name, title, questions, exits FROM house.looks
            ORDER BY version DESC LIMIT 1
            """)
        .map(PostgresLooks::look)
        .one()
        .defaultIfEmpty(HouseLook.usual());
  }

  /** Does something with what holds now while nobody else changes it. */
  Mono<Outcome> alone(Function<HouseLook, Mono<Outcome>> what) {
    return together
        .execute(transaction ->
            database
                .sql("LOCK TABLE house.looks IN SHARE ROW EXCLUSIVE MODE")
                .then()
                .then(Mono.defer(this::newest))
                .flatMap(what)
                .doOnNext(outcome -> {
                  if (outcome != Outcome.DONE) {
                    transaction.setRollbackOnly();
                  }
                }))
        .single();
  }

  /** A change that counts from now on. */
  Mono<Void> add(HouseLook look, Instant at, String by) {
    return database
        .sql(
            """
            INSERT INTO house.looks (version, made_at, made_by, name, title, questions, exits)
            VALUES (:version, :at, :by, :name, :title, :questions, :exits)
            """)
        .bind("version", look.version())
        .bind("at", at)
        .bind("by", by)
        .bind("name", look.name())
        .bind("title", look.title())
        .bind("questions", look.questions().toArray(String[]::new))
        .bind("exits", exits(look))
        .then();
  }

  private static HouseLook look(Readable row) {
    return new HouseLook(
        Objects.requireNonNull(row.get("version", Integer.class)),
        Objects.requireNonNull(row.get("name", String.class)),
        Objects.requireNonNull(row.get("title", String.class)),
        List.of(Objects.requireNonNull(row.get("questions", String[].class))),
        Arrays.stream(Objects.requireNonNull(row.get("exits", String[].class)))
            .map(exit -> exit.split(" ", 2))
            .collect(Collectors.toMap(exit -> exit[0], exit -> URI.create(exit[1]))));
  }

  private static String[] exits(HouseLook look) {
    return look.exits().entrySet().stream()
        .map(exit -> exit.getKey() + " " + exit.getValue())
        .sorted()
        .toArray(String[]::new);
  }
}
