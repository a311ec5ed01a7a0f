package org.porchlight.chat.house;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who means to be here when, in PostgreSQL. */
@Component
class PostgresRota {
  private final DatabaseClient database;

  PostgresRota(DatabaseClient database) {
    this.database = database;
  }

  /** The hours of everybody who has some, by the id of the member of staff. */
  Mono<Map<String, List<String>>> all() {
    return database
        .sql("SELECT staff, hours FROM house.rota WHERE hours <> '{}'")
        .map(row ->
            Map.entry(
                Objects.requireNonNull(row.get("staff", String.class)),
                List.of(Objects.requireNonNull(row.get("hours", String[].class)))))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** The hours of one of them, empty where they have none. */
  Mono<List<String>> of(String staff) {
    return database
        .sql("SELECT hours FROM house.rota WHERE staff = :staff")
        .bind("staff", staff)
        .map(row -> List.of(Objects.requireNonNull(row.get("hours", String[].class))))
        .one()
        .defaultIfEmpty(List.of());
  }

  /**
   * From now on somebody means to be here then, and at no other time.
   *
   * @param seen the hours over which that was written
   * @return whether it is so; not where somebody else has written other ones meanwhile
   */
  Mono<Boolean> save(String staff, List<String> seen, List<String> hours) {
    return database
        .sql(
            """
            INSERT INTO house.rota AS kept (staff, hours) VALUES (:staff, :hours)
            ON CONFLICT (staff) DO UPDATE SET hours = excluded.hours
            WHERE kept.hours = :seen OR kept.hours = excluded.hours
            """)
        .bind("staff", staff)
        .bind("hours", hours.toArray(String[]::new))
        .bind("seen", seen.toArray(String[]::new))
        .fetch()
        .rowsUpdated()
        .map(written -> written == 1);
  }
}
