package org.porchlight.chat.supervision;

import java.text.BreakIterator;
import java.util.Locale;
import org.porchlight.moderation.Span;

/**
 * What a supervisor reads of the flagged words: the whole sentence around them, because "don't" or
 * "my friend" often stands just outside of what a rule saw.
 */
final class Quote {
  /** UTF-16 code units; a longer sentence is cut around the flagged words. */
  private static final int LONGEST = 240;

  private Quote() {}

  static String around(String text, Span span) {
    if (span.start() == span.end()) {
      // Nothing in particular, because nothing could look: how it begins.
      return text.length() <= LONGEST ? text.strip() : cut(text, span);
    }
    BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
    sentences.setText(text);
    int start = span.start() == 0 ? 0 : sentences.preceding(span.start() + 1);
    int end = span.end() == text.length() ? span.end() : sentences.following(span.end() - 1);
    String sentence = text.substring(start, end).strip();
    return sentence.length() <= LONGEST ? sentence : cut(text, span);
  }

  private static String cut(String text, Span span) {
    int room = Math.max(0, LONGEST - (span.end() - span.start())) / 2;
    int start = wholeCharacter(text, Math.max(0, span.start() - room));
    int end = wholeCharacter(text, Math.min(text.length(), span.end() + room));
    String before = start > 0 ? "…" : "";
    String after = end < text.length() ? "…" : "";
    return before + text.substring(start, end).strip() + after;
  }

  private static int wholeCharacter(String text, int index) {
    return index > 0
            && index < text.length()
            && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index))
        ? index - 1
        : index;
  }
}
