package org.porchlight.matching;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A peer's time on shift.
 *
 * @param on whether offers may come
 * @param capacity how many conversations at once, as the peer's level allows; 0 when never on duty
 * @param taken places taken by conversations or by an open offer
 * @param restsUntil until when a breather keeps offers away, null when there is none
 * @param topics what they chose for this shift of what they have lived; empty while off
 * @param avoid the topics they would rather not take this shift; empty while off, and in what
 *     others see
 */
public record Duty(
    boolean on,
    int capacity,
    int taken,
    @Nullable Instant restsUntil,
    Set<String> topics,
    Set<String> avoid) {
  public Duty {
    topics = Set.copyOf(topics);
    avoid = Set.copyOf(avoid);
  }

  /** The duty of a peer who never went on duty. */
  public static final Duty OFF = new Duty(false, 0, 0);

  /** A duty without a breather, and without topics. */
  public Duty(boolean on, int capacity, int taken) {
    this(on, capacity, taken, null, Set.of(), Set.of());
  }
}
