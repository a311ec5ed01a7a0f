package org.porchlight.moderation.text;

import java.text.Normalizer;

/**
 * The plain form of a word's letters: compatibility forms, accents and look-alikes are not meaning.
 */
final class Plain {
  /** Longer than any word; what lies beyond is not read. */
  private static final int LONGEST_WORD = 64;

  /** Cyrillic and Greek letters that are drawn like Latin ones, and those. */
  private static final String LOOK_ALIKES = "аеорсухіѕјԁоοαερικντυ";

  private static final String LATIN = "aeopcyxisjdooaepikvtu";

  private Plain() {}

  /** Lower case letters, digits and apostrophes of a word, at most 64. */
  static String of(String word) {
    StringBuilder plain = new StringBuilder(Math.min(word.length(), LONGEST_WORD));
    for (int i = 0; i < word.length() && plain.length() < LONGEST_WORD; ) {
      int point = word.codePointAt(i);
      i += Character.charCount(point);
      append(plain, point);
    }
    return plain.toString();
  }

  private static void append(StringBuilder plain, int point) {
    if (point < 0x80) {
      plain.append((char) (point >= 'A' && point <= 'Z' ? point + 32 : point));
    } else if (apostrophe(point) == '\'') {
      plain.append('\'');
    } else if (!isInvisible(point)) {
      // One point at a time, so that no run of marks is ever sorted.
      String folded = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD);
      for (int i = 0; i < folded.length(); ) {
        int part = folded.codePointAt(i);
        i += Character.charCount(part);
        if (Character.isLetterOrDigit(part)) {
          plain.appendCodePoint(lookAlike(Character.toLowerCase(part)));
        }
      }
    }
  }

  private static int lookAlike(int point) {
    int index = point < 0x370 ? -1 : LOOK_ALIKES.indexOf(point);
    return index < 0 ? point : LATIN.charAt(index);
  }

  /** The plain apostrophe for each of the signs that stand for one. */
  static int apostrophe(int point) {
    return switch (point) {
      case '\'', '`', 0xB4, 0x2018, 0x2019, 0x201B, 0x2032, 0x02BC, 0x02B9, 0xFF07 -> '\'';
      default -> point;
    };
  }

  /** Marks, joiners, direction signs and variation selectors. */
  static boolean isInvisible(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> true;
      default -> false;
    };
  }

  /** A word with every run of three or more equal letters cut to a number of them. */
  static String unstretched(String word, int keep) {
    StringBuilder cut = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); ) {
      int run = i + 1;
      while (run < word.length() && word.charAt(run) == word.charAt(i)) {
        run++;
      }
      int kept = run - i >= 3 && Character.isLetter(word.charAt(i)) ? keep : run - i;
      cut.append(word, i, i + kept);
      i = run;
    }
    return cut.toString();
  }

  /** Digits and signs that stand for letters, written as those letters. */
  static String letters(String word) {
    StringBuilder letters = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      letters.append(
          switch (word.charAt(i)) {
            case '0' -> 'o';
            case '1', '!' -> 'i';
            case '3' -> 'e';
            case '4', '@' -> 'a';
            case '5', '$' -> 's';
            case '7' -> 't';
            default -> word.charAt(i);
          });
    }
    return letters.toString();
  }
}
