package org.porchlight.moderation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.porchlight.moderation.text.Hints;

/**
 * The quiet hint beside a seeker's message: ask about it directly, and words to ask with. The
 * sentences stand in {@code /hints/<language>.yaml}.
 *
 * @param hint one sentence for the peer
 * @param words ways of asking, for the peer to say in their own voice
 * @param source where the volunteers' training speaks of it, in words
 */
public record Asking(String hint, List<String> words, String source) {
  private static final String ENGLISH = "en";
  private static final Map<String, Hints> HINTS = new ConcurrentHashMap<>();

  public Asking {
    words = List.copyOf(words);
  }

  /** What to ask after a seeker's message, in English. */
  public static Optional<Asking> about(Verdict verdict) {
    return about(verdict, ENGLISH);
  }

  /**
   * What to ask after a seeker's message; empty when nothing in it calls for a question.
   *
   * @param language the two-letter code of the language the conversation is in
   * @throws IllegalStateException when there are no hints in that language
   */
  public static Optional<Asking> about(Verdict verdict, String language) {
    if (verdict.output() == Output.NONE) {
      return Optional.empty();
    }
    Optional<String> question =
        verdict.level() >= 3
            ? Optional.of("tonight")
            : verdict.findings().stream().map(Finding::category).flatMap(Asking::of).findFirst();
    return question.map(name -> of(HINTS.computeIfAbsent(language, Hints::of).question(name)));
  }

  private static Asking of(Hints.Question question) {
    return new Asking(question.hint(), question.words(), question.source());
  }

  private static Stream<String> of(Category category) {
    return switch (category) {
      case SUICIDE, OVERDOSE -> Stream.of("suicide");
      case SELF_HARM -> Stream.of("self-harm");
      case ABUSE, HARM_TO_OTHERS, CONFUSION -> Stream.of("safety");
      case MINOR_AT_RISK -> Stream.of("age");
      case HISTORY,
          THIRD_PARTY,
          DIAGNOSIS,
          MEDICATION,
          TREATMENT_ADVICE,
          DISCOURAGING_CARE,
          PROMISE,
          OFF_PLATFORM,
          SEXUAL,
          STIGMA,
          SELF_DISCLOSURE,
          PERSONAL_DATA,
          HARASSMENT,
          RAISED,
          UNSCREENED ->
          Stream.empty();
    };
  }
}
