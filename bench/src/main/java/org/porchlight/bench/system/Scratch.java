package org.porchlight.bench.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A temporary folder that is gone afterwards, unless somebody wants to look into it. */
public final class Scratch implements AutoCloseable {
  private final Path folder;
  private boolean kept;
  private boolean closed;

  private Scratch(Path folder) {
    this.folder = folder;
  }

  /** Makes one. */
  public static Scratch make(String name) throws IOException {
    return new Scratch(Files.createTempDirectory("porchlight-" + name + "-"));
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** Leaves it there. */
  public synchronized void keep() {
    kept = true;
  }

  /** Closes both when this Java is told to end, since nothing else of it runs any more then. */
  public void closeWith(Guard guard) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              guard.close();
              close();
            }));
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (kept) {
      System.err.println("What the servers wrote is in " + folder);
      return;
    }
    try (var below = Files.walk(folder)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException notEmpty) {
      System.err.println("could not be removed: " + folder);
    }
  }
}
