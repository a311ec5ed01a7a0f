package org.porchlight.chat.house;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.house.HouseKeeping.Outcome;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules of the house in PostgreSQL, each change a row that stays. */
@Component
class PostgresHouse {
  private final DatabaseClient database;
  private final TransactionalOperator together;

  PostgresHouse(DatabaseClient database, ReactiveTransactionManager transactions) {
    this.database = database;
    this.together = TransactionalOperator.create(transactions);
  }

  /**
   * A change, without what it changed.
   *
   * @param by the id of whose it was
   */
  record Change(Instant at, String by) {}

  /** What holds now, empty before the first change. */
  Mono<HouseRules> newest() {
    return database
        .sql(
            """
            SELECT version, notice, zone, hours, require_supervisor, days, flag_days, minimum_age,
              topics, lead, policy, on_call, on_call_phone
            FROM house.settings ORDER BY version DESC LIMIT 1
            """)
        .map(PostgresHouse::rules)
        .one();
  }

  /** The latest changes, the last one first. */
  Flux<Change> latest(int most) {
    return database
        .sql("SELECT made_at, made_by FROM house.settings ORDER BY version DESC LIMIT :most")
        .bind("most", most)
        .map(row ->
            new Change(
                Objects.requireNonNull(row.get("made_at", Instant.class)),
                Objects.requireNonNull(row.get("made_by", String.class))))
        .all();
  }

  /**
   * The least that was said since a moment.
   *
   * @param configured what held before the first change
   */
  Mono<Retention> promisedSince(Instant moment, Retention configured) {
    return database
        .sql(
            """
            SELECT min(days) AS days, min(flag_days) AS flag_days, min(made_at) AS since
            FROM house.settings
            WHERE version >= coalesce(
              (SELECT max(version) FROM house.settings WHERE made_at <= :moment), 0)
            """)
        .bind("moment", moment)
        .map(row -> promised(row, moment, configured))
        .one();
  }

  private static Retention promised(Readable row, Instant moment, Retention configured) {
    Instant since = row.get("since", Instant.class);
    if (since == null) {
      return configured;
    }
    Retention kept = new Retention(number(row, "days"), number(row, "flag_days"));
    return since.isAfter(moment) ? kept.least(configured) : kept;
  }

  /**
   * Does something with what holds now while nobody else changes it.
   *
   * @param configured what holds before the first change
   */
  Mono<Outcome> alone(HouseRules configured, Function<HouseRules, Mono<Outcome>> what) {
    return together
        .execute(transaction ->
            database
                .sql("LOCK TABLE house.settings IN SHARE ROW EXCLUSIVE MODE")
                .then()
                .then(Mono.defer(this::newest))
                .defaultIfEmpty(configured)
                .flatMap(what)
                .doOnNext(outcome -> {
                  if (outcome != Outcome.DONE) {
                    transaction.setRollbackOnly();
                  }
                }))
        .single();
  }

  /** A change that counts from now on. */
  Mono<Void> add(HouseRules rules, Instant at, String by) {
    return database
        .sql(
            """
            INSERT INTO house.settings (version, notice, made_at, made_by, zone, hours,
              require_supervisor, days, flag_days, minimum_age, topics, lead, policy,
              on_call, on_call_phone)
            VALUES (:version, :notice, :at, :by, :zone, :hours, :supervisor, :days, :flagDays, :age,
              :topics, :lead, :policy, :onCall, :onCallPhone)
            """)
        .bind("version", rules.version())
        .bind("notice", rules.notice())
        .bind("at", at)
        .bind("by", by)
        .bind("zone", rules.hours().zone().getId())
        .bind("hours", rules.hours().byDay().toArray(String[]::new))
        .bind("supervisor", rules.requireSupervisor())
        .bind("days", rules.retention().days())
        .bind("flagDays", rules.retention().flagDays())
        .bind("age", rules.minimumAge())
        .bind("topics", rules.topics().toArray(String[]::new))
        .bind("lead", maybe(rules.lead()))
        .bind("policy", maybe(rules.policy()))
        .bind("onCall", maybe(rules.onCall()))
        .bind("onCallPhone", maybe(rules.onCallPhone()))
        .then();
  }

  private static Parameter maybe(@Nullable String text) {
    return text == null ? Parameters.in(String.class) : Parameters.in(text);
  }

  private static HouseRules rules(Readable row) {
    return new HouseRules(
        number(row, "version"),
        number(row, "notice"),
        new OpeningHours(
            ZoneId.of(Objects.requireNonNull(row.get("zone", String.class))),
            List.of(Objects.requireNonNull(row.get("hours", String[].class)))),
        Objects.requireNonNull(row.get("require_supervisor", Boolean.class)),
        new Retention(number(row, "days"), number(row, "flag_days")),
        number(row, "minimum_age"),
        List.of(Objects.requireNonNull(row.get("topics", String[].class))),
        row.get("lead", String.class),
        row.get("policy", String.class),
        row.get("on_call", String.class),
        row.get("on_call_phone", String.class));
  }

  private static int number(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Integer.class));
  }
}
