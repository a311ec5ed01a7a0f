package org.porchlight.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {
  @TempDir Path folder;

  @Test
  void whatRedisAcknowledgedSurvivesARestart() throws IOException {
    Path home = folder.resolve("a redis with spaces");
    try (EmbeddedRedis redis = EmbeddedRedis.start(home, true)) {
      assertThat(talk(redis.port(), "AUTH " + redis.password(), "SET candle lit"))
          .containsExactly("+OK", "+OK");
    }
    try (EmbeddedRedis redis = EmbeddedRedis.start(home, true)) {
      assertThat(talk(redis.port(), "AUTH " + redis.password(), "EXISTS candle"))
          .containsExactly("+OK", ":1");
    }
  }

  @Test
  void redisRefusesWhoeverHasNoPassword() throws IOException {
    try (EmbeddedRedis redis = EmbeddedRedis.start(folder, false)) {
      assertThat(talk(redis.port(), "PING").getFirst()).startsWith("-NOAUTH");
    }
  }

  @Test
  void redisIsGoneOnceClosed() {
    EmbeddedRedis redis = EmbeddedRedis.start(folder, false);
    redis.close();
    assertThatThrownBy(() -> talk(redis.port(), "PING")).isInstanceOf(IOException.class);
  }

  @Test
  void theRedisPasswordIsForItsOwnerAlone() throws IOException {
    try (EmbeddedRedis redis = EmbeddedRedis.start(folder, false)) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("redis.conf"))))
          .isEqualTo("rw-------");
      assertThat(commandLines()).noneMatch(line -> line.contains(redis.password()));
    }
  }

  @Test
  void whatPostgresCommittedSurvivesARestart() throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, true)) {
      run(postgres, "CREATE TABLE candle (lit boolean)", "INSERT INTO candle VALUES (true)");
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, true)) {
      run(postgres, "INSERT INTO candle VALUES (false)");
      assertThat(ask(postgres, "SELECT count(*) FROM candle")).isEqualTo("2");
      assertThat(ask(postgres, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(postgres, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(ask(postgres, "SELECT usesuper::text FROM pg_user WHERE usename = current_user"))
          .isEqualTo("false");
    }
  }

  @Test
  void postgresRefusesWhoeverHasNoPassword() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, false)) {
      for (String user : List.of("postgres", "porchlight")) {
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), user, "").close())
            .isInstanceOf(SQLException.class);
      }
    }
  }

  @Test
  void aKilledProcessLeavesNoServerBehind() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledLater.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int redisPort;
    int postgresPort;
    try (var lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      redisPort = Integer.parseInt(lines.readLine());
      postgresPort = Integer.parseInt(lines.readLine());
      child.destroyForcibly().waitFor();
    }
    assertClosesSoon(redisPort);
    assertClosesSoon(postgresPort);
  }

  /** Starts both and waits to be killed. */
  static final class KilledLater {
    static void main(String[] arguments) throws InterruptedException {
      OneMachine machine = OneMachine.start(Path.of(arguments[0]).resolve("machine"));
      System.out.println(machine.redis().port());
      System.out.println(machine.postgres().port());
      Thread.currentThread().join();
    }
  }

  private static void assertClosesSoon(int port) throws InterruptedException {
    for (int attempt = 0; attempt < 200; attempt++) {
      try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
        Thread.sleep(50);
      } catch (IOException closed) {
        return;
      }
    }
    throw new AssertionError("port " + port + " is still open 10 seconds after the kill");
  }

  private static List<String> commandLines() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .toList();
  }

  private static List<String> talk(int port, String... commands) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write((String.join("\r\n", commands) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return reader.lines().limit(commands.length).toList();
    }
  }

  private static void run(EmbeddedPostgres postgres, String... statements) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String ask(EmbeddedPostgres postgres, String query) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static java.sql.Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.username(), postgres.password());
  }
}
