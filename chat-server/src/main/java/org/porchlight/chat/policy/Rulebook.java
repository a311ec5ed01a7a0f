package org.porchlight.chat.policy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.porchlight.moderation.rules.Language;
import org.porchlight.moderation.rules.Phrase;
import org.porchlight.moderation.rules.RuleModeration;

/**
 * The rules of every language as they ship. Those of one look at what people write; the others can
 * be read and added to, and wait for their review.
 */
final class Rulebook {
  private final RuleModeration english = RuleModeration.english();
  private final RuleModeration spanish = RuleModeration.forMeasuring(Language.SPANISH);

  RuleModeration of(Language language) {
    return switch (language) {
      case ENGLISH -> english;
      case SPANISH -> spanish;
    };
  }

  /** The language whose rules look at what people write. */
  Language inUse() {
    return Language.ENGLISH;
  }

  /** Why a phrase cannot be looked for; empty when it can. */
  Optional<Phrase.Fault> fault(HousePhrase phrase) {
    return of(phrase.language()).fault(phrase.phrase());
  }

  /**
   * Those of a language that can be looked for, as a later version may not know a rule any more.
   */
  List<Phrase> fitting(Language language, Collection<HousePhrase> phrases) {
    return phrases.stream()
        .filter(phrase -> phrase.language() == language && fault(phrase).isEmpty())
        .map(HousePhrase::phrase)
        .toList();
  }
}
