package org.porchlight.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A redis-server of our own. It runs under a shell that holds the other end of our pipe: when this
 * process is gone, however it went, the pipe closes and the shell stops the server.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(10);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(10);
  private static final int POLL_MILLIS = 5;
  private static final int LAST_LINES = 10;

  /**
   * Ctrl-C reaches every process of the terminal's group. The server must outlive the application's
   * orderly end, so the shell ignores the signal, and the server starts in a session of its own
   * where the system has setsid. The shell's own standard input is the pipe.
   */
  private static final String SHELL =
      """
      trap '' INT
      if command -v setsid >/dev/null 2>&1; then own=setsid; else own=; fi
      $own "$0" "$1" >"$2" 2>&1 </dev/null &
      server=$!
      cat >/dev/null
      kill -TERM $server 2>/dev/null
      wait $server
      """;

  private final Process shell;
  private final Path configuration;
  private final int port;
  private final String password;
  private final String description;

  private EmbeddedRedis(
      Process shell, Path configuration, int port, String password, String description) {
    this.shell = shell;
    this.configuration = configuration;
    this.port = port;
    this.password = password;
    this.description = description;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param directory where its configuration and data lie; made readable by its owner alone
   * @param durable whether every write is on disk before it is answered and survives a restart
   * @param more further lines of its configuration, for harnesses that need replicas or a cluster
   * @throws IllegalStateException when it does not answer within 10 seconds, with its last lines
   */
  public static EmbeddedRedis start(Path directory, boolean durable, String... more) {
    try {
      Path home = Secrets.directory(directory);
      int port = freePort();
      String password = Secrets.random();
      Path configuration = home.resolve("redis.conf");
      Secrets.write(
          configuration,
          configuration(home, port, password, durable) + String.join("\n", more) + "\n");
      return run(configuration, port, password);
    } catch (IOException failed) {
      throw new UncheckedIOException("Redis could not be started in " + directory, failed);
    }
  }

  /**
   * Starts a server that was closed again, with its data, on its port.
   *
   * @throws IllegalStateException when it does not answer within 10 seconds, with its last lines
   */
  public EmbeddedRedis again() {
    try {
      return run(configuration, port, password);
    } catch (IOException failed) {
      throw new UncheckedIOException("Redis could not be started again", failed);
    }
  }

  private static EmbeddedRedis run(Path configuration, int port, String password)
      throws IOException {
    RedisBinary binary = RedisBinary.find(cache());
    Path log = configuration.resolveSibling("redis.out");
    Process shell =
        new ProcessBuilder(
                "sh", "-c", SHELL, binary.command(), configuration.toString(), log.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    var redis = new EmbeddedRedis(shell, configuration, port, password, binary.description());
    redis.awaitReady(log);
    return redis;
  }

  /** The loopback port. */
  public int port() {
    return port;
  }

  /** The generated password. */
  public String password() {
    return password;
  }

  /** The address with its password: {@code redis://:<password>@127.0.0.1:<port>}. */
  public String uri() {
    return "redis://:" + password + "@127.0.0.1:" + port;
  }

  /** Which server this is, for a person to read. */
  public String description() {
    return description;
  }

  /** Stops the server and waits until it is gone. */
  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
      if (!shell.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
      }
    } catch (IOException alreadyGone) {
      shell.destroyForcibly();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      shell.destroyForcibly();
    }
  }

  @Override
  public String toString() {
    return description + " on port " + port;
  }

  private static Path cache() {
    return Path.of(System.getProperty("user.home"), ".cache", "porchlight");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String configuration(Path home, int port, String password, boolean durable) {
    return """
    bind 127.0.0.1
    port %d
    requirepass %s
    dir "%s"
    maxmemory-policy noeviction
    save ""
    appendonly %s
    appendfsync always
    """
        .formatted(port, password, home, durable ? "yes" : "no");
  }

  private void awaitReady(Path log) throws IOException {
    Instant limit = Instant.now().plus(READY_WITHIN);
    while (!answers()) {
      if (!shell.isAlive() || Instant.now().isAfter(limit)) {
        close();
        throw new IllegalStateException("Redis did not start. Its last lines:\n" + lastLines(log));
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while Redis was starting", interrupted);
      }
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) READY_WITHIN.toMillis());
      socket
          .getOutputStream()
          .write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return "+OK".equals(reader.readLine()) && "+PONG".equals(reader.readLine());
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String lastLines(Path log) throws IOException {
    if (!Files.exists(log)) {
      return "(none)";
    }
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }
}
