package org.porchlight.chat.house;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How the house names itself, in PostgreSQL, each change a row that stays. */
@Component
class PostgresLooks {
  private final DatabaseClient database;

  PostgresLooks(DatabaseClient database) {
    this.database = database;
  }

  /** What holds now, empty before the first change. */
  Mono<HouseLook> newest() {
    return database
        .sql(
            """
            SELECT version, name, title, questions FROM house.looks ORDER BY version DESC LIMIT 1
            """)
        .map(PostgresLooks::look)
        .one();
  }

  /** A change that counts from now on; false where somebody made another one first. */
  Mono<Boolean> add(HouseLook look, Instant at, String by) {
    return database
        .sql(
            """
            INSERT INTO house.looks (version, made_at, made_by, name, title, questions)
            SELECT :version, :at, :by, :name, :title, :questions
            WHERE :version = (SELECT coalesce(max(version), 0) + 1 FROM house.looks)
            ON CONFLICT (version) DO NOTHING
            """)
        .bind("version", look.version())
        .bind("at", at)
        .bind("by", by)
        .bind("name", look.name())
        .bind("title", look.title())
        .bind("questions", look.questions().toArray(String[]::new))
        .fetch()
        .rowsUpdated()
        .map(added -> added == 1);
  }

  private static HouseLook look(Readable row) {
    return new HouseLook(
        Objects.requireNonNull(row.get("version", Integer.class)),
        Objects.requireNonNull(row.get("name", String.class)),
        Objects.requireNonNull(row.get("title", String.class)),
        List.of(Objects.requireNonNull(row.get("questions", String[].class))));
  }
}
