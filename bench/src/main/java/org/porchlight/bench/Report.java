package org.porchlight.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The figures of a run: a table for people, and one line of JSON for whoever compares runs. */
public final class Report {
  private static final int NAME_WIDTH = 38;

  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final List<String> rows = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  /** A report of this harness. */
  public Report(String harness) {
    figures.put("harness", harness);
  }

  /** One figure, with its name in words and in JSON. */
  public Report figure(String words, String name, Object value) {
    figures.put(name, value);
    row(words, value);
    return this;
  }

  /** A time at its median and its 99th percentile, in milliseconds with one decimal. */
  public Report times(String words, String name, double half, double most) {
    figures.put(name + "P50Ms", rounded(half));
    figures.put(name + "P99Ms", rounded(most));
    row(words + ", p50 / p99", "%s / %s ms".formatted(rounded(half), rounded(most)));
    return this;
  }

  /** A figure that has to be exactly this for the run to hold. */
  public Report must(String words, String name, long value, long expected) {
    figure(words, name, value);
    if (value != expected) {
      broken.add("%s: %d (expected: %d)".formatted(words, value, expected));
    }
    return this;
  }

  /** Prints the table, what went wrong, and the line. Answers the exit status. */
  public int print(List<String> complaints) {
    System.out.println();
    rows.forEach(System.out::println);
    complaints.forEach(complaint -> System.out.println("  ! " + complaint));
    broken.forEach(what -> System.out.println("  does not hold: " + what));
    System.out.println();
    figures.put("holds", broken.isEmpty());
    System.out.println(JsonMapper.shared().writeValueAsString(figures));
    return broken.isEmpty() ? 0 : 1;
  }

  private void row(String words, Object value) {
    rows.add(String.format(Locale.ROOT, "  %-" + NAME_WIDTH + "s %s", words, value));
  }

  private static double rounded(double millis) {
    return Math.round(millis * 10) / 10.0;
  }
}
