package org.porchlight.moderation.rules;

import java.util.Arrays;
import java.util.BitSet;
import org.porchlight.moderation.text.Text;

/** A text on which patterns are tried, one after another. */
final class Walk {
  /** A pattern looks at most this far from its first word; it is also the width of the memory. */
  private static final int REACH = 60;

  private static final int MOST_FILLERS = 3;

  private final Text text;
  private final int[] words;
  private final BitSet fillers;
  private final long[] tried;
  private int start;
  private int limit;

  /**
   * A walk on a text.
   *
   * @param words the numbers of its words
   * @param longest the most slots a pattern has
   */
  Walk(Text text, int[] words, BitSet fillers, int longest) {
    this.text = text;
    this.words = words;
    this.fillers = fillers;
    this.tried = new long[longest];
  }

  void begin(Slot[] slots, int at) {
    Arrays.fill(tried, 0, slots.length, 0L);
    start = at;
    limit = Math.min(text.sentenceEnd(at), at + REACH);
  }

  int limit() {
    return limit;
  }

  int word(int at) {
    return words[at];
  }

  boolean isFiller(int word) {
    return fillers.get(word);
  }

  boolean isNew(int slot, int at) {
    long place = 1L << (at - start);
    boolean fresh = (tried[slot] & place) == 0;
    tried[slot] |= place;
    return fresh;
  }

  int phraseEnd(int[] phrase, int from) {
    int at = from + 1;
    for (int i = 1; i < phrase.length; i++) {
      int latest = at + MOST_FILLERS;
      while (at < limit && words[at] != phrase[i] && at < latest && fillers.get(words[at])) {
        at++;
      }
      if (at >= limit || words[at] != phrase[i]) {
        return -1;
      }
      at++;
    }
    return from < limit ? at : -1;
  }

  boolean isAbsent(Slot wanted, int at) {
    if (at >= limit) {
      return true;
    }
    if (wanted.words().get(words[at])) {
      return false;
    }
    for (int[] phrase : wanted.phrases(words[at])) {
      if (phraseEnd(phrase, at) >= 0) {
        return false;
      }
    }
    return true;
  }

  boolean isSentenceStart(int at) {
    return at == text.sentenceStart(start);
  }

  boolean isSentenceEnd(int at) {
    int end = text.sentenceEnd(start);
    int next = at;
    while (next < end && fillers.get(words[next])) {
      next++;
    }
    return next == end;
  }
}
