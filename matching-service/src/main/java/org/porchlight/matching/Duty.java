package org.porchlight.matching;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A peer's time on shift.
 *
 * @param on whether offers may come
 * @param capacity how many conversations at once, as the peer's level allows; 0 when never on duty
 * @param taken places taken by conversations or by an open offer
 * @param restsUntil until when a breather keeps offers away, null when there is none
 */
public record Duty(boolean on, int capacity, int taken, @Nullable Instant restsUntil) {

  /** The duty of a peer who never went on duty. */
  public static final Duty OFF = new Duty(false, 0, 0);

  /** A duty without a breather. */
  public Duty(boolean on, int capacity, int taken) {
    this(on, capacity, taken, null);
  }
}
