package org.porchlight.chat.supervision;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import org.porchlight.chat.conversation.PeerCounts.What;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What happened to peers by day, in PostgreSQL. */
@Component
class PostgresPeerDays {
  private final DatabaseClient database;

  PostgresPeerDays(DatabaseClient database) {
    this.database = database;
  }

  /** One kind of thing that happened to a peer on a day. */
  record PeerDay(String peer, What what, LocalDate day) {}

  /** It happened so many times more. */
  Mono<Void> add(PeerDay of, int times) {
    return database
        .sql(
            """
            INSERT INTO peer_days (peer, what, day, times) VALUES (:peer, :what, :day, :times)
            ON CONFLICT (peer, what, day) DO UPDATE SET times = peer_days.times + excluded.times
            """)
        .bind("peer", of.peer())
        .bind("what", of.what().name().toLowerCase(Locale.ROOT))
        .bind("day", of.day())
        .bind("times", times)
        .then();
  }

  /** What happened to each peer, from a day on. */
  Flux<PeerSums> from(LocalDate day) {
    return database
        .sql(
            """
            SELECT peer,
              coalesce(sum(times) FILTER (WHERE what = 'taken'), 0) AS taken,
              coalesce(sum(times) FILTER (WHERE what = 'not_taken'), 0) AS not_taken,
              coalesce(sum(times) FILTER (WHERE what = 'reported'), 0) AS reported,
              coalesce(sum(times) FILTER (WHERE what = 'left_suddenly'), 0) AS left_suddenly
            FROM peer_days WHERE day >= :day GROUP BY peer
            """)
        .bind("day", day)
        .map(row ->
            new PeerSums(
                Objects.requireNonNull(row.get("peer", String.class)),
                number(row, "taken"),
                number(row, "not_taken"),
                number(row, "reported"),
                number(row, "left_suddenly")))
        .all();
  }

  /** Forgets what was before a day. */
  Mono<Void> forgetBefore(LocalDate day) {
    return database.sql("DELETE FROM peer_days WHERE day < :day").bind("day", day).then();
  }

  private static long number(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Long.class));
  }
}
