package org.porchlight.bench.matching;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.porchlight.embedded.EmbeddedPostgres;

/** The table of matches in PostgreSQL as the service has it, and connections to write it. */
final class MatchTable implements AutoCloseable {
  private static final String SCHEMA =
      """
      CREATE TABLE IF NOT EXISTS matches (
        conversation text NOT NULL CHECK (length(conversation) = 22),
        turn integer NOT NULL,
        ticket text NOT NULL UNIQUE CHECK (length(ticket) = 22),
        peer text NOT NULL CHECK (length(peer) = 22),
        waited_since timestamptz NOT NULL,
        accepted_at timestamptz NOT NULL,
        why text NOT NULL,
        PRIMARY KEY (conversation, turn)
      )
      """;
  private static final String INSERT =
      """
      INSERT INTO matches (conversation, turn, ticket, peer, waited_since, accepted_at, why)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  private final BlockingQueue<Connection> free;
  private final List<Connection> all = new ArrayList<>();

  MatchTable(EmbeddedPostgres postgres, String database, int connections) throws SQLException {
    postgres.createDatabase(database);
    String url = "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + database;
    this.free = new ArrayBlockingQueue<>(connections);
    for (int i = 0; i < connections; i++) {
      all.add(DriverManager.getConnection(url, postgres.username(), postgres.password()));
    }
    free.addAll(all);
    with(connection -> connection.createStatement().execute(SCHEMA));
  }

  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  <T> T with(Work<T> work) throws SQLException {
    Connection connection;
    try {
      connection = free.take();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", interrupted);
    }
    try {
      return work.on(connection);
    } finally {
      free.add(connection);
    }
  }

  /** Whether the row is new. */
  static boolean insert(
      Connection connection, String conversation, int turn, String ticket, String peer, String why)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      Timestamp now = Timestamp.from(Instant.now());
      insert.setString(1, conversation);
      insert.setInt(2, turn);
      insert.setString(3, ticket);
      insert.setString(4, peer);
      insert.setTimestamp(5, now);
      insert.setTimestamp(6, now);
      insert.setString(7, why);
      return insert.executeUpdate() == 1;
    }
  }

  long count(String sql) throws SQLException {
    return with(connection -> {
      try (var rows = connection.createStatement().executeQuery(sql)) {
        rows.next();
        return rows.getLong(1);
      }
    });
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : all) {
      connection.close();
    }
  }
}
