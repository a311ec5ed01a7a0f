package org.porchlight.chat.supervision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * How many of their first ten conversations peers have had. It does not count on after that: there
 * is nothing to compare.
 */
@Component
class PostgresFirstTalks {
  static final int FIRST = 10;

  private final DatabaseClient database;

  PostgresFirstTalks(DatabaseClient database) {
    this.database = database;
  }

  /** From 0 to 10 for each of these peers. */
  Mono<Map<String, Integer>> had(List<String> peers) {
    Map<String, Integer> nothing = new HashMap<>();
    peers.forEach(peer -> nothing.put(peer, 0));
    return peers.isEmpty()
        ? Mono.just(Map.of())
        : database
            .sql(
                """
                SELECT peer, least(count(DISTINCT conversation), :first) AS had FROM matches
                WHERE peer = ANY(:peers) GROUP BY peer
                """)
            .bind("first", FIRST)
            .bind("peers", peers.toArray(String[]::new))
            .map(row ->
                Map.entry(
                    Objects.requireNonNull(row.get("peer", String.class)),
                    Objects.requireNonNull(row.get("had", Long.class)).intValue()))
            .all()
            .collectMap(Map.Entry::getKey, Map.Entry::getValue, () -> new HashMap<>(nothing));
  }
}
