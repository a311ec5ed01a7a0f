package org.porchlight.moderation.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Finding;
import org.porchlight.moderation.Moderation;
import org.porchlight.moderation.Output;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.Verdict;

/** What moderation says about one file, counted. */
final class FileReport {
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private final String name;
  private final Task task;
  private final Side usualSide;
  private final Consumer<String> ids;

  private final Tally any = new Tally();
  private final Tally escalated = new Tally();
  private final Map<String, Tally> byGold = new TreeMap<>();
  private final Map<Side, int[]> outputs = new TreeMap<>();
  private final Map<Category, Integer> categories = new TreeMap<>();
  private final Map<String, Integer> rules = new TreeMap<>();
  private final Map<String, ConversationContext> contexts = new HashMap<>();
  private final Set<String> watched = new HashSet<>();
  private final Set<String> raised = new HashSet<>();
  private final List<Integer> misses = new ArrayList<>();
  private final Personal personal = new Personal();
  private int urgent;
  private long[] nanos = new long[0];
  private long[] cpuNanos = new long[0];

  FileReport(String name, Task task, Side usualSide, Consumer<String> ids) {
    this.name = name;
    this.task = task;
    this.usualSide = usualSide;
    this.ids = ids;
  }

  void measure(Moderation moderation, List<Row> rows) {
    nanos = new long[rows.size()];
    cpuNanos = new long[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      Side side = row.side() == null ? usualSide : row.side();
      String conversation = row.conversation() == null ? row.id() : row.conversation();
      ConversationContext context =
          side == Side.PEER
              ? ConversationContext.FRESH
              : contexts.getOrDefault(conversation, ConversationContext.FRESH);
      Utterance utterance = new Utterance(side, row.text());
      long cpuStart = CPU.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      Verdict verdict = moderation.screen(utterance, context);
      nanos[i] = System.nanoTime() - start;
      cpuNanos[i] = CPU.getCurrentThreadCpuTime() - cpuStart;
      if (side == Side.SEEKER) {
        contexts.put(conversation, context.after(verdict));
      }
      count(row, side, conversation, verdict);
    }
  }

  private void count(Row row, Side side, String conversation, Verdict verdict) {
    outputs
        .computeIfAbsent(side, first -> new int[Output.values().length])[
        verdict.output().ordinal()]++;
    urgent += verdict.level() >= 4 ? 1 : 0;
    if (side == Side.SEEKER && verdict.output() != Output.NONE) {
      watched.add(conversation);
      if (verdict.output() == Output.ESCALATE) {
        raised.add(conversation);
      }
    }
    Set<Category> seen = new HashSet<>();
    Set<String> seenRules = new HashSet<>();
    for (Finding finding : verdict.findings()) {
      seen.add(finding.category());
      seenRules.add(finding.rule());
    }
    seen.forEach(category -> categories.merge(category, 1, Integer::sum));
    seenRules.forEach(rule -> rules.merge(rule, 1, Integer::sum));
    judge(row, verdict, seenRules);
  }

  private void judge(Row row, Verdict verdict, Set<String> seenRules) {
    Boolean gold = task.gold(row);
    if (gold == null) {
      return;
    }
    boolean seen = task.seen(verdict);
    any.add(gold, seen);
    escalated.add(gold, verdict.output() == Output.ESCALATE);
    if (task == Task.PERSONAL) {
      personal.add(row, verdict);
    } else if (row.gold() != null && row.gold().isValueNode() && task != Task.NEGATIVE) {
      byGold.computeIfAbsent(row.gold().asString(""), first -> new Tally()).add(true, seen);
    }
    if (task == Task.CRISIS && row.gold() != null) {
      String level = row.gold().asString("");
      if (level.length() == 1 && Character.isDigit(level.charAt(0))) {
        misses.add(Math.abs(Integer.parseInt(level) - verdict.level()));
      }
    }
    if (gold != seen) {
      ids.accept(
          name
              + " "
              + row.id()
              + (gold ? " missed" : " false")
              + " "
              + verdict.output()
              + " "
              + verdict.level()
              + " "
              + String.join(",", new TreeSet<>(seenRules)));
    }
  }

  /** The numbers by name. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", name);
    json.put("task", task.name());
    json.put("judged", any.count());
    json.put("seen", any.json());
    json.put("escalated", escalated.json());
    if (!byGold.isEmpty()) {
      Map<String, Object> recall = new LinkedHashMap<>();
      byGold.forEach((gold, tally) -> Tally.put(recall, gold, tally.recall()));
      json.put("seenByGold", recall);
    }
    if (!misses.isEmpty() && byGold.size() > 2) {
      Tally.put(json, "levelMae", misses.stream().mapToInt(Integer::intValue).average().orElse(0));
    }
    outputs.forEach((side, counts) -> {
      Map<String, Object> one = new LinkedHashMap<>();
      int all = Arrays.stream(counts).sum();
      one.put("messages", all);
      for (Output output : Output.values()) {
        one.put(output.name(), counts[output.ordinal()]);
      }
      Tally.put(one, "flaggedShare", (double) (all - counts[0]) / all);
      json.put(side.name(), one);
    });
    json.put("level4AndAbove", urgent);
    if (contexts.size() < nanos.length && !contexts.isEmpty()) {
      Map<String, Object> conversations = new LinkedHashMap<>();
      conversations.put("all", contexts.size());
      conversations.put("watchOrEscalate", watched.size());
      conversations.put("escalate", raised.size());
      Tally.put(conversations, "watchShare", (double) watched.size() / contexts.size());
      Tally.put(conversations, "escalateShare", (double) raised.size() / contexts.size());
      json.put("conversations", conversations);
    }
    json.put("categories", categories);
    json.put("rules", rules);
    if (task == Task.PERSONAL) {
      json.put("personal", personal.json());
    }
    json.put("p50Micros", micros(nanos, 0.5));
    json.put("p99Micros", micros(nanos, 0.99));
    // what the work itself took, on a machine that others use as well
    json.put("p50CpuMicros", micros(cpuNanos, 0.5));
    json.put("p99CpuMicros", micros(cpuNanos, 0.99));
    return json;
  }

  private static double micros(long[] nanos, double share) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    int index = (int) Math.min(sorted.length - 1L, (long) (sorted.length * share));
    return index < 0 ? 0 : sorted[index] / 100 / 10.0;
  }
}
