package org.porchlight.moderation.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.porchlight.moderation.Category;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads a rule file from the class path. */
final class RuleFile {
  private RuleFile() {}

  /**
   * The rules of a file.
   *
   * @throws IllegalArgumentException naming the rule that is malformed
   */
  @SuppressWarnings("unchecked")
  static List<Rule> read(String name) {
    try (var stream = RuleFile.class.getResourceAsStream("/rules/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("rule file " + name + " is not on the class path");
      }
      Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(stream);
      var lists = (Map<String, List<String>>) file.getOrDefault("lists", Map.of());
      var rules = (List<Map<String, Object>>) file.getOrDefault("rules", List.of());
      return rules.stream().map(rule -> rule(rule, lists)).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Rule rule(Map<String, Object> entry, Map<String, List<String>> lists) {
    String id = String.valueOf(entry.get("id"));
    try {
      Object suggestion = entry.get("suggestion");
      return new Rule(
          id,
          Category.valueOf(String.valueOf(entry.get("category")).toUpperCase(Locale.ROOT)),
          ((Number) entry.getOrDefault("level", 0)).intValue(),
          texts(entry, "patterns").stream().map(text -> Pattern.parse(text, lists)).toList(),
          String.valueOf(entry.get("why")),
          suggestion == null ? null : suggestion.toString(),
          texts(entry, "examples"),
          texts(entry, "not"));
    } catch (RuntimeException malformed) {
      throw new IllegalArgumentException("rule " + id + ": " + malformed.getMessage(), malformed);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<String> texts(Map<String, Object> entry, String field) {
    Object value = entry.get(field);
    if (!(value instanceof List<?> list) || list.isEmpty()) {
      throw new IllegalArgumentException(field + " missing (expected: a list)");
    }
    return List.copyOf((List<String>) list);
  }
}
