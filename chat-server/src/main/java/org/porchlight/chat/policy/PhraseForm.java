package org.porchlight.chat.policy;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.moderation.rules.Language;
import org.porchlight.moderation.rules.Phrase;

/**
 * A phrase as a coordinator wants it. It refuses with a problem document what cannot be, and
 * repeats nothing of it.
 *
 * @param there whether it is to be looked for
 */
record PhraseForm(
    @Nullable Integer version,
    @Nullable String language,
    @Nullable String rule,
    @Nullable String phrase,
    @Nullable Boolean there) {
  private static final Pattern SPACES = Pattern.compile("\\s+");

  /** Longer than any phrase, and short enough to be looked at. */
  private static final int LONGEST = 200;

  /** The version that was looked at. */
  int seen() {
    return version(version);
  }

  boolean isThere() {
    if (there == null) {
      throw Refusals.bad("there", "expected true or false");
    }
    return there;
  }

  /** The phrase, where it can be looked for. */
  HousePhrase wanted(Rulebook rulebook) {
    HousePhrase wanted = named();
    rulebook
        .fault(wanted)
        .ifPresent(fault -> {
          throw Refusals.bad(fault.name().toLowerCase(Locale.ROOT), expected(fault));
        });
    return wanted;
  }

  /** The phrase, also where a later version does not look for it any more. */
  HousePhrase named() {
    Language wanted =
        Language.of(Objects.requireNonNullElse(language, ""))
            .orElseThrow(() -> Refusals.bad("language", "expected one of the languages"));
    String words = Objects.requireNonNullElse(phrase, "");
    if (words.length() > LONGEST) {
      throw Refusals.bad("length", expected(Phrase.Fault.LENGTH));
    }
    String plain =
        SPACES
            .matcher(Normalizer.normalize(words, Normalizer.Form.NFC).strip())
            .replaceAll(" ")
            .toLowerCase(Locale.ROOT);
    return new HousePhrase(wanted, Objects.requireNonNullElse(rule, ""), plain);
  }

  /** A version, as it was looked at. */
  static int version(@Nullable Integer version) {
    if (version == null || version < 0) {
      throw Refusals.bad("version", "expected 0 or more");
    }
    return version;
  }

  private static String expected(Phrase.Fault fault) {
    return switch (fault) {
      case RULE -> "expected a rule that takes phrases";
      case LENGTH -> "expected 2 to 60 characters, and at most 20 words";
      case SIGNS -> "expected letters, digits, spaces, apostrophes and hyphens";
      case COMMON -> "expected more than one or two words that are in nearly every message";
      case PAIN -> "expected no words in which somebody speaks of their own pain";
    };
  }

  @Override
  public String toString() {
    return "PhraseForm";
  }
}
