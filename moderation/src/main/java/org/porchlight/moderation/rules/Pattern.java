package org.porchlight.moderation.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A pattern of slots, as it stands in a rule file: {@code i|id want to die}. A slot is one of
 * several words; {@code @name} stands for a word list, {@code x?} may be missing, and {@code ..} is
 * a gap of up to three words. The first slot is neither optional nor a gap: the index is built on
 * it.
 */
final class Pattern {
  private static final int WIDEST_GAP = 3;

  private final List<Slot> slots;

  private Pattern(List<Slot> slots) {
    this.slots = List.copyOf(slots);
  }

  private record Slot(Set<String> words, boolean optional, boolean gap) {}

  static Pattern parse(String text, Map<String, List<String>> lists) {
    List<Slot> slots = new ArrayList<>();
    for (String part : text.split(" ")) {
      slots.add(slot(part, lists));
    }
    if (slots.getFirst().gap() || slots.getFirst().optional()) {
      throw new IllegalArgumentException(
          "pattern: " + text + " (expected: a word in the first place)");
    }
    return new Pattern(slots);
  }

  /** The words it can begin with. */
  Set<String> firstWords() {
    return slots.getFirst().words();
  }

  /** Where it ends when it begins at a word, exclusive; -1 when it does not. */
  int end(Words words, int start) {
    return end(words, start, 0, words.get(start).clause());
  }

  /** At most 4 ways at a gap and 2 at an optional slot, and few of either: bounded. */
  private int end(Words words, int at, int slot, int clause) {
    if (slot == slots.size()) {
      return at;
    }
    Slot wanted = slots.get(slot);
    if (wanted.gap()) {
      for (int skipped = 0; skipped <= WIDEST_GAP; skipped++) {
        int end = end(words, at + skipped, slot + 1, clause);
        if (end >= 0) {
          return end;
        }
      }
      return -1;
    }
    if (at < words.size()
        && words.get(at).clause() == clause
        && wanted.words().contains(words.get(at).text())) {
      int end = end(words, at + 1, slot + 1, clause);
      if (end >= 0) {
        return end;
      }
    }
    return wanted.optional() ? end(words, at, slot + 1, clause) : -1;
  }

  private static Slot slot(String text, Map<String, List<String>> lists) {
    if (text.equals("..")) {
      return new Slot(Set.of(), false, true);
    }
    boolean optional = text.endsWith("?");
    String body = optional ? text.substring(0, text.length() - 1) : text;
    Set<String> words = new TreeSet<>();
    for (String word : body.split("\\|")) {
      if (word.startsWith("@")) {
        List<String> list = lists.get(word.substring(1));
        if (list == null) {
          throw new IllegalArgumentException("word list: " + word + " (expected: one of the file)");
        }
        words.addAll(list);
      } else {
        words.addAll(Arrays.asList(word));
      }
    }
    return new Slot(Set.copyOf(words), optional, false);
  }
}
