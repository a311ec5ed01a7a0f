package org.porchlight.moderation.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One walk over a text, code point by code point. */
final class Scanner {
  /** Several times the longest message the protocol carries; what lies beyond is not read. */
  private static final int LONGEST = 32_768;

  /** A sentence without an end is cut here, so that nothing is ever looked for in a longer one. */
  private static final int LONGEST_SENTENCE = 120;

  /** Longer rows of letters and signs hide no word. */
  private static final int LONGEST_MASKED = 24;

  /** A quotation longer than this is an apostrophe or a slip. */
  private static final int LONGEST_QUOTATION = 400;

  private static final String SENTENCE_ENDS = ".!?;\n\u2026。！？";
  private static final String CLAUSE_ENDS = ",:()[]\u2014\u2013/";
  private static final String INSIDE_WORDS = "*@$!";

  private final String text;
  private final int length;
  private final Wording wording;
  private final List<Token> tokens = new ArrayList<>();
  private final Set<Integer> questions = new HashSet<>();
  private int sentence;
  private int sentenceWords;
  private int clause;
  private int quotationEnd = -1;

  Scanner(String text, Wording wording) {
    this.text = text;
    this.length = Math.min(text.length(), LONGEST);
    this.wording = wording;
  }

  Text read() {
    int position = 0;
    while (position < length) {
      int point = text.codePointAt(position);
      if (isWordPart(point)) {
        position = word(position);
      } else {
        mark(point, position);
        position += Character.charCount(point);
      }
    }
    return new Text(Joined.words(text, tokens, wording), questions);
  }

  private int word(int start) {
    int end = wordEnd(start, true);
    if (end - start > 1 && hasSymbol(start, end)) {
      String decoded = wording.unmasked(text.substring(start, end));
      if (decoded == null) {
        end = wordEnd(start, false);
      } else {
        add(List.of(decoded), start, end);
        return end;
      }
    }
    add(wording.plain(text.substring(start, end)), start, end);
    return end;
  }

  private void add(List<String> words, int start, int end) {
    for (String word : words) {
      writeOutIll(word);
      if (!tokens.isEmpty() && wording.opensClause(word)) {
        clause++;
      }
      if (++sentenceWords > LONGEST_SENTENCE) {
        endSentence();
      }
      tokens.add(new Token(word, start, end, sentence, clause, start < quotationEnd));
    }
  }

  /** Without its apostrophe, "I'll" looks like an illness. */
  private void writeOutIll(String next) {
    if (!tokens.isEmpty() && tokens.getLast().word().equals("ill") && wording.follows(next)) {
      Token ill = tokens.removeLast();
      for (String word : List.of("i", "will")) {
        tokens.add(
            new Token(word, ill.start(), ill.end(), ill.sentence(), ill.clause(), ill.quoted()));
      }
    }
  }

  private void mark(int point, int position) {
    if (point < 0x80 && point != '"' && Character.isWhitespace(point) && point != '\n') {
      return;
    }
    if (SENTENCE_ENDS.indexOf(point) >= 0) {
      sentenceEnd(point, position);
    } else if (CLAUSE_ENDS.indexOf(point) >= 0) {
      clause++;
    } else if (point == '"' || point == 0x201C || point == 0xAB) {
      quotation(point, position);
    } else if (point > 0xFF || point == ':') {
      String name = wording.emoji(point);
      if (name != null) {
        add(List.of(name), position, position + Character.charCount(point));
      }
    }
  }

  /** Dots inside abbreviations and numbers end nothing, and three dots only take a breath. */
  private void sentenceEnd(int point, int position) {
    boolean dot = point == '.';
    int next = position + 1 < length ? text.charAt(position + 1) : ' ';
    int before = position > 0 ? text.charAt(position - 1) : ' ';
    if (dot && (Character.isDigit(next) || isSingleLetterAt(position - 1))) {
      return;
    }
    clause++;
    if (point == 0x2026 || dot && (next == '.' || before == '.')) {
      return;
    }
    if (point == '?') {
      questions.add(sentence);
    }
    endSentence();
  }

  private void endSentence() {
    sentence++;
    clause++;
    sentenceWords = 0;
  }

  private boolean isSingleLetterAt(int position) {
    return position >= 0
        && position + 2 < length
        && Character.isLetter(text.charAt(position))
        && Character.isLetter(text.charAt(position + 2))
        && (position == 0 || !Character.isLetterOrDigit(text.charAt(position - 1)));
  }

  private void quotation(int open, int position) {
    if (position < quotationEnd) {
      return;
    }
    char close = open == '"' ? '"' : open == 0xAB ? '\u00BB' : '\u201D';
    int end = text.indexOf(close, position + 1, Math.min(length, position + LONGEST_QUOTATION));
    if (end > 0) {
      quotationEnd = end;
    }
  }

  private boolean hasSymbol(int start, int end) {
    for (int i = start; i < end; i++) {
      if (INSIDE_WORDS.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private int wordEnd(int from, boolean withSymbols) {
    int position = from;
    while (position < length) {
      int point = text.codePointAt(position);
      int next = position + Character.charCount(point);
      if (!isWordPart(point)
          && !(isApostrophe(point) && isLetterAt(next))
          && !(withSymbols
              && position - from < LONGEST_MASKED
              && INSIDE_WORDS.indexOf(point) >= 0
              && isMaskFollowed(next))) {
        break;
      }
      position = next;
    }
    return Math.max(position, from + 1);
  }

  private boolean isMaskFollowed(int position) {
    return position < length
        && (Character.isLetterOrDigit(text.charAt(position))
            || INSIDE_WORDS.indexOf(text.charAt(position)) >= 0);
  }

  private boolean isLetterAt(int position) {
    return position < length && Character.isLetter(text.codePointAt(position));
  }

  private static boolean isWordPart(int point) {
    if (point < 0x80) {
      return point >= 'a' && point <= 'z'
          || point >= 'A' && point <= 'Z'
          || point >= '0' && point <= '9';
    }
    return Character.isLetterOrDigit(point) || Plain.isInvisible(point);
  }

  private static boolean isApostrophe(int point) {
    return Plain.apostrophe(point) == '\'';
  }
}
