package org.porchlight.chat.duty;

import java.util.Objects;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.matching.Accepted;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Matches in PostgreSQL, which decides who has a conversation. */
final class PostgresMatches implements MatchReasons {
  private final DatabaseClient database;

  PostgresMatches(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Records a match; the second of two for one turn or ticket changes nothing.
   *
   * @return whether it is new
   */
  Mono<Boolean> record(Accepted accepted) {
    return database
        .sql(
            """
            INSERT INTO matches (conversation, turn, ticket, peer, waited_since, accepted_at, why)
            VALUES (:conversation, :turn, :ticket, :peer, :since, :at, :why)
            ON CONFLICT DO NOTHING
            """)
        .bind("conversation", accepted.conversation())
        .bind("turn", accepted.turn())
        .bind("ticket", accepted.ticket().value())
        .bind("peer", accepted.peer().value())
        .bind("since", accepted.waitedSince())
        .bind("at", accepted.acceptedAt())
        .bind("why", accepted.why())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  @Override
  public Flux<Reason> of(ConversationId conversation) {
    return database
        .sql("SELECT turn, peer, why FROM matches WHERE conversation = :conversation ORDER BY turn")
        .bind("conversation", conversation.value())
        .map(row ->
            new Reason(
                Objects.requireNonNull(row.get("turn", Integer.class)),
                Objects.requireNonNull(row.get("peer", String.class)),
                Objects.requireNonNull(row.get("why", String.class))))
        .all();
  }

  /** Whose turn of the conversation it is. */
  Mono<String> peerOf(Accepted accepted) {
    return database
        .sql("SELECT peer FROM matches WHERE conversation = :conversation AND turn = :turn")
        .bind("conversation", accepted.conversation())
        .bind("turn", accepted.turn())
        .mapValue(String.class)
        .one();
  }
}
