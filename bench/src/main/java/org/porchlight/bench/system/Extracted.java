package org.porchlight.bench.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A module's runnable jar, taken apart and with a cache of loaded and linked classes beside it (JEP
 * 514), so that a process that was killed serves again in a second or two.
 */
public final class Extracted {
  private static final Duration TO_END = Duration.ofSeconds(90);

  private static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");

  /** How long a process is meant to live. */
  public enum Life {
    /** C1 alone compiles sooner, and the cache of classes makes a start short. */
    SHORT("-XX:TieredStopAtLevel=1", "-Xmx320m"),

    /** With both compilers, as it is shipped. */
    LONG("-Xmx768m");

    private final List<String> flags;

    Life(String... flags) {
      this.flags = List.of(flags);
    }
  }

  private final Path folder;
  private final Path jar;

  private Extracted(Path folder, Path jar) {
    this.folder = folder;
    this.jar = jar;
  }

  /** Takes a module apart, unless that has been done with this very jar. */
  public static Extracted of(String module) throws IOException, InterruptedException {
    Path built = OneMachineServer.jar(module);
    String version = Files.size(built) + "-" + Files.getLastModifiedTime(built).toMillis();
    Path home =
        Path.of(System.getProperty("bench.root", "."), "bench", "target", "extracted", module);
    Path folder = home.resolve(version);
    if (!Files.isDirectory(folder)) {
      removeEarlier(home);
      Path part = Files.createDirectories(home).resolve(version + ".part");
      run(
          List.of(
              java(),
              "-Djarmode=tools",
              "-jar",
              built.toString(),
              "extract",
              "--force",
              "--destination",
              part.toString()));
      Files.move(part, folder);
    }
    return new Extracted(folder, folder.resolve(built.getFileName().toString()));
  }

  /** How to start it. */
  public List<String> command(Life life) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(FLAGS);
    command.addAll(life.flags);
    if (life == Life.SHORT && Files.exists(cache())) {
      command.add("-XX:AOTCache=" + cache());
    }
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }

  /**
   * Makes the cache for short lives, from one life of the process until it serves; does nothing
   * when it is there.
   */
  public void train(
      Guard guard, Map<String, String> environment, Path output, Unit.Readiness readiness)
      throws IOException, InterruptedException {
    if (Files.exists(cache())) {
      return;
    }
    List<String> command = new ArrayList<>(command(Life.SHORT));
    command.add(1, "-XX:AOTCacheOutput=" + cache());
    Unit life = new Unit(guard, "training", command, environment, output, readiness);
    life.start();
    life.awaitReady(Duration.ofSeconds(120));
    life.end(TO_END);
  }

  private Path cache() {
    return folder.resolve("classes.aot");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + status);
    }
  }

  private static void removeEarlier(Path home) throws IOException {
    if (!Files.isDirectory(home)) {
      return;
    }
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
