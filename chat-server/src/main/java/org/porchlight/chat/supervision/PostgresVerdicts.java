package org.porchlight.chat.supervision;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Objects;
import org.porchlight.chat.supervision.Precision.Tally;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Verdicts in PostgreSQL, and what they come to. */
@Component
class PostgresVerdicts {
  private final DatabaseClient database;
  private final TransactionalOperator together;

  PostgresVerdicts(DatabaseClient database, ReactiveTransactionManager transactions) {
    this.database = database;
    this.together = TransactionalOperator.create(transactions);
  }

  /** Counts a verdict. Counting it again changes nothing. */
  Mono<Void> count(Verdict verdict) {
    return Flux.fromIterable(verdict.rules())
        .concatMap(rule -> countRule(verdict, rule))
        .then(countOutcome(verdict))
        .as(together::transactional);
  }

  /** By rule and week, from a day on. */
  Flux<Tally> byRule(LocalDate from) {
    return tallies(
        """
        SELECT rule AS subject, min(category) AS category,
          date_trunc('week', day)::date AS week,
          count(*) FILTER (WHERE is_right) AS rights,
          count(*) FILTER (WHERE NOT is_right) AS wrongs
        FROM verdicts WHERE day >= :from GROUP BY rule, week ORDER BY rule, week
        """,
        from);
  }

  /** By category and week, from a day on; a flag that several rules saw counts once. */
  Flux<Tally> byCategory(LocalDate from) {
    return tallies(
        """
        SELECT category AS subject, category, date_trunc('week', day)::date AS week,
          count(DISTINCT id) FILTER (WHERE is_right) AS rights,
          count(DISTINCT id) FILTER (WHERE NOT is_right) AS wrongs
        FROM verdicts WHERE day >= :from GROUP BY category, week ORDER BY category, week
        """,
        from);
  }

  /** How often each outcome was, from a day on. */
  Flux<Precision.OutcomeCount> outcomes(LocalDate from) {
    return database
        .sql(
            """
            SELECT outcome, count(*) AS times FROM outcomes WHERE day >= :from
            GROUP BY outcome ORDER BY times DESC, outcome
            """)
        .bind("from", from)
        .map(row ->
            new Precision.OutcomeCount(
                Objects.requireNonNull(row.get("outcome", String.class)), number(row, "times")))
        .all();
  }

  private Mono<Void> countRule(Verdict verdict, String rule) {
    return database
        .sql(
            """
            INSERT INTO verdicts (id, rule, category, day, is_right)
            VALUES (:id, :rule, :category, :day, :right)
            ON CONFLICT DO NOTHING
            """)
        .bind("id", verdict.id())
        .bind("rule", rule)
        .bind("category", verdict.category())
        .bind("day", verdict.day())
        .bind("right", verdict.right())
        .then();
  }

  private Mono<Void> countOutcome(Verdict verdict) {
    String outcome = verdict.outcome();
    return outcome == null
        ? Mono.empty()
        : database
            .sql(
                """
                INSERT INTO outcomes (id, category, day, outcome)
                VALUES (:id, :category, :day, :outcome)
                ON CONFLICT DO NOTHING
                """)
            .bind("id", verdict.id())
            .bind("category", verdict.category())
            .bind("day", verdict.day())
            .bind("outcome", outcome)
            .then();
  }

  private Flux<Tally> tallies(String sql, LocalDate from) {
    return database
        .sql(sql)
        .bind("from", from)
        .map(row ->
            new Tally(
                Objects.requireNonNull(row.get("subject", String.class)),
                Objects.requireNonNull(row.get("category", String.class)),
                Objects.requireNonNull(row.get("week", LocalDate.class)),
                number(row, "rights"),
                number(row, "wrongs")))
        .all();
  }

  private static int number(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Long.class)).intValue();
  }
}
