package org.porchlight.bench.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A chat-server as a newcomer starts it: everything on this machine, on servers of its own. */
public final class OneMachineServer {
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);
  private static final int POLL_MILLIS = 100;

  /** What the server prints once its demo accounts are there. */
  private static final String READY = "The light is on";

  private static final Duration STOPPED_WITHIN = Duration.ofMinutes(2);

  private final Process process;
  private final Path data;
  private final URI address;
  private final String password;
  private final ServerLog log;

  private OneMachineServer(
      Process process, Path data, URI address, String password, ServerLog log) {
    this.process = process;
    this.data = data;
    this.address = address;
    this.password = password;
    this.log = log;
  }

  /**
   * Starts one and waits until it is ready.
   *
   * @param peers how many demo peers it makes
   * @throws IllegalStateException when it does not come up, with its last lines
   */
  public static OneMachineServer start(Guard guard, Path folder, int peers)
      throws IOException, InterruptedException {
    Ports ports = new Ports();
    int port = ports.next();
    Path output = folder.resolve("chat-server.log");
    String password = UUID.randomUUID().toString();
    Path data = folder.resolve("data");
    var builder = command().redirectErrorStream(true).redirectOutput(output.toFile());
    var environment = builder.environment();
    environment.put("PORCHLIGHT_DATA", data.toString());
    environment.put("PORCHLIGHT_PORT", Integer.toString(port));
    environment.put("PORCHLIGHT_MANAGEMENT_PORT", Integer.toString(ports.next()));
    environment.put("PORCHLIGHT_DEMO_PASSWORD", password);
    environment.put("PORCHLIGHT_DEMO_PEERS", Integer.toString(peers));
    // Pretend people come by the hundred, and have no browser that works for a pass.
    environment.put("PORCHLIGHT_ACCESS_PASSES_PER_MINUTE", "1000000");
    Process process = guard.watch(builder.start());
    var log = new ServerLog(output);
    awaitReady(process, log);
    return new OneMachineServer(
        process, data, URI.create("http://127.0.0.1:" + port), password, log);
  }

  /** The chat-server's command with these arguments, on one machine. */
  public static ProcessBuilder command(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseCompactObjectHeaders", "-jar", jar("chat-server").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().remove("REDIS_URL");
    builder.environment().remove("DATABASE_URL");
    return builder;
  }

  /** Asks it to end, as whatever runs services does, and waits until it has. */
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the chat-server did not stop");
    }
  }

  /** Where its data lies. */
  public Path data() {
    return data;
  }

  /** Where its pages are. */
  public URI address() {
    return address;
  }

  /** The password of every demo account. */
  public String password() {
    return password;
  }

  /** What it has written. */
  public ServerLog log() {
    return log;
  }

  /** The runnable jar of a module, as the build left it. */
  public static Path jar(String module) throws IOException {
    Path target = Path.of(System.getProperty("bench.root", "."), module, "target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no runnable jar in " + target));
    }
  }

  private static void awaitReady(Process process, ServerLog log)
      throws IOException, InterruptedException {
    long limit = System.nanoTime() + READY_WITHIN.toNanos();
    while (!log.holds(READY)) {
      if (!process.isAlive() || System.nanoTime() > limit) {
        throw new IllegalStateException(
            "the chat-server did not come up. Its last lines:\n" + log.tail());
      }
      Thread.sleep(POLL_MILLIS);
    }
  }
}
