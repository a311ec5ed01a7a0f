package org.porchlight.chat.supervision;

import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.porchlight.chat.sealing.KeyVault;
import org.porchlight.chat.sealing.LastingKeys;
import org.porchlight.chat.sealing.UnopenableException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What peers write down for themselves, in PostgreSQL, sealed before it leaves the process. */
final class PostgresGrowthNotes {
  /** How many somebody may have. */
  static final int MOST = 50;

  private final DatabaseClient database;
  private final LastingKeys keys;
  private final Clock clock;

  PostgresGrowthNotes(DatabaseClient database, LastingKeys keys, Clock clock) {
    this.database = database;
    this.keys = keys;
    this.clock = clock;
  }

  /** A note to oneself. */
  record Note(String id, Instant at, String text) {
    @Override
    public String toString() {
      return "Note[id=" + id + "]";
    }
  }

  /** A row as it lies there. */
  private record Sealed(String id, Instant at, byte[] wrapped, byte[] sealed) {}

  /** Adds one; false where the peer has as many as they may. */
  Mono<Boolean> add(String id, String peer, String text) {
    return Mono.defer(() -> {
      String owner = owner(id, peer);
      KeyVault.Wrapped wrapped = keys.create(owner);
      byte[] sealed = wrapped.key().seal(text.getBytes(StandardCharsets.UTF_8), bound(owner));
      // Two at once may be one too many, which is read once another one has been deleted.
      return database
          .sql(
              """
              INSERT INTO growth_notes (id, peer, made_at, wrapped_key, sealed)
              SELECT :id, :peer, :at, :key, :sealed
              WHERE (SELECT count(*) FROM growth_notes WHERE peer = :peer) < :most
              """)
          .bind("id", id)
          .bind("peer", peer)
          .bind("at", clock.instant())
          .bind("key", wrapped.bytes())
          .bind("sealed", sealed)
          .bind("most", MOST)
          .fetch()
          .rowsUpdated()
          .map(added -> added == 1);
    });
  }

  /** Deletes one; false where there is no such one of theirs. */
  Mono<Boolean> delete(String id, String peer) {
    return database
        .sql("DELETE FROM growth_notes WHERE id = :id AND peer = :peer")
        .bind("id", id)
        .bind("peer", peer)
        .fetch()
        .rowsUpdated()
        .map(deleted -> deleted == 1);
  }

  /** Forgets those of whoever has left. */
  Mono<Void> forgetLeft() {
    return database
        .sql(
            """
            DELETE FROM growth_notes USING staff
            WHERE growth_notes.peer = staff.id AND staff.left_at IS NOT NULL
            """)
        .then();
  }

  /** What somebody wrote down for themselves, the latest first. */
  Flux<Note> of(String peer) {
    return database
        .sql(
            """
            SELECT id, made_at, wrapped_key, sealed FROM growth_notes
            WHERE peer = :peer ORDER BY made_at DESC LIMIT :most
            """)
        .bind("peer", peer)
        .bind("most", MOST)
        .map(PostgresGrowthNotes::row)
        .all()
        // One whose key is gone must not keep the others from their reader.
        .concatMap(row ->
            Mono.fromCallable(() -> opened(row, peer))
                .onErrorResume(UnopenableException.class, gone -> Mono.empty()));
  }

  private static Sealed row(Readable row) {
    return new Sealed(
        Objects.requireNonNull(row.get("id", String.class)),
        Objects.requireNonNull(row.get("made_at", Instant.class)),
        Objects.requireNonNull(row.get("wrapped_key", byte[].class)),
        Objects.requireNonNull(row.get("sealed", byte[].class)));
  }

  private Note opened(Sealed row, String peer) {
    String owner = owner(row.id(), peer);
    byte[] plain = keys.unwrap(owner, row.wrapped()).open(row.sealed(), bound(owner));
    return new Note(row.id(), row.at(), new String(plain, StandardCharsets.UTF_8));
  }

  /** Bound to its peer too, so that a row that is given to another opens for nobody. */
  private static String owner(String id, String peer) {
    return "growth note " + id + " of " + peer;
  }

  private static byte[] bound(String owner) {
    return owner.getBytes(StandardCharsets.UTF_8);
  }
}
