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
 * @param beside the same for who talks, whom another peer's going takes nothing away from
 * @param isAlone whether no supervisor is there, also where a house does without one
 * @param range an honest range of the wait, null when none can be told or the door is closed
 * @param ends when the hours end, null when that is not soon or nobody is there who has to be
 * @param expected when somebody is expected next, null when that is not known or somebody is there
 */
public record Doorstep(
    DoorState door,
    DoorState staffing,
    DoorState beside,
    boolean isAlone,
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
    return new Doorstep(staffing, staffing, beside, isAlone, null, ends, expected);
  }

  /** The same as somebody who talks is told. */
  public Doorstep talking() {
    Instant next = beside == DoorState.OPEN ? null : expected;
    return new Doorstep(beside, beside, beside, isAlone, null, ends, next);
  }

  /** The same without when it closes, for whoever is on duty and knows. */
  public Doorstep withoutEnd() {
    return new Doorstep(door, staffing, beside, isAlone, range, null, expected);
  }
}
