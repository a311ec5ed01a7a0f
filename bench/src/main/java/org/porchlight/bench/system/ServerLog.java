package org.porchlight.bench.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a server wrote while it ran. */
public final class ServerLog {
  private static final Pattern ERROR = Pattern.compile("\\bERROR\\b");
  private static final int LAST_LINES = 15;

  private final Path file;

  /** The log in a file. */
  public ServerLog(Path file) {
    this.file = file;
  }

  /** The lines of level ERROR. */
  public List<String> errors() throws IOException {
    try (Stream<String> lines = lines()) {
      return lines.filter(line -> ERROR.matcher(line).find()).toList();
    }
  }

  /** How many lines hold any of these words. A log must hold nothing that a person wrote. */
  public long linesWithAnyOf(Collection<String> words) throws IOException {
    try (Stream<String> lines = lines()) {
      return lines.filter(line -> words.stream().anyMatch(line::contains)).count();
    }
  }

  /** Whether a sentence has been written yet. */
  boolean holds(String sentence) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (Stream<String> lines = lines()) {
      return lines.anyMatch(line -> line.contains(sentence));
    }
  }

  /** Its last lines. */
  String tail() throws IOException {
    try (Stream<String> lines = lines()) {
      List<String> all = lines.toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - LAST_LINES), all.size()));
    }
  }

  private Stream<String> lines() throws IOException {
    // A server that was killed may leave half a character.
    return Files.readString(file, StandardCharsets.ISO_8859_1)
        .lines()
        .map(
            line -> new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }
}
