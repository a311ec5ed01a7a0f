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

  /** Records a match; the second of two for one conversation or ticket changes nothing. */
  Mono<Void> record(Accepted accepted) {
    return database
        .sql(
            """
            INSERT INTO matches (conversation, ticket, peer, waited_since, accepted_at)
            VALUES (:conversation, :ticket, :peer, :since, :at) ON CONFLICT DO NOTHING
            """)
        .bind("conversation", accepted.conversation())
        .bind("ticket", accepted.ticket().value())
        .bind("peer", accepted.peer().value())
        .bind("since", accepted.waitedSince())
        .bind("at", accepted.acceptedAt())
        .then();
  }

  /** Whose conversation it is. */
  Mono<String> peerOf(String conversation) {
    return database
        .sql("SELECT peer FROM matches WHERE conversation = :conversation")
        .bind("conversation", conversation)
        .mapValue(String.class)
        .one();
  }
}
