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
  public void keep() {
    kept = true;
  }

  @Override
  public void close() {
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
