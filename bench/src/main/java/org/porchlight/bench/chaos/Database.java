package org.porchlight.bench.chaos;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.porchlight.bench.system.Link;
import org.porchlight.embedded.EmbeddedPostgres;

/** PostgreSQL behind a link, since it comes back on another port when it was killed. */
final class Database implements AutoCloseable {
  private static final int TRIES = 10;
  private static final int BETWEEN_MILLIS = 500;

  private final Path folder;
  private final Link link;
  private EmbeddedPostgres server;

  private Database(Path folder, Link link, EmbeddedPostgres server) {
    this.folder = folder;
    this.link = link;
    this.server = server;
  }

  static Database start(Path folder, int port, EventLoopGroup loops) throws InterruptedException {
    EmbeddedPostgres server = EmbeddedPostgres.start(folder, true);
    return new Database(folder, Link.lay("postgres", port, server.port(), loops), server);
  }

  /** Where everybody finds it, without credentials. */
  String jdbcUrl() {
    return server.jdbcUrl().replace(":" + server.port() + "/", ":" + link.port() + "/");
  }

  /** How many transactions it has seen in all, about a second late. */
  long transactions() {
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(), username(), password());
        ResultSet sum =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT sum(xact_commit + xact_rollback)::bigint FROM pg_stat_database")) {
      sum.next();
      return sum.getLong(1);
    } catch (SQLException failed) {
      throw new IllegalStateException("PostgreSQL does not say how much it did", failed);
    }
  }

  String username() {
    return server.username();
  }

  String password() {
    return server.password();
  }

  /** Kills it; what it had begun with its children ends as they notice. */
  void kill() throws IOException {
    long pid =
        Long.parseLong(
            Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"))
                .getFirst()
                .strip());
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Starts it again on the same data. */
  void restart() throws InterruptedException {
    server.close();
    server = startAgain();
    link.leadTo(server.port());
  }

  @Override
  public void close() {
    server.close();
  }

  /** Its children may hold what they shared for a moment longer. */
  private EmbeddedPostgres startAgain() throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return EmbeddedPostgres.start(folder, true);
      } catch (RuntimeException notYet) {
        if (attempt == TRIES) {
          throw notYet;
        }
        Thread.sleep(BETWEEN_MILLIS);
      }
    }
  }
}
