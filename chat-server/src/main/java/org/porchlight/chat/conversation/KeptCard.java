package org.porchlight.chat.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a seeker keeps for whoever is with them the next time, and for themselves.
 *
 * @param text what should be known, in their words; may be empty
 * @param plan small steps for a hard night; may be none
 * @param at when it was written last; null where that is not known
 */
public record KeptCard(String text, List<String> plan, @Nullable Instant at) {
  /** No text that comes in has a NUL. */
  private static final String BETWEEN = "\0";

  /** No step is empty, so what follows an empty one is the moment. */
  private static final String BEFORE_MOMENT = BETWEEN + BETWEEN;

  /** Steps that nobody changes any more. */
  public KeptCard {
    plan = List.copyOf(plan);
  }

  /** One of which nobody knows when it was written. */
  public KeptCard(String text, List<String> plan) {
    this(text, plan, null);
  }

  /** Reads what {@link #packed} wrote; a text alone is a card without a plan. */
  public static KeptCard unpacked(String packed) {
    List<String> parts = List.of(packed.split(BETWEEN, -1));
    int end = parts.size() - 2;
    return end > 0 && parts.get(end).isEmpty()
        ? new KeptCard(
            parts.getFirst(),
            parts.subList(1, end),
            Instant.ofEpochMilli(Long.parseLong(parts.getLast())))
        : new KeptCard(parts.getFirst(), parts.subList(1, parts.size()));
  }

  /** In one text, to be sealed together. */
  public String packed() {
    return at == null ? joined(BETWEEN) : joined(BETWEEN) + BEFORE_MOMENT + at.toEpochMilli();
  }

  /** Every word of it, to be looked at for signs of danger. */
  public String everyWord() {
    return joined("\n");
  }

  /** Whether nothing is on it. */
  public boolean isEmpty() {
    return text.isEmpty() && plan.isEmpty();
  }

  private String joined(String between) {
    return plan.isEmpty() ? text : text + between + String.join(between, plan);
  }

  @Override
  public String toString() {
    return "KeptCard[characters=" + text.length() + ", steps=" + plan.size() + "]";
  }
}
