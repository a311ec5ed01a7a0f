package org.porchlight.moderation.rules;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.Feature;
import org.porchlight.moderation.text.Wording;
import org.porchlight.moderation.text.Yamls;

/**
 * A rule file of the class path.
 *
 * @param reviewed whether its maintainers, who speak the language, have read it and answer for it
 * @param rules its rules
 */
record RuleFile(boolean reviewed, List<Rule> rules) {

  /**
   * Reads a file, with the word lists that its language's files share.
   *
   * @throws IllegalArgumentException naming the rule that is malformed
   */
  static RuleFile read(String name, Wording wording, Lexicon lexicon) {
    Map<String, Object> file = Yamls.read("/rules/" + name);
    PatternParser parser = new PatternParser(wording, lexicon, Yamls.lists(file, "lists"));
    return new RuleFile(
        Boolean.TRUE.equals(file.get("reviewed")),
        entries(file).stream().map(entry -> rule(entry, parser)).toList());
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> entries(Map<String, Object> file) {
    return (List<Map<String, Object>>) file.getOrDefault("rules", List.of());
  }

  private static Rule rule(Map<String, Object> entry, PatternParser parser) {
    String id = String.valueOf(entry.get("id"));
    try {
      return new Rule(
          id,
          Category.valueOf(String.valueOf(entry.get("category")).toUpperCase(Locale.ROOT)),
          ((Number) entry.getOrDefault("level", 0)).intValue(),
          Boolean.TRUE.equals(entry.get("cue")),
          texts(entry, "patterns", true).stream().map(parser::parse).toList(),
          texts(entry, "unless", false).stream().map(parser::parse).toList(),
          features(entry),
          text(entry, "why"),
          optional(entry, "suggestion"),
          optional(entry, "source"),
          texts(entry, "examples", true),
          texts(entry, "not", true));
    } catch (RuntimeException malformed) {
      throw new IllegalArgumentException("rule " + id + ": " + malformed.getMessage(), malformed);
    }
  }

  private static Set<Feature> features(Map<String, Object> entry) {
    return texts(entry, "keeps", false).stream()
        .map(name -> Feature.valueOf(name.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String text(Map<String, Object> entry, String field) {
    String value = optional(entry, field);
    if (value == null) {
      throw new IllegalArgumentException(field + " missing (expected: a sentence)");
    }
    return value;
  }

  private static @Nullable String optional(Map<String, Object> entry, String field) {
    Object value = entry.get(field);
    return value == null ? null : value.toString();
  }

  private static List<String> texts(Map<String, Object> entry, String field, boolean required) {
    Object value = entry.get(field);
    if (value instanceof List<?> list && !list.isEmpty()) {
      return list.stream().map(String::valueOf).toList();
    }
    if (required) {
      throw new IllegalArgumentException(field + " missing (expected: a list)");
    }
    return List.of();
  }
}
