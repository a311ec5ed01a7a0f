package org.porchlight.chat.resources;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who tried which crisis line, in PostgreSQL; rows stay. */
@Component
class PostgresTestCalls {
  private final DatabaseClient database;

  PostgresTestCalls(DatabaseClient database) {
    this.database = database;
  }

  /** The last one of each line. */
  Flux<TestCall> lastOfEach() {
    return database
        .sql(
            """
            SELECT DISTINCT ON (line) line, region, name, value, outcome, made_at, made_by
            FROM test_calls ORDER BY line, number DESC
            """)
        .map(PostgresTestCalls::call)
        .all();
  }

  /** The latest of all lines, the last one first. */
  Flux<TestCall> latest(int most) {
    return database
        .sql(
            """
            SELECT line, region, name, value, outcome, made_at, made_by
            FROM test_calls ORDER BY number DESC LIMIT :most
            """)
        .bind("most", most)
        .map(PostgresTestCalls::call)
        .all();
  }

  Mono<Void> add(TestCall call) {
    return database
        .sql(
            """
            INSERT INTO test_calls (line, region, name, value, outcome, made_at, made_by)
            VALUES (:line, :region, :name, :value, :outcome, :at, :by)
            """)
        .bind("line", call.line())
        .bind("region", call.region())
        .bind("name", call.name())
        .bind("value", call.value())
        .bind("outcome", call.outcome())
        .bind("at", call.at())
        .bind("by", call.by())
        .then();
  }

  private static TestCall call(Readable row) {
    return new TestCall(
        text(row, "line"),
        text(row, "region"),
        text(row, "name"),
        text(row, "value"),
        text(row, "outcome"),
        Objects.requireNonNull(row.get("made_at", Instant.class)),
        text(row, "made_by"));
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class));
  }
}
