package org.porchlight.moderation.measure;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.Output;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Verdict;
import tools.jackson.databind.JsonNode;

/** What a file's labels are about, and so what counts as seen. */
enum Task {
  /** Levels 0 to 6, or 0 and 1. */
  CRISIS,
  /** A peer's scope: 0, or a code such as OFF, MED, DX. */
  SCOPE,
  /** Abuse of the other side: 0 and 1. */
  HARASSMENT,
  /** An object of categories; S and SH are judged. */
  POLICY,
  /** Spans of personal data. */
  PERSONAL,
  /** No labels, or labels about something else: everything that is seen is counted. */
  NEGATIVE;

  /** Guesses from the name and the shape of the lines; a command line may say otherwise. */
  static Task of(String name, List<Row> rows) {
    String file = name.toLowerCase(Locale.ROOT);
    if (rows.stream().anyMatch(row -> row.json().has("sexual")) || file.contains("abusive")) {
      return HARASSMENT;
    }
    if (file.contains("stress") || rows.stream().allMatch(row -> row.gold() == null)) {
      return NEGATIVE;
    }
    if (rows.stream().anyMatch(row -> row.gold() != null && row.gold().isObject())) {
      return POLICY;
    }
    if (rows.stream().anyMatch(row -> row.gold() != null && row.gold().isArray())) {
      return PERSONAL;
    }
    if (rows.stream().anyMatch(row -> isScope(row.gold()))) {
      return SCOPE;
    }
    return rows.stream().allMatch(row -> row.gold() == null || isCrisis(row.gold()))
        ? CRISIS
        : NEGATIVE;
  }

  private static boolean isScope(@Nullable JsonNode gold) {
    return gold != null
        && switch (gold.asString("")) {
          case "OFF", "MED", "DX", "TX", "PROM", "ROM", "STIG", "HARM" -> true;
          default -> false;
        };
  }

  private static boolean isCrisis(JsonNode gold) {
    String text = gold.asString("");
    return text.length() == 1 && "0123456AHT".contains(text) || text.equals("SH");
  }

  /** Whose words they are when the lines do not say. */
  Side side(String name) {
    String file = name.toLowerCase(Locale.ROOT);
    boolean helpers =
        file.contains("peer") || file.contains("doctor") || file.contains("therapist");
    return this == SCOPE || helpers ? Side.PEER : Side.SEEKER;
  }

  /** Whether the person who labelled it said yes; null when it is not to be judged. */
  @Nullable Boolean gold(Row row) {
    JsonNode gold = row.gold();
    return switch (this) {
      case NEGATIVE -> false;
      case PERSONAL -> gold != null && !gold.isEmpty();
      case POLICY -> gold == null ? null : policy(gold);
      case CRISIS ->
          gold == null || gold.asString("").equals("A")
              ? null
              : !List.of("0", "H", "T").contains(gold.asString(""));
      case SCOPE, HARASSMENT ->
          gold == null || gold.asString("").equals("A") ? null : !gold.asString("").equals("0");
    };
  }

  private static @Nullable Boolean policy(JsonNode gold) {
    if (gold.path("SH").asInt(0) == 1) {
      return true;
    }
    return gold.hasNonNull("SH") ? false : null;
  }

  /** Whether the verdict says yes. */
  boolean seen(Verdict verdict) {
    return switch (this) {
      case CRISIS, POLICY -> verdict.level() >= 1;
      case SCOPE ->
          verdict.findings().stream()
              .anyMatch(finding -> finding.category() != Category.SELF_DISCLOSURE);
      case HARASSMENT ->
          verdict.findings().stream()
              .anyMatch(finding ->
                  finding.category() == Category.HARASSMENT
                      || finding.category() == Category.SEXUAL);
      case PERSONAL ->
          verdict.findings().stream()
              .anyMatch(finding -> finding.category() == Category.PERSONAL_DATA);
      case NEGATIVE -> verdict.output() != Output.NONE;
    };
  }
}
