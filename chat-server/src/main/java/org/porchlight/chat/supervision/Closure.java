package org.porchlight.chat.supervision;

import org.jspecify.annotations.Nullable;

/**
 * What a supervisor says of a flag that they close.
 *
 * @param right whether it was right
 * @param outcome how it ended, or null where that is not needed
 * @param note a short factual note, or null
 * @param owner the person id of the supervisor who looks after what follows, or null
 */
public record Closure(
    boolean right, @Nullable Outcome outcome, @Nullable String note, @Nullable String owner) {

  /** In codes. */
  String said() {
    return (right ? "right" : "wrong")
        + (outcome == null ? "" : " " + outcome.code())
        + (note == null ? "" : " note")
        + (owner == null ? "" : " follow_up");
  }

  @Override
  public String toString() {
    return "Closure[" + said() + "]";
  }
}
