package org.porchlight.chat.policy;

import org.porchlight.moderation.rules.Language;
import org.porchlight.moderation.rules.Phrase;

/**
 * A phrase that this house adds to a rule of a language.
 *
 * @param rule the id of a rule that ships
 * @param words in small letters, with single spaces
 */
record HousePhrase(Language language, String rule, String words) {

  /** As the rules of its language take it. */
  Phrase phrase() {
    return new Phrase(rule, words);
  }

  /** Without the words. */
  @Override
  public String toString() {
    return "HousePhrase[language=" + language + ", rule=" + rule + "]";
  }
}
