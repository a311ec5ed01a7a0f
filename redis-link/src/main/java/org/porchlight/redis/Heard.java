package org.porchlight.redis;

/** What a listener at the doorbell hears. */
public sealed interface Heard {

  /**
   * The channel is listened to from here on, and something may have been missed before: look for
   * yourself. Comes first, after every break, and when a listener did not keep up.
   */
  record Look() implements Heard {}

  /** What was rung. */
  record Rang(byte[] bytes) implements Heard {}
}
