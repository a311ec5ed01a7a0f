package org.porchlight.moderation.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said beside a message when no single rule says it, in one language. Immutable.
 *
 * @param reviewed whether people who speak the language and know the work have read it
 * @param remarks by name
 * @param questions by name
 */
public record Hints(
    boolean reviewed, Map<String, Remark> remarks, Map<String, Question> questions) {

  /**
   * A remark on something seen.
   *
   * @param why one sentence
   * @param suggestion a gentler wording, or null
   * @param source where the training speaks of it, or null
   */
  public record Remark(String why, @Nullable String suggestion, @Nullable String source) {}

  /**
   * How a peer may ask.
   *
   * @param hint one sentence for the peer
   * @param words ways of asking
   * @param source where the training speaks of it
   */
  public record Question(String hint, List<String> words, String source) {
    public Question {
      words = List.copyOf(words);
    }
  }

  public Hints {
    remarks = Map.copyOf(remarks);
    questions = Map.copyOf(questions);
  }

  /** The hints of a language that ship with the module: {@code /hints/<code>.yaml}. */
  public static Hints of(String language) {
    Map<String, Object> file = Yamls.read("/hints/" + language + ".yaml");
    Map<String, Remark> remarks = new HashMap<>();
    Yamls.maps(file, "remarks")
        .forEach((name, entry) ->
            remarks.put(
                name,
                new Remark(
                    text(name, entry, "why"),
                    optional(entry, "suggestion"),
                    optional(entry, "source"))));
    Map<String, Question> questions = new HashMap<>();
    Yamls.maps(file, "asking")
        .forEach((name, entry) ->
            questions.put(
                name,
                new Question(
                    text(name, entry, "hint"), words(entry), text(name, entry, "source"))));
    return new Hints(Boolean.TRUE.equals(file.get("reviewed")), remarks, questions);
  }

  /**
   * A remark by its name.
   *
   * @throws IllegalArgumentException when the language has none of this name
   */
  public Remark remark(String name) {
    return known(remarks.get(name), name);
  }

  /**
   * A question by its name.
   *
   * @throws IllegalArgumentException when the language has none of this name
   */
  public Question question(String name) {
    return known(questions.get(name), name);
  }

  private static <T> T known(@Nullable T hint, String name) {
    if (hint == null) {
      throw new IllegalArgumentException("hint: " + name + " (expected: one of the file)");
    }
    return hint;
  }

  private static String text(String name, Map<?, ?> entry, String field) {
    String text = optional(entry, field);
    if (text == null) {
      throw new IllegalArgumentException("hint " + name + ": " + field + " missing");
    }
    return text;
  }

  private static @Nullable String optional(Map<?, ?> entry, String field) {
    Object value = entry.get(field);
    return value == null ? null : value.toString();
  }

  private static List<String> words(Map<?, ?> entry) {
    return entry.get("words") instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
