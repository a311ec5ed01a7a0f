package org.porchlight.chat.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.porchlight.matching.Door;
import org.porchlight.matching.Place;

/**
 * What somebody who stands before the door is told.
 *
 * @param door whether somebody is there
 * @param range an honest range of the wait, null when none can be told or the door is closed
 * @param opensAt when somebody is expected next, null when that is not known or the door is open
 */
public record Doorstep(Door door, Place.@Nullable Range range, @Nullable Instant opensAt) {

  /** Whether a place in line may be taken. */
  public boolean isOpen() {
    return door == Door.OPEN;
  }
}
