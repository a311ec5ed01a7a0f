package org.porchlight.bench.matching;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What one would write without a line of its own: a table, an index by priority, and {@code FOR
 * UPDATE SKIP LOCKED}, under the same rules of who may take whom, and with the same row.
 */
final class SkipLockedQueue {
  private static final String TAKE =
      """
      DELETE FROM waiting WHERE ticket = (
        SELECT ticket FROM waiting
        WHERE language = ANY(?) AND (NOT young OR ?) AND (NOT imminent OR ?)
          AND (NOT lived OR topic = ANY(?))
        ORDER BY priority LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING ticket
      """;

  private final MatchTable table;
  private final int workers;
  private final AtomicInteger came = new AtomicInteger();

  SkipLockedQueue(MatchTable table, int waiting, int workers) throws SQLException {
    this.table = table;
    this.workers = workers;
    table.with(connection -> {
      var statement = connection.createStatement();
      statement.execute(
          "CREATE TABLE waiting (ticket text PRIMARY KEY, priority bigint NOT NULL, language text"
              + " NOT NULL, young boolean NOT NULL, imminent boolean NOT NULL, lived boolean NOT"
              + " NULL, topic text NOT NULL)");
      statement.execute("CREATE INDEX waiting_priority ON waiting (priority)");
      connection.setAutoCommit(false);
      for (int i = 0; i < waiting; i++) {
        come(connection);
      }
      connection.commit();
      connection.setAutoCommit(true);
      return statement.execute("ANALYZE waiting");
    });
  }

  /** Matches a second. */
  double drive(int seconds) throws InterruptedException {
    AtomicInteger matches = new AtomicInteger();
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    Thread[] threads = new Thread[workers];
    for (int i = 0; i < workers; i++) {
      int peer = i;
      threads[i] = Thread.ofPlatform().start(() -> work(peer, end, matches));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return matches.get() / ((System.nanoTime() - start) / 1e9);
  }

  private void work(int peer, long end, AtomicInteger matches) {
    String id = Hall.id();
    try {
      while (System.nanoTime() < end) {
        if (table.with(connection -> match(connection, peer, id))) {
          matches.incrementAndGet();
        }
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private boolean match(Connection connection, int peer, String id) throws SQLException {
    connection.setAutoCommit(false);
    try {
      String ticket = take(connection, peer);
      boolean matched =
          ticket != null
              && MatchTable.insert(connection, ticket, 1, ticket, id, "first who may be taken");
      come(connection);
      connection.commit();
      return matched;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static @Nullable String take(Connection connection, int peer) throws SQLException {
    try (PreparedStatement take = connection.prepareStatement(TAKE)) {
      String[] languages = peer % 5 == 4 ? new String[] {"en", "es"} : new String[] {"en"};
      String[] topics = {"t" + peer % 13, "t" + (peer + 3) % 13, "t" + (peer + 7) % 13};
      take.setArray(1, connection.createArrayOf("text", languages));
      take.setBoolean(2, peer % 2 == 0);
      take.setBoolean(3, peer % 4 != 3);
      take.setArray(4, connection.createArrayOf("text", topics));
      try (var rows = take.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    }
  }

  private void come(Connection connection) throws SQLException {
    int number = came.getAndIncrement();
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO waiting VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, Hall.id());
      insert.setLong(2, number);
      insert.setString(3, number % 12 == 11 ? "es" : "en");
      insert.setBoolean(4, number % 10 == 0);
      insert.setBoolean(5, number % 50 == 0);
      insert.setBoolean(6, number % 5 == 1);
      insert.setString(7, "t" + number % 13);
      insert.executeUpdate();
    }
  }
}
