package org.porchlight.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A PostgreSQL 18 of our own, from the binaries that zonky publishes. It listens on loopback alone,
 * asks everybody for a password (scram-sha-256), and holds a database {@code porchlight} owned by a
 * role of the same name that is no superuser.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String SUPERUSER = "postgres";
  private static final String OWNER = "porchlight";

  /** Where the port stands in {@code postmaster.pid}. */
  private static final int PORT_LINE = 3;

  private static final Duration READY_WITHIN = Duration.ofSeconds(30);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(10);
  private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  /** Stops the server when our end of the pipe closes without {@link #close()}: we were killed. */
  private static final String WATCHER =
      """
      trap '' INT
      cat >/dev/null
      kill -INT "$0" 2>/dev/null
      """;

  private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
  private final Process watcher;
  private final String superPassword;
  private final String password;

  private EmbeddedPostgres(
      io.zonky.test.db.postgres.embedded.EmbeddedPostgres server,
      Process watcher,
      String superPassword,
      String password) {
    this.server = server;
    this.watcher = watcher;
    this.superPassword = superPassword;
    this.password = password;
  }

  /**
   * Starts a server and waits until it answers; data found in the directory is kept.
   *
   * @param directory where its data and passwords lie; made readable by its owner alone
   * @param durable whether a committed transaction is on disk
   * @throws IllegalStateException when it does not start
   */
  public static EmbeddedPostgres start(Path directory, boolean durable) {
    try {
      Path home = Secrets.directory(directory);
      Path superFile = home.resolve("superuser-password");
      String superPassword = Secrets.keptIn(superFile);
      String password = Secrets.keptIn(home.resolve("password"));
      Path data = home.resolve("data");
      stopOrphan(data);
      var server = builder(data, superFile, superPassword, durable).start();
      closeExtractedFiles();
      var postgres = new EmbeddedPostgres(server, watch(data), superPassword, password);
      postgres.prepare();
      return postgres;
    } catch (IOException failed) {
      throw new UncheckedIOException("PostgreSQL could not be started in " + directory, failed);
    } catch (SQLException failed) {
      throw new IllegalStateException("PostgreSQL started and could not be prepared", failed);
    }
  }

  /**
   * A server that another process runs on these data.
   *
   * @param r2dbcUrl without credentials
   */
  public record Running(String r2dbcUrl, String username, String password) {
    @Override
    public String toString() {
      return "Running[r2dbcUrl=" + r2dbcUrl + "]";
    }
  }

  /** The server that runs on the data of a directory, empty when none does. */
  public static Optional<Running> running(Path directory) {
    try {
      List<String> lines = Files.readAllLines(directory.resolve("data").resolve("postmaster.pid"));
      boolean alive =
          ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
              .map(ProcessHandle::isAlive)
              .orElse(false);
      return alive
          ? Optional.of(
              new Running(
                  "r2dbc:postgresql://127.0.0.1:" + lines.get(PORT_LINE).strip() + "/" + OWNER,
                  OWNER,
                  Secrets.keptIn(directory.resolve("password"))))
          : Optional.empty();
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException none) {
      return Optional.empty();
    }
  }

  /** The loopback port. */
  public int port() {
    return server.getPort();
  }

  /** For JDBC, without credentials. */
  public String jdbcUrl() {
    return jdbcUrl(OWNER);
  }

  /** For R2DBC, without credentials. */
  public String r2dbcUrl() {
    return "r2dbc:postgresql://127.0.0.1:" + port() + "/" + OWNER;
  }

  /** The role that owns the database. */
  public String username() {
    return OWNER;
  }

  /** That role's generated password. */
  public String password() {
    return password;
  }

  /** Makes one more database of the same owner. */
  public void createDatabase(String name) {
    if (!DATABASE_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "database: " + name + " (expected: " + DATABASE_NAME + ")");
    }
    try (Connection connection = superuser();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " OWNER " + OWNER);
    } catch (SQLException failed) {
      throw new IllegalStateException("database " + name + " could not be made", failed);
    }
  }

  /** Stops the server and waits until it is gone. */
  @Override
  public void close() {
    watcher.destroyForcibly();
    try {
      server.close();
      watcher.getOutputStream().close();
    } catch (IOException failed) {
      throw new UncheckedIOException("PostgreSQL could not be stopped", failed);
    }
  }

  @Override
  public String toString() {
    return "PostgreSQL 18 on port " + port();
  }

  private static io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder builder(
      Path data, Path superFile, String superPassword, boolean durable) {
    String durably = durable ? "on" : "off";
    return io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setOverrideWorkingDirectory(cache())
        .setRegisterShutdownHook(false)
        .setPGStartupWait(READY_WITHIN)
        // Options of initdb: zonky's own `-A trust` comes first and the last one counts.
        .setLocaleConfig("auth", "scram-sha-256")
        .setLocaleConfig("pwfile", superFile.toString())
        .setConnectConfig("password", superPassword)
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("fsync", durably)
        .setServerConfig("synchronous_commit", durably)
        .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
        .setErrorRedirector(ProcessBuilder.Redirect.DISCARD);
  }

  private static File cache() {
    return Path.of(System.getProperty("user.home"), ".cache", "porchlight", "postgres").toFile();
  }

  /** The binaries are unpacked so that anybody could change them, and we run them. */
  private static void closeExtractedFiles() throws IOException {
    try (var extracted = Files.list(cache().toPath())) {
      for (Path folder : extracted.filter(Files::isDirectory).toList()) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  /** pg_ctl lets the server go, so one whose parent was killed lives on and holds the directory. */
  private static void stopOrphan(Path data) throws IOException {
    Optional<ProcessHandle> orphan =
        postmaster(data)
            .filter(process ->
                process
                    .info()
                    .commandLine()
                    .filter(line -> line.contains(data.toString()))
                    .isPresent());
    if (orphan.isEmpty()) {
      return;
    }
    new ProcessBuilder("kill", "-INT", Long.toString(orphan.get().pid())).start();
    try {
      orphan.get().onExit().get(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException
        | java.util.concurrent.TimeoutException still) {
      throw new IllegalStateException(
          "an earlier PostgreSQL (process " + orphan.get().pid() + ") still holds " + data, still);
    }
  }

  private static Optional<ProcessHandle> postmaster(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()));
  }

  private static Process watch(Path data) throws IOException {
    long pid = postmaster(data).orElseThrow().pid();
    return new ProcessBuilder("sh", "-c", WATCHER, Long.toString(pid))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void prepare() throws SQLException {
    try (Connection connection = superuser();
        Statement statement = connection.createStatement()) {
      if (isMissing(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + OWNER + "'")) {
        statement.execute("CREATE ROLE " + OWNER + " LOGIN PASSWORD '" + password + "'");
      }
      if (isMissing(statement, "SELECT 1 FROM pg_database WHERE datname = '" + OWNER + "'")) {
        statement.execute("CREATE DATABASE " + OWNER + " OWNER " + OWNER);
      }
    }
  }

  private static boolean isMissing(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return !rows.next();
    }
  }

  private Connection superuser() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(SUPERUSER), SUPERUSER, superPassword);
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
  }
}
