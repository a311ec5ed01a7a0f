package org.porchlight.moderation.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.porchlight.moderation.Moderation;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.rules.RuleModeration;
import tools.jackson.databind.json.JsonMapper;

/** Measures moderation on labelled files: {@code evaluate FILE...}. */
public final class Evaluate {
  private static final String USAGE =
      """
      evaluate [--gate [--at-most N]] [--side seeker|peer] [--task NAME] [--ids OUT] FILE...
        FILE          one JSON object a line: id, text, and where present label or gold, role, conv
        --gate        fails when a rule speaks on a line that is not labelled as a positive
        --at-most N   how often each rule may, per file (0)
        --side        whose words they are where the lines do not say
        --task        crisis, scope, harassment, policy, personal or negative, when the guess is wrong
        --ids OUT     writes the ids of what was missed or falsely seen to a file
      """;

  private Evaluate() {}

  /** Counts go to standard output, one line a file for people; the last line is one JSON object. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.out));
  }

  static int run(String[] arguments, PrintStream out) {
    Options options = Options.of(arguments);
    if (options.files().isEmpty()) {
      out.print(USAGE);
      return 2;
    }
    long before = usedHeap();
    Moderation moderation = RuleModeration.english();
    long heap = usedHeap() - before;
    List<String> ids = new ArrayList<>();
    List<Map<String, Object>> files = new ArrayList<>();
    Map<String, Integer> gate = new TreeMap<>();
    for (Path file : options.files()) {
      List<Row> rows = Row.read(file);
      String name = String.valueOf(file.getFileName());
      Task task = options.task() == null ? Task.of(name, rows) : options.task();
      Side side = options.side() == null ? task.side(name) : options.side();
      if (options.gate()) {
        Gate.count(moderation, rows, task, side)
            .forEach((rule, count) -> {
              if (count > options.atMost()) {
                gate.put(name + " " + rule, count);
              }
            });
        continue;
      }
      // once to warm up, so that the times are those of a running server
      new FileReport(name, task, side, id -> {}).measure(moderation, rows);
      FileReport report = new FileReport(name, task, side, ids::add);
      report.measure(moderation, rows);
      files.add(report.json());
      print(report.json(), out);
    }
    write(options.ids(), ids);
    Map<String, Object> last = new LinkedHashMap<>();
    last.put("files", files);
    last.put("heapBytes", heap);
    if (options.gate()) {
      gate.forEach((rule, count) -> out.println("gate: " + rule + " " + count));
      last.put("gate", gate);
    }
    out.println(new JsonMapper().writeValueAsString(last));
    return gate.isEmpty() ? 0 : 1;
  }

  private static void print(Map<String, Object> report, PrintStream out) {
    out.println("== " + report.get("file"));
    report.forEach((name, value) -> out.println("  " + name + ": " + value));
  }

  private static void write(@Nullable Path file, List<String> ids) {
    if (file == null) {
      return;
    }
    try {
      Files.write(file, ids);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private record Options(
      List<Path> files,
      boolean gate,
      int atMost,
      @Nullable Side side,
      @Nullable Task task,
      @Nullable Path ids) {

    static Options of(String[] arguments) {
      List<Path> files = new ArrayList<>();
      boolean gate = false;
      int atMost = 0;
      Side side = null;
      Task task = null;
      Path ids = null;
      for (int i = 0; i < arguments.length; i++) {
        switch (arguments[i]) {
          case "--gate" -> gate = true;
          case "--at-most" -> atMost = Integer.parseInt(arguments[++i]);
          case "--side" -> side = Side.valueOf(arguments[++i].toUpperCase(Locale.ROOT));
          case "--task" -> task = Task.valueOf(arguments[++i].toUpperCase(Locale.ROOT));
          case "--ids" -> ids = Path.of(arguments[++i]);
          default -> files.add(Path.of(arguments[i]));
        }
      }
      return new Options(files, gate, atMost, side, task, ids);
    }
  }
}
