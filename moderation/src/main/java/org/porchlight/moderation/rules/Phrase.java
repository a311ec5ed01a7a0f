package org.porchlight.moderation.rules;

/**
 * A phrase that a house adds to a rule. It is read as the words of its rule are, and raises as they
 * do; nothing that ships is read otherwise because of it.
 *
 * @param rule the id of a rule that ships
 * @param words as people write them
 */
public record Phrase(String rule, String words) {
  static final int SHORTEST = 2;
  static final int LONGEST = 60;

  /** Short forms are written out, so a few letters may be many words. */
  static final int MOST_WORDS = 20;

  /** Why a phrase cannot be looked for. */
  public enum Fault {
    /** There is no such rule, or it takes no phrases: it is only a sign beside others. */
    RULE,
    /** It is shorter than 2 characters, or longer than 60, or than 20 words. */
    LENGTH,
    /** It has other signs than letters, digits, spaces, apostrophes and hyphens. */
    SIGNS,
    /** It is no more than two words, and those are in nearly everything that anybody writes. */
    COMMON,
    /** It would make an offence of how somebody says that they want to die, or to be hurt. */
    PAIN
  }

  /** Without the words. */
  @Override
  public String toString() {
    return "Phrase[rule=" + rule + "]";
  }
}
