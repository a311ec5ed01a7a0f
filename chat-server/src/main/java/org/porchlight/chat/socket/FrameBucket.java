package org.porchlight.chat.socket;

/**
 * As many frames as one socket may send (PROTOCOL.md, S20): many at once, and then as many as come
 * back with time. It is used by the one flow that reads its socket, so it needs no lock.
 */
final class FrameBucket {
  private static final int PER_SECOND = 20;
  private static final double NANOS = 1_000_000_000;

  private final int burst;
  private double left;
  private long at;

  /**
   * A full one.
   *
   * @param burst as many at once
   * @param now nanoseconds, from any beginning
   */
  FrameBucket(int burst, long now) {
    this.burst = burst;
    this.left = burst;
    this.at = now;
  }

  /** Takes one, if there is one. */
  boolean take(long now) {
    left = Math.min(burst, left + (now - at) / NANOS * PER_SECOND);
    at = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
