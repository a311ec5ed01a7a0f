package org.porchlight.moderation.rules;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A text as plain words: lower case, without accents, apostrophes and stretched letters, common
 * short forms written out, each word with its place in the original.
 */
record Words(List<Word> list) {
  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("u", "you"),
          Map.entry("ur", "your"),
          Map.entry("r", "are"),
          Map.entry("im", "i'm"),
          Map.entry("ive", "i've"),
          Map.entry("id", "i'd"),
          Map.entry("kms", "kill myself"),
          Map.entry("gonna", "going to"),
          Map.entry("wanna", "want to"),
          Map.entry("gotta", "got to"),
          Map.entry("rn", "now"),
          Map.entry("suicde", "suicide"),
          Map.entry("sucide", "suicide"),
          Map.entry("suiside", "suicide"),
          Map.entry("kil", "kill"),
          Map.entry("meds", "medication"),
          Map.entry("pls", "please"),
          Map.entry("insta", "instagram"),
          Map.entry("snap", "snapchat"),
          Map.entry("anymore", "any more"));

  /** English doubles letters and does not triple them, so three in a row are one that was held. */
  private static final int STRETCHED = 3;

  private static final Pattern SENTENCE_END = Pattern.compile("[.!?;\\n]");

  /**
   * A word.
   *
   * @param text the plain form
   * @param start its place in the original, UTF-16 code units, inclusive
   * @param end exclusive
   * @param clause the number of its clause, from 0
   */
  record Word(String text, int start, int end, int clause) {}

  static Words of(String original) {
    List<Word> words = new ArrayList<>();
    int clause = 0;
    int position = 0;
    while (position < original.length()) {
      int point = original.codePointAt(position);
      if (isWordPart(point)) {
        int end = wordEnd(original, position);
        add(words, original.substring(position, end), position, end, clause);
        position = end;
      } else {
        if (".!?;\n".indexOf(point) >= 0) {
          clause++;
        }
        position += Character.charCount(point);
      }
    }
    return new Words(List.copyOf(words));
  }

  int size() {
    return list.size();
  }

  Word get(int index) {
    return list.get(index);
  }

  /** Whether a question mark ends the clause of a word. */
  static boolean endsInQuestion(String original, Word word) {
    var matcher = SENTENCE_END.matcher(original);
    return matcher.find(word.end()) && original.charAt(matcher.start()) == '?';
  }

  private static int wordEnd(String text, int from) {
    int position = from;
    while (position < text.length() && isWordPart(text.codePointAt(position))) {
      position += Character.charCount(text.codePointAt(position));
    }
    return position;
  }

  private static boolean isWordPart(int point) {
    return Character.isLetterOrDigit(point)
        || point == '\''
        || point == 0x2019
        || point == '@'
        || Character.getType(point) == Character.FORMAT
        || Character.getType(point) == Character.NON_SPACING_MARK;
  }

  private static void add(List<Word> words, String original, int start, int end, int clause) {
    String plain = plain(original);
    for (String part : SHORT.getOrDefault(plain, plain).split(" ")) {
      String bare = part.replace("'", "");
      if (!bare.isEmpty()) {
        words.add(new Word(bare, start, end, clause));
      }
    }
  }

  /** Compatibility forms, accents, invisible characters and stretched letters are not meaning. */
  private static String plain(String word) {
    String folded = Normalizer.normalize(word, Normalizer.Form.NFKD);
    StringBuilder plain = new StringBuilder(folded.length());
    int run = 0;
    int last = -1;
    for (int position = 0; position < folded.length(); ) {
      int point = Character.toLowerCase(folded.codePointAt(position));
      position += Character.charCount(folded.codePointAt(position));
      if (point == 0x2019) {
        point = '\'';
      }
      if (!Character.isLetterOrDigit(point) && point != '\'' && point != '@') {
        continue;
      }
      run = point == last ? run + 1 : 1;
      last = point;
      if (run == STRETCHED) {
        plain.setLength(plain.length() - Character.charCount(point));
      } else if (run < STRETCHED) {
        plain.appendCodePoint(point);
      }
    }
    return plain.toString();
  }
}
