package org.porchlight.moderation.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the guarded word that a misspelt one stands for: one letter more, less, other or swapped.
 * An index of the guarded words with one letter left out makes each look-up linear in the word.
 */
final class Misspelling {
  private static final int SHORTEST = 6;
  private static final int LONGEST = 20;

  private final Set<String> guarded;
  private final Map<String, String> oneLess;

  private Misspelling(Set<String> guarded, Map<String, String> oneLess) {
    this.guarded = guarded;
    this.oneLess = oneLess;
  }

  static Misspelling of(Set<String> guarded) {
    Map<String, String> oneLess = new HashMap<>();
    guarded.stream()
        .sorted()
        .forEach(word -> {
          for (int i = 0; i < word.length(); i++) {
            oneLess.putIfAbsent(without(word, i), word);
          }
        });
    return new Misspelling(guarded, Map.copyOf(oneLess));
  }

  @Nullable String meant(String word) {
    if (word.length() < SHORTEST || word.length() > LONGEST) {
      return null;
    }
    String fuller = oneLess.get(word);
    if (fuller != null) {
      return fuller;
    }
    for (int i = 0; i < word.length(); i++) {
      String less = without(word, i);
      if (guarded.contains(less)) {
        return less;
      }
      String other = oneLess.get(less);
      if (other != null && isOneSlip(word, other)) {
        return other;
      }
    }
    return null;
  }

  /** The guarded word behind asterisks: {@code s*icide}. */
  @Nullable String masked(String word) {
    for (String candidate : guarded) {
      if (candidate.length() == word.length() && fits(word, candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private static boolean fits(String masked, String candidate) {
    int stars = 0;
    for (int i = 0; i < masked.length(); i++) {
      if (masked.charAt(i) == '*') {
        stars++;
      } else if (masked.charAt(i) != candidate.charAt(i)) {
        return false;
      }
    }
    return stars * 2 < masked.length();
  }

  /** One letter other, or two neighbours swapped. */
  private static boolean isOneSlip(String word, String other) {
    if (word.length() != other.length() || word.charAt(0) != other.charAt(0)) {
      return false;
    }
    int first = 0;
    while (first < word.length() && word.charAt(first) == other.charAt(first)) {
      first++;
    }
    int last = word.length() - 1;
    while (last > first && word.charAt(last) == other.charAt(last)) {
      last--;
    }
    return last == first
        || last == first + 1
            && word.charAt(first) == other.charAt(last)
            && word.charAt(last) == other.charAt(first);
  }

  private static String without(String word, int index) {
    return word.substring(0, index) + word.substring(index + 1);
  }
}
