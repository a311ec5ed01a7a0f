package org.porchlight.bench.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One process of a system that may be killed, stopped and started again, as often as one likes. */
public final class Unit {
  private static final Duration GONE_WITHIN = Duration.ofSeconds(10);
  private static final int POLL_MILLIS = 50;

  private final Guard guard;
  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path output;
  private final Readiness readiness;
  private @Nullable Process process;
  private long before;

  /**
   * A process that has not been started.
   *
   * @param name what it is called in reports
   * @param environment what it is given besides our own environment
   * @param output the file its output is appended to
   * @param readiness how to see that it serves
   */
  public Unit(
      Guard guard,
      String name,
      List<String> command,
      Map<String, String> environment,
      Path output,
      Readiness readiness) {
    this.guard = guard;
    this.name = name;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.output = output;
    this.readiness = readiness;
  }

  /** How to see that a process serves. */
  @FunctionalInterface
  public interface Readiness {

    /** Whether it serves by now. */
    boolean isReady(Unit unit) throws IOException, InterruptedException;
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** What it has written so far, over all its lives. */
  public ServerLog log() {
    return new ServerLog(output);
  }

  /** Whether it has written a sentence in its present life. */
  public synchronized boolean hasSaid(String sentence) throws IOException {
    try (var written = Files.newInputStream(output)) {
      written.skipNBytes(before);
      return new String(written.readAllBytes(), StandardCharsets.ISO_8859_1).contains(sentence);
    }
  }

  /** Starts it. */
  public synchronized void start() throws IOException {
    before = Files.exists(output) ? Files.size(output) : 0;
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().putAll(environment);
    process = guard.watch(builder.start());
  }

  /**
   * Waits until it serves.
   *
   * @throws IllegalStateException when it ends before, or takes too long
   */
  public void awaitReady(Duration within) throws IOException, InterruptedException {
    long limit = System.nanoTime() + within.toNanos();
    while (!readiness.isReady(this)) {
      if (!isAlive() || System.nanoTime() > limit) {
        throw new IllegalStateException(
            "%s did not come up. Its last lines:%n%s".formatted(name, log().tail()));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Kills it: it can do nothing about it and does not notice. */
  public synchronized void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      running.waitFor(GONE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      guard.forget(running);
    }
  }

  /** Asks it to end and waits for that. */
  public synchronized void end(Duration within) throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroy();
      if (!running.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        running.destroyForcibly();
      }
      guard.forget(running);
    }
  }

  /** Stops it in mid-step, as a machine that swaps or a long collection does. */
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets it go on. */
  public void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** Whether it runs, or is stopped in mid-step. */
  public synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Writes down what is alive in its memory; it has to be a Java process of this JDK's version. */
  void dumpHeap(Path file) throws IOException, InterruptedException {
    long pid;
    synchronized (this) {
      if (process == null) {
        throw new IllegalStateException(name + " does not run");
      }
      pid = process.pid();
    }
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    int status =
        new ProcessBuilder(jcmd, Long.toString(pid), "GC.heap_dump", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException("the memory of " + name + " could not be read: " + status);
    }
  }

  private void signal(String signal) throws IOException, InterruptedException {
    long pid;
    synchronized (this) {
      if (process == null) {
        return;
      }
      pid = process.pid();
    }
    new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
  }
}
