package org.porchlight.chat.access;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who waits for a second coordinator, in PostgreSQL. */
final class PostgresGrants implements CoordinatorGrants {
  private final DatabaseClient database;
  private final TransactionalOperator together;
  private final Clock clock;

  PostgresGrants(DatabaseClient database, TransactionalOperator together, Clock clock) {
    this.database = database;
    this.together = together;
    this.clock = clock;
  }

  @Override
  public Flux<Grant> all() {
    return database
        .sql(
            """
            SELECT waiting.id, coalesce(invitations.name, staff.name) AS name,
              invitations.name IS NOT NULL AS invited, waiting.asked_by, waiting.asked_at
            FROM coordinator_grants waiting
              LEFT JOIN invitations ON invitations.token_hash = waiting.invitation
                AND invitations.expires_at > :now
              LEFT JOIN staff ON staff.id = waiting.staff AND staff.left_at IS NULL
                AND staff.role <> 'coordinator'
            WHERE invitations.name IS NOT NULL OR staff.name IS NOT NULL
            ORDER BY waiting.asked_at, waiting.id
            """)
        .bind("now", clock.instant())
        .map(PostgresGrants::grant)
        .all();
  }

  @Override
  public Mono<Void> ask(String staff, String by) {
    return database
        .sql(
            """
            INSERT INTO coordinator_grants (id, staff, asked_by, asked_at)
            VALUES (:staff, :staff, :by, :now)
            ON CONFLICT (id) DO UPDATE SET asked_by = excluded.asked_by,
              asked_at = excluded.asked_at
            """)
        .bind("staff", staff)
        .bind("by", by)
        .bind("now", clock.instant())
        .then();
  }

  @Override
  public <T> Mono<T> confirm(Grant grant, Mono<T> rest) {
    return letGo(grant).filter(still -> still).flatMap(still -> rest).as(together::transactional);
  }

  /** Only as it was looked at: asked anew by another, it is another's to confirm. */
  private Mono<Boolean> letGo(Grant grant) {
    return database
        .sql("DELETE FROM coordinator_grants WHERE id = :id AND asked_by = :by")
        .bind("id", grant.id())
        .bind("by", grant.askedBy())
        .fetch()
        .rowsUpdated()
        .map(deleted -> deleted == 1);
  }

  @Override
  public Mono<Boolean> withdraw(Grant grant) {
    return grant.invited()
        ? database
            .sql(
                """
                DELETE FROM invitations USING coordinator_grants waiting
                WHERE waiting.id = :id AND invitations.token_hash = waiting.invitation
                """)
            .bind("id", grant.id())
            .fetch()
            .rowsUpdated()
            .map(deleted -> deleted == 1)
        : letGo(grant);
  }

  private static Grant grant(Readable row) {
    return new Grant(
        text(row, "id"),
        text(row, "name"),
        Objects.requireNonNull(row.get("invited", Boolean.class)),
        text(row, "asked_by"),
        Objects.requireNonNull(row.get("asked_at", Instant.class)));
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class));
  }
}
