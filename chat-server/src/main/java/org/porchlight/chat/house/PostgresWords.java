package org.porchlight.chat.house;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.house.WordsKeeping.Outcome;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The house's own words in PostgreSQL, each change rows that stay. */
@Component
class PostgresWords {
  private final DatabaseClient database;
  private final TransactionalOperator together;

  PostgresWords(DatabaseClient database, ReactiveTransactionManager transactions) {
    this.database = database;
    this.together = TransactionalOperator.create(transactions);
  }

  /** The sentences that are not as they ship; version 0 has none. */
  record State(int version, Map<String, Sentence> sentences) {
    @Override
    public String toString() {
      return "State[version=" + version + "]";
    }
  }

  /** A sentence as it is from now on; null for what ships. */
  record Written(String key, @Nullable Sentence sentence) {
    @Override
    public String toString() {
      return "Written[key=" + key + "]";
    }
  }

  /**
   * A change, without its words.
   *
   * @param by the id of whose it was
   */
  record Change(int version, Instant at, String by, List<String> keys) {}

  /** How it is now. */
  Mono<State> newest() {
    return database
        .sql("SELECT coalesce(max(version), 0) AS version FROM house.words")
        .map(row -> Objects.requireNonNull(row.get("version", Integer.class)))
        .one()
        .flatMap(this::at);
  }

  /** How it was at a version. */
  Mono<State> at(int version) {
    return database
        .sql(
            """
            SELECT key, en, es FROM (
              SELECT DISTINCT ON (key) key, en, es FROM house.words WHERE version <= :version
              ORDER BY key, version DESC) newest
            WHERE en IS NOT NULL
            """)
        .bind("version", version)
        .map(row -> Map.entry(text(row, "key"), new Sentence(text(row, "en"), text(row, "es"))))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue)
        .map(sentences -> new State(version, sentences));
  }

  /** The latest changes, the last one first. */
  Flux<Change> latest(int most) {
    return database
        .sql(
            """
            SELECT version, made_at, made_by, array_agg(key ORDER BY key) AS keys FROM house.words
            GROUP BY version, made_at, made_by ORDER BY version DESC LIMIT :most
            """)
        .bind("most", most)
        .map(row ->
            new Change(
                Objects.requireNonNull(row.get("version", Integer.class)),
                Objects.requireNonNull(row.get("made_at", Instant.class)),
                text(row, "made_by"),
                List.of(Objects.requireNonNull(row.get("keys", String[].class)))))
        .all();
  }

  /** Does something with how it is now while nobody else changes it. */
  Mono<Outcome> alone(Function<State, Mono<Outcome>> what) {
    return together
        .execute(transaction ->
            database
                .sql("LOCK TABLE house.words IN SHARE ROW EXCLUSIVE MODE")
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
  Mono<Void> add(int version, List<Written> written, Instant at, String by) {
    return Flux.fromIterable(written).concatMap(each -> add(version, each, at, by)).then();
  }

  private Mono<Void> add(int version, Written written, Instant at, String by) {
    Sentence sentence = written.sentence();
    return database
        .sql(
            """
            INSERT INTO house.words (version, key, en, es, made_at, made_by)
            VALUES (:version, :key, :en, :es, :at, :by)
            """)
        .bind("version", version)
        .bind("key", written.key())
        .bind("en", maybe(sentence == null ? null : sentence.en()))
        .bind("es", maybe(sentence == null ? null : sentence.es()))
        .bind("at", at)
        .bind("by", by)
        .then();
  }

  private static Parameter maybe(@Nullable String text) {
    return text == null ? Parameters.in(String.class) : Parameters.in(text);
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class));
  }
}
