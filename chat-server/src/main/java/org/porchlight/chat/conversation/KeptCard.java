package org.porchlight.chat.conversation;

import java.util.List;

/**
 * What a seeker keeps for whoever is with them the next time, and for themselves.
 *
 * @param text what should be known, in their words; may be empty
 * @param plan small steps for a hard night; may be none
 */
public record KeptCard(String text, List<String> plan) {
  /** No text that comes in has a NUL. */
  private static final String BETWEEN = "\0";

  /** Steps that nobody changes any more. */
  public KeptCard {
    plan = List.copyOf(plan);
  }

  /** Reads what {@link #packed} wrote; a text alone is a card without a plan. */
  public static KeptCard unpacked(String packed) {
    List<String> parts = List.of(packed.split(BETWEEN, -1));
    return new KeptCard(parts.getFirst(), parts.subList(1, parts.size()));
  }

  /** In one text, to be sealed together. */
  public String packed() {
    return joined(BETWEEN);
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
