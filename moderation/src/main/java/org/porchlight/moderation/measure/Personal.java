package org.porchlight.moderation.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.Finding;
import org.porchlight.moderation.Verdict;
import tools.jackson.databind.JsonNode;

/** Spans of personal data that were found, by type: a span counts when a finding overlaps it. */
final class Personal {
  private final Map<String, int[]> found = new TreeMap<>();
  private int rowsWithNone;
  private int falseRows;

  void add(Row row, Verdict verdict) {
    JsonNode spans = row.gold();
    if (spans == null) {
      return;
    }
    if (spans.isEmpty()) {
      rowsWithNone++;
      falseRows += hasPersonalData(verdict) ? 1 : 0;
    }
    for (JsonNode span : spans) {
      int[] counts = found.computeIfAbsent(span.get(0).asString(""), first -> new int[2]);
      counts[1]++;
      counts[0] += overlaps(verdict, span.get(2).asInt(0), span.get(3).asInt(0)) ? 1 : 0;
    }
  }

  private static boolean hasPersonalData(Verdict verdict) {
    return verdict.findings().stream()
        .anyMatch(finding -> finding.category() == Category.PERSONAL_DATA);
  }

  private static boolean overlaps(Verdict verdict, int start, int end) {
    for (Finding finding : verdict.findings()) {
      if (finding.category() == Category.PERSONAL_DATA
          && finding.span().start() < end
          && finding.span().end() > start) {
        return true;
      }
    }
    return false;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    found.forEach((type, counts) -> json.put(type, counts[0] + "/" + counts[1]));
    json.put("rowsWithNone", rowsWithNone);
    json.put("falseRows", falseRows);
    return json;
  }
}
