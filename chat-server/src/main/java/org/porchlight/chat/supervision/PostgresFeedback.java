package org.porchlight.chat.supervision;

import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.sealing.KeyVault;
import org.porchlight.chat.sealing.LastingKeys;
import org.porchlight.chat.sealing.UnopenableException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What supervisors write to peers, in PostgreSQL, sealed before it leaves the process. */
final class PostgresFeedback {
  /** Long enough to grow by, and no file about anybody. */
  private static final Duration KEPT = Duration.ofDays(90);

  /** More than one person reads. */
  private static final int MOST = 50;

  private final DatabaseClient database;
  private final LastingKeys keys;
  private final Clock clock;

  PostgresFeedback(DatabaseClient database, LastingKeys keys, Clock clock) {
    this.database = database;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Some words for a peer.
   *
   * @param readAt when the peer said that they read it; null before
   */
  record Feedback(
      String id, String peer, String by, Instant at, String text, @Nullable Instant readAt) {
    @Override
    public String toString() {
      return "Feedback[id=" + id + "]";
    }
  }

  /** A row as it lies there. */
  private record Sealed(
      String id,
      String peer,
      String by,
      Instant at,
      byte[] wrapped,
      byte[] sealed,
      @Nullable Instant readAt) {}

  /** Adds one. */
  Mono<Void> add(String id, String peer, String by, String text) {
    return Mono.defer(() -> {
      KeyVault.Wrapped wrapped = keys.create(owner(id));
      byte[] sealed = wrapped.key().seal(text.getBytes(StandardCharsets.UTF_8), bound(id));
      return database
          .sql(
              """
              INSERT INTO feedback (id, peer, made_by, made_at, wrapped_key, sealed)
              VALUES (:id, :peer, :by, :at, :key, :sealed)
              """)
          .bind("id", id)
          .bind("peer", peer)
          .bind("by", by)
          .bind("at", clock.instant())
          .bind("key", wrapped.bytes())
          .bind("sealed", sealed)
          .then();
    });
  }

  /** Forgets what is older than 90 days. */
  Mono<Void> forgetOld() {
    return Mono.defer(() ->
        database.sql("DELETE FROM feedback WHERE made_at < :old").bind("old", oldest()).then());
  }

  /** What was written to a peer, the latest first. */
  Flux<Feedback> to(String peer) {
    return latest("peer", peer);
  }

  /** What somebody wrote, the latest first. */
  Flux<Feedback> by(String supervisor) {
    return latest("made_by", supervisor);
  }

  /** The peer read it; false where there is no such one of theirs. Again, it changes nothing. */
  Mono<Boolean> read(String id, String peer) {
    return database
        .sql(
            """
            UPDATE feedback SET read_at = coalesce(read_at, :now) WHERE id = :id AND peer = :peer
            """)
        .bind("now", clock.instant())
        .bind("id", id)
        .bind("peer", peer)
        .fetch()
        .rowsUpdated()
        .map(updated -> updated == 1);
  }

  private Flux<Feedback> latest(String column, String who) {
    return database
        .sql(
            """
            SELECT id, peer, made_by, made_at, wrapped_key, sealed, read_at FROM feedback
            WHERE %s = :who AND made_at >= :old ORDER BY made_at DESC LIMIT :most
            """
                .formatted(column))
        .bind("who", who)
        .bind("old", oldest())
        .bind("most", MOST)
        .map(PostgresFeedback::row)
        .all()
        // One whose key is gone must not keep the others from their reader.
        .concatMap(row ->
            Mono.fromCallable(() -> opened(row))
                .onErrorResume(UnopenableException.class, gone -> Mono.empty()));
  }

  private static Sealed row(Readable row) {
    return new Sealed(
        text(row, "id"),
        text(row, "peer"),
        text(row, "made_by"),
        Objects.requireNonNull(row.get("made_at", Instant.class)),
        Objects.requireNonNull(row.get("wrapped_key", byte[].class)),
        Objects.requireNonNull(row.get("sealed", byte[].class)),
        row.get("read_at", Instant.class));
  }

  private Feedback opened(Sealed row) {
    byte[] plain = keys.unwrap(owner(row.id()), row.wrapped()).open(row.sealed(), bound(row.id()));
    return new Feedback(
        row.id(),
        row.peer(),
        row.by(),
        row.at(),
        new String(plain, StandardCharsets.UTF_8),
        row.readAt());
  }

  private Instant oldest() {
    return clock.instant().minus(KEPT);
  }

  private static String owner(String id) {
    return "feedback " + id;
  }

  private static byte[] bound(String id) {
    return owner(id).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class));
  }
}
