package org.porchlight.chat.policy;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.porchlight.chat.policy.PhrasesKeeping.Outcome;
import org.porchlight.moderation.rules.Language;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the house adds to the rules, in PostgreSQL, each change rows that stay. */
@Component
class PostgresPhrases {
  private final DatabaseClient database;
  private final TransactionalOperator together;

  PostgresPhrases(DatabaseClient database, ReactiveTransactionManager transactions) {
    this.database = database;
    this.together = TransactionalOperator.create(transactions);
  }

  /** What is looked for beside what ships; version 0 has nothing. */
  record State(int version, Set<HousePhrase> phrases) {
    State {
      phrases = Set.copyOf(phrases);
    }
  }

  /** A phrase, and whether it is looked for from now on. */
  record Written(HousePhrase phrase, boolean isThere) {}

  /**
   * A change.
   *
   * @param by the id of whose it was
   */
  record Change(int version, Instant at, String by, List<Written> written) {}

  private record Row(int version, Instant at, String by, Written written) {}

  /** The version that counts now. */
  Mono<Integer> version() {
    return database
        .sql("SELECT coalesce(max(version), 0) AS version FROM house.phrases")
        .map(row -> Objects.requireNonNull(row.get("version", Integer.class)))
        .one();
  }

  /** How it is now. */
  Mono<State> newest() {
    return version().flatMap(this::at);
  }

  /** How it was at a version. */
  Mono<State> at(int version) {
    return database
        .sql(
            """
            SELECT language, rule, phrase FROM (
              SELECT DISTINCT ON (language, rule, phrase) language, rule, phrase, is_there
              FROM house.phrases WHERE version <= :version
              ORDER BY language, rule, phrase, version DESC) newest
            WHERE is_there
            """)
        .bind("version", version)
        .map(PostgresPhrases::phrase)
        .all()
        .collect(Collectors.toSet())
        .map(phrases -> new State(version, phrases));
  }

  /** The latest changes, the last one first. */
  Flux<Change> latest(int most) {
    return database
        .sql(
            """
            SELECT version, made_at, made_by, language, rule, phrase, is_there FROM house.phrases
            WHERE version > (SELECT coalesce(max(version), 0) FROM house.phrases) - :most
            ORDER BY version DESC, language, rule, phrase
            """)
        .bind("most", most)
        .map(row ->
            new Row(
                Objects.requireNonNull(row.get("version", Integer.class)),
                Objects.requireNonNull(row.get("made_at", Instant.class)),
                text(row, "made_by"),
                new Written(
                    phrase(row), Objects.requireNonNull(row.get("is_there", Boolean.class)))))
        .all()
        .bufferUntilChanged(Row::version)
        .map(rows ->
            new Change(
                rows.getFirst().version(),
                rows.getFirst().at(),
                rows.getFirst().by(),
                rows.stream().map(Row::written).toList()));
  }

  /** Does something with how it is now while nobody else changes it. */
  Mono<Outcome> alone(Function<State, Mono<Outcome>> what) {
    return together
        .execute(transaction ->
            database
                .sql("LOCK TABLE house.phrases IN SHARE ROW EXCLUSIVE MODE")
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
  Mono<Void> add(int version, Collection<Written> written, Instant at, String by) {
    return Flux.fromIterable(written).concatMap(each -> add(version, each, at, by)).then();
  }

  private Mono<Void> add(int version, Written written, Instant at, String by) {
    return database
        .sql(
            """
            INSERT INTO house.phrases (version, language, rule, phrase, is_there, made_at, made_by)
            VALUES (:version, :language, :rule, :phrase, :there, :at, :by)
            """)
        .bind("version", version)
        .bind("language", written.phrase().language().code())
        .bind("rule", written.phrase().rule())
        .bind("phrase", written.phrase().words())
        .bind("there", written.isThere())
        .bind("at", at)
        .bind("by", by)
        .then();
  }

  private static HousePhrase phrase(Readable row) {
    String code = text(row, "language");
    Language language =
        Language.of(code)
            .orElseThrow(
                () -> new IllegalStateException("language: " + code + " (expected: one of ours)"));
    return new HousePhrase(language, text(row, "rule"), text(row, "phrase"));
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class));
  }
}
