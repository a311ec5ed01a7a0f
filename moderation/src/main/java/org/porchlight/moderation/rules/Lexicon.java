package org.porchlight.moderation.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.porchlight.moderation.text.Text;

/** Numbers for the words that rules know; 0 is every other word. Filled while rules are read. */
final class Lexicon {
  private final Map<String, Integer> ids;

  Lexicon() {
    this.ids = new HashMap<>();
  }

  /** The same words with the same numbers; what is added to one is not in the other. */
  Lexicon(Lexicon other) {
    this.ids = new HashMap<>(other.ids);
  }

  /** The number of a word, a new one when it has none. */
  int add(String word) {
    return ids.computeIfAbsent(word, fresh -> ids.size() + 1);
  }

  /** One more than the highest number. */
  int size() {
    return ids.size() + 1;
  }

  Set<String> words() {
    return Set.copyOf(ids.keySet());
  }

  /** The numbers of a text's words. */
  int[] ids(Text text) {
    int[] numbers = new int[text.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = ids.getOrDefault(text.word(i), 0);
    }
    return numbers;
  }
}
