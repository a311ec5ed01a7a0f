package org.porchlight.chat.duty;

import org.porchlight.matching.Accepted;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Matches in PostgreSQL, which decides who has a conversation. */
final class PostgresMatches {
  private final DatabaseClient database;

  PostgresMatches(DatabaseClient database) {
    this.database = database;
  }

  /** Records a match; the second of two for one turn or ticket changes nothing. */
  Mono<Void> record(Accepted accepted) {
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
        .then();
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
