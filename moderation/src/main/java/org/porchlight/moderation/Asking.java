package org.porchlight.moderation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The quiet hint beside a seeker's message: ask about it directly, and words to ask with.
 *
 * @param hint one sentence for the peer
 * @param words ways of asking, for the peer to say in their own voice
 * @param source where the volunteers' training speaks of it, in words
 */
public record Asking(String hint, List<String> words, String source) {
  private static final String SUICIDE_SOURCE = "When someone speaks of suicide";

  private static final Asking ABOUT_SUICIDE =
      new Asking(
          "It may help to ask about suicide directly. Asking does not put the thought there; it"
              + " tells them you can hear it.",
          List.of(
              "Are you thinking about suicide?",
              "When you say that, do you mean you are thinking of ending your life?",
              "Do you want to die, or do you want this to stop? Either way I'd like to hear it."),
          SUICIDE_SOURCE);

  private static final Asking ABOUT_TONIGHT =
      new Asking(
          "A supervisor is looking too, so you are not alone with this. Stay with them, and ask"
              + " about tonight.",
          List.of(
              "Are you safe right now?",
              "Is there something near you that you could hurt yourself with? Could you put it"
                  + " somewhere else while we talk?",
              "Is there anyone who could be with you tonight?"),
          SUICIDE_SOURCE);

  private static final Asking ABOUT_SELF_HARM =
      new Asking(
          "You can ask about it plainly and without alarm.",
          List.of(
              "Are you hurt right now? Is there anything that needs looking after?",
              "What does it do for you when it gets like this?",
              "Are there also thoughts of dying, or is it something else?"),
          "When someone hurts themselves");

  private static final Asking ABOUT_SAFETY =
      new Asking(
          "They may not be safe where they are. Go at their pace.",
          List.of(
              "Are you safe to type right now?",
              "Is the person near you?",
              "Is there somewhere you could go tonight, if you wanted to?"),
          "When home is not safe");

  private static final Asking ABOUT_AGE =
      new Asking(
          "They may be under age. Keep talking; a supervisor joins, and there are lines made for"
              + " young people.",
          List.of("Would you tell me roughly how old you are? It's fine if not."),
          "Keeping young people safe");

  public Asking {
    words = List.copyOf(words);
  }

  /** What to ask after a seeker's message; empty when nothing in it calls for a question. */
  public static Optional<Asking> about(Verdict verdict) {
    if (verdict.output() == Output.NONE) {
      return Optional.empty();
    }
    if (verdict.level() >= 3) {
      return Optional.of(ABOUT_TONIGHT);
    }
    return verdict.findings().stream().map(Finding::category).flatMap(Asking::of).findFirst();
  }

  private static Stream<Asking> of(Category category) {
    return switch (category) {
      case SUICIDE, OVERDOSE -> Stream.of(ABOUT_SUICIDE);
      case SELF_HARM -> Stream.of(ABOUT_SELF_HARM);
      case ABUSE, HARM_TO_OTHERS, CONFUSION -> Stream.of(ABOUT_SAFETY);
      case MINOR_AT_RISK -> Stream.of(ABOUT_AGE);
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
