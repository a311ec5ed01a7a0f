package org.porchlight.matching;

/**
 * A peer's time on shift.
 *
 * @param on whether offers may come
 * @param capacity how many conversations at once, 1 to 3; 0 when never on duty
 * @param taken places taken by conversations or by an open offer
 */
public record Duty(boolean on, int capacity, int taken) {

  /** The duty of a peer who never went on duty. */
  public static final Duty OFF = new Duty(false, 0, 0);
}
