package org.porchlight.moderation.rules;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One place in a pattern.
 *
 * @param kind how it is used
 * @param words single words that fit, by number
 * @param phrases rows of words that fit, by their first word
 * @param orEnd whether the end of the sentence fits as well
 * @param widest for a gap, the most words it spans; otherwise the most words it takes
 */
record Slot(Kind kind, BitSet words, Map<Integer, int[][]> phrases, boolean orEnd, int widest) {
  private static final int[][] NONE = {};

  enum Kind {
    /** One of the words or phrases stands here. */
    REQUIRED,
    /** It may stand here. */
    OPTIONAL,
    /** None of the words stands here; takes no room. */
    ABSENT,
    /** Any words, up to a number. */
    GAP,
    /** The sentence begins here; takes no room. */
    START,
    /** The sentence ends here; takes no room. */
    END
  }

  static Slot gap(int widest) {
    return new Slot(Kind.GAP, new BitSet(), Map.of(), false, widest);
  }

  static Slot edge(Kind kind) {
    return new Slot(kind, new BitSet(), Map.of(), false, 0);
  }

  static Slot of(Kind kind, BitSet words, List<int[]> phrases, boolean orEnd) {
    Map<Integer, int[][]> byFirst = new HashMap<>();
    int widest = kind == Kind.ABSENT || words.isEmpty() ? 0 : 1;
    for (int[] phrase : phrases) {
      byFirst.merge(phrase[0], new int[][] {phrase}, Slot::joined);
      widest = kind == Kind.ABSENT ? 0 : Math.max(widest, phrase.length);
    }
    return new Slot(kind, words, Map.copyOf(byFirst), orEnd, widest);
  }

  private static int[][] joined(int[][] some, int[][] more) {
    int[][] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  int[][] phrases(int first) {
    return phrases.isEmpty() ? NONE : phrases.getOrDefault(first, NONE);
  }

  /** Whether a word may be the first to stand here. */
  boolean begins(int word) {
    return words.get(word) || !phrases.isEmpty() && phrases.containsKey(word);
  }
}
