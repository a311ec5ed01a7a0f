package org.porchlight.chat.supervision;

import org.jspecify.annotations.Nullable;

/**
 * Who has a flag, and how loud it is.
 *
 * @param holder the supervisor who has it and is there; null when nobody does
 * @param asked another, whom they asked to have it; null when nobody
 * @param loudness how long nobody has had it
 */
public record Standing(@Nullable Holder holder, @Nullable Holder asked, Loudness loudness) {
  static final Standing NOBODY = new Standing(null, null, Loudness.USUAL);

  /**
   * A supervisor who has a flag.
   *
   * @param id their person id
   * @param name what others see
   */
  public record Holder(String id, String name) {}

  /** How loud a flag that nobody has is on the board. */
  public enum Loudness {
    USUAL,
    /** Nobody has had it for a while. */
    LOUDER,
    /** Nobody has had it for so long that whoever is on call is wanted. */
    ON_CALL
  }

  boolean isWith(String person) {
    return holder != null && holder.id().equals(person);
  }

  /** Whether this supervisor may have it though another does. */
  boolean isOfferedTo(String person) {
    return asked != null && asked.id().equals(person);
  }

  boolean isTaken() {
    return holder != null;
  }
}
