package org.porchlight.moderation.model;

import java.util.Arrays;
import org.porchlight.moderation.text.Text;

/**
 * The rows of words in a stretch of text, hashed: single words, their first five letters, pairs,
 * pairs with a word between, and threes.
 */
final class Grams {
  static final int BUCKETS = 1 << 16;
  private static final int STEM = 5;
  private static final int BASIS = 0x811C9DC5;
  private static final int PRIME = 0x01000193;

  private final int[] buckets;
  private final int[] firsts;
  private final int[] lasts;
  private int size;

  private Grams(int words) {
    buckets = new int[words * 5];
    firsts = new int[words * 5];
    lasts = new int[words * 5];
  }

  /** The rows between two words of a text. */
  static Grams of(Text text, int from, int to) {
    Grams grams = new Grams(to - from);
    for (int i = from; i < to; i++) {
      String word = text.word(i);
      grams.add(hash(BASIS, word, word.length()), i, i);
      if (word.length() > STEM) {
        grams.add(hash(BASIS + 1, word, STEM), i, i);
      }
      if (i + 1 < to) {
        int first = hash(BASIS + 2, word, word.length());
        String next = text.word(i + 1);
        int pair = hash(first, next, next.length());
        grams.add(pair, i, i + 1);
        if (i + 2 < to) {
          String third = text.word(i + 2);
          grams.add(hash(hash(BASIS + 3, word, word.length()), third, third.length()), i, i + 2);
          grams.add(hash(pair, third, third.length()), i, i + 2);
        }
      }
    }
    return grams;
  }

  private void add(int hash, int first, int last) {
    buckets[size] = (hash ^ hash >>> 16) & BUCKETS - 1;
    firsts[size] = first;
    lasts[size] = last;
    size++;
  }

  private static int hash(int seed, String word, int length) {
    int hash = (seed ^ 0x20) * PRIME;
    for (int i = 0; i < length; i++) {
      hash = (hash ^ word.charAt(i)) * PRIME;
    }
    return hash;
  }

  int size() {
    return size;
  }

  int bucket(int index) {
    return buckets[index];
  }

  /** The first word of a row. */
  int first(int index) {
    return firsts[index];
  }

  /** The last word of a row. */
  int last(int index) {
    return lasts[index];
  }

  /** The buckets alone, for training. */
  int[] buckets() {
    return Arrays.copyOf(buckets, size);
  }

  /** What one row counts, so that long stretches do not count more than short ones. */
  static double share(int size) {
    return size == 0 ? 0 : 1 / Math.sqrt(size);
  }
}
