package org.porchlight.chat.house;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;

/**
 * A sentence as a coordinator wants it, or neither language for what ships. It refuses with a
 * problem document what cannot be, and repeats nothing of it.
 */
record WordForm(
    @Nullable Integer version, @Nullable String key, @Nullable String en, @Nullable String es) {
  private static final int LONGEST = 300;

  /** Numbers come from what is set, so that no sentence disagrees with what the server does. */
  private static final Pattern NUMBER = Pattern.compile("\\p{N}");

  private static final Pattern SIGNS = Pattern.compile("[\\p{L}\\p{M}\\p{P}\\p{Zs}]*");

  /** Nobody in distress is shouted at; and what hurts is said to nobody (words.md, voice). */
  private static final Pattern NEVER =
      Pattern.compile(
          "[!¡]|\\b(?:oops|uh-oh|calm down|don['’]t worry|cheer up|please be patient"
              + "|committed suicide|are you sure|user|ticket|customer)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** The version that was looked at. */
  int seen() {
    return version(version);
  }

  /** The key of the sentence. */
  String wanted(ChangeableWords changeable) {
    if (key == null || !changeable.all().containsKey(key)) {
      throw Refusals.bad("key", "expected a sentence that may be changed");
    }
    return key;
  }

  /** What it is to say; null for what ships. */
  @Nullable Sentence sentence(ChangeableWords changeable) {
    String english = Objects.requireNonNullElse(en, "").strip();
    String spanish = Objects.requireNonNullElse(es, "").strip();
    if (english.isEmpty() && spanish.isEmpty()) {
      return null;
    }
    if (english.isEmpty() || spanish.isEmpty()) {
      throw Refusals.bad("missing", "expected both languages, or neither");
    }
    if (english.length() > LONGEST || spanish.length() > LONGEST) {
      throw Refusals.bad("long", "expected at most 300 characters");
    }
    String both = english + " " + spanish;
    if (NUMBER.matcher(both).find()) {
      throw Refusals.bad("numbers", "expected no number: those come from what is set");
    }
    if (NEVER.matcher(both).find()) {
      throw Refusals.bad("tone", "expected no exclamation mark, and none of the words that hurt");
    }
    if (!SIGNS.matcher(both).matches()) {
      throw Refusals.bad("signs", "expected letters, spaces and punctuation");
    }
    var sentence = new Sentence(english, spanish);
    if (!changeable.fits(wanted(changeable), sentence)) {
      throw Refusals.bad("places", "expected the places of the sentence in both languages");
    }
    return sentence;
  }

  /** A version, as it was looked at. */
  static int version(@Nullable Integer version) {
    if (version == null || version < 0) {
      throw Refusals.bad("version", "expected 0 or more");
    }
    return version;
  }

  @Override
  public String toString() {
    return "WordForm";
  }
}
