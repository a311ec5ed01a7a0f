package org.porchlight.testservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.porchlight.embedded.EmbeddedPostgres;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** One PostgreSQL for all tests of a JVM, and a database of their own for each that asks. */
public final class TestPostgres {
  private static final String IMAGE = "postgres:18.0-alpine";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestPostgres() {}

  /** A database with nothing in it, its addresses without credentials. */
  public record Database(String r2dbcUrl, String jdbcUrl, String username, String password) {}

  private interface Server {
    Database create(String name);
  }

  private static final class Holder {
    private static final Server SERVER =
        switch (Infrastructure.chosen()) {
          case DOCKER -> container();
          case LOCAL -> local();
        };
  }

  /** A fresh database. */
  public static Database database() {
    return Holder.SERVER.create("test_" + COUNT.incrementAndGet());
  }

  /** Ends with the JVM: Testcontainers' own watcher removes it. */
  @SuppressWarnings("resource")
  private static Server container() {
    var postgres = new PostgreSQLContainer(IMAGE);
    postgres.start();
    return name -> {
      try (var connection =
              DriverManager.getConnection(
                  postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword());
          var statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
      } catch (SQLException failed) {
        throw new IllegalStateException("database " + name + " could not be made", failed);
      }
      String address =
          postgres.getHost() + ":" + postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
      return database(address, name, postgres.getUsername(), postgres.getPassword());
    };
  }

  private static Server local() {
    try {
      Path folder = Files.createTempDirectory("porchlight-postgres");
      EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, false);
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
      return name -> {
        postgres.createDatabase(name);
        String address = "127.0.0.1:" + postgres.port();
        return database(address, name, postgres.username(), postgres.password());
      };
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static Database database(String address, String name, String username, String password) {
    return new Database(
        "r2dbc:postgresql://" + address + "/" + name,
        "jdbc:postgresql://" + address + "/" + name,
        username,
        password);
  }
}
