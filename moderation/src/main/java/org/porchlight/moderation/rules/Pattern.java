package org.porchlight.moderation.rules;

import java.util.BitSet;
import java.util.List;

/** A row of slots. {@link PatternParser} says how it is written in a rule file. */
final class Pattern {
  private static final int MOST_FILLERS = 3;

  private final Slot[] slots;
  private final int anchor;
  private final int anchorReach;

  Pattern(List<Slot> slots, int anchor) {
    this.slots = slots.toArray(Slot[]::new);
    this.anchor = anchor;
    int reach = 0;
    for (Slot slot : slots.subList(0, anchor)) {
      reach += slot.widest();
    }
    // a filler or two may stand before the anchor as well
    this.anchorReach = anchor == 0 ? 0 : reach + MOST_FILLERS;
  }

  /** The words by which the index finds it: the first words of its rarest slot, by number. */
  BitSet anchors() {
    BitSet anchors = (BitSet) slots[anchor].words().clone();
    slots[anchor].phrases().keySet().forEach(anchors::set);
    return anchors;
  }

  /** How many words before its anchor it may begin. */
  int anchorReach() {
    return anchorReach;
  }

  /** Whether a word may be its first. */
  boolean begins(int word) {
    return slots[0].kind() != Slot.Kind.REQUIRED || slots[0].begins(word);
  }

  /** The number of slots. */
  int size() {
    return slots.length;
  }

  /** Where it ends when it begins at a word, exclusive; -1 when it does not. */
  int end(Walk walk, int start) {
    walk.begin(slots, start);
    return end(walk, 0, start);
  }

  /** Each pair of slot and place is tried once, so it is linear and cannot run away. */
  private int end(Walk walk, int slot, int at) {
    if (slot == slots.length) {
      return at;
    }
    if (!walk.isNew(slot, at)) {
      return -1;
    }
    Slot wanted = slots[slot];
    return switch (wanted.kind()) {
      case GAP -> gap(walk, wanted, slot, at);
      case ABSENT -> walk.isAbsent(wanted, at) ? end(walk, slot + 1, at) : -1;
      case START -> walk.isSentenceStart(at) ? end(walk, slot + 1, at) : -1;
      case END -> walk.isSentenceEnd(at) ? end(walk, slot + 1, at) : -1;
      case REQUIRED -> words(walk, wanted, slot, at);
      case OPTIONAL -> {
        int end = words(walk, wanted, slot, at);
        yield end >= 0 ? end : end(walk, slot + 1, at);
      }
    };
  }

  private int gap(Walk walk, Slot wanted, int slot, int at) {
    for (int skipped = 0; skipped <= wanted.widest() && at + skipped <= walk.limit(); skipped++) {
      int end = end(walk, slot + 1, at + skipped);
      if (end >= 0) {
        return end;
      }
    }
    return -1;
  }

  private int words(Walk walk, Slot wanted, int slot, int at) {
    if (wanted.orEnd() && walk.isSentenceEnd(at)) {
      return end(walk, slot + 1, at);
    }
    int most = slot == 0 ? 0 : MOST_FILLERS;
    for (int here = at; here < walk.limit() && here - at <= most; here++) {
      int word = walk.word(here);
      if (wanted.words().get(word)) {
        int end = end(walk, slot + 1, here + 1);
        if (end >= 0) {
          return end;
        }
      }
      for (int[] phrase : wanted.phrases(word)) {
        int after = walk.phraseEnd(phrase, here);
        int end = after < 0 ? -1 : end(walk, slot + 1, after);
        if (end >= 0) {
          return end;
        }
      }
      if (!walk.isFiller(word)) {
        return -1;
      }
    }
    return -1;
  }
}
