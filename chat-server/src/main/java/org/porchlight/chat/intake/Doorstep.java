package org.porchlight.chat.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.porchlight.matching.Place;

/**
 * What somebody who stands before the door is told.
 *
 * @param door whether somebody may come in
 * @param staffing whether somebody is there, whatever a supervisor does about the line: what
 *     matters to who is in already
 * @param range an honest range of the wait, null when none can be told or the door is closed
 * @param ends when the hours end, null when that is not soon or nobody is there
 * @param expected when somebody is expected next, null when that is not known or somebody is there
 */
public record Doorstep(
    DoorState door,
    DoorState staffing,
    Place.@Nullable Range range,
    @Nullable Instant ends,
    @Nullable Instant expected) {

  /** Whether a place in line may be taken. */
  public boolean isOpen() {
    return door == DoorState.OPEN;
  }

  /** When it closes, null when that is not soon or the door is closed. */
  public @Nullable Instant closesAt() {
    return isOpen() ? ends : null;
  }

  /** When to come again, null when that is not known or the door is open. */
  public @Nullable Instant opensAt() {
    return door == staffing ? expected : null;
  }

  /** The same as somebody who has come in already is told. */
  public Doorstep inside() {
    return new Doorstep(staffing, staffing, null, ends, expected);
  }

  /** The same without when it closes, for whoever is on duty and knows. */
  public Doorstep withoutEnd() {
    return new Doorstep(door, staffing, range, null, expected);
  }
}
