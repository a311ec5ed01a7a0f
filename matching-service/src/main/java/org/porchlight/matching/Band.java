package org.porchlight.matching;

import java.time.Duration;

/**
 * How urgent a ticket is, as a documented head start: priority time = arrival minus head start, and
 * priority time alone orders the line, so the urgent go first and nobody starves.
 */
public enum Band {
  ORDINARY(Duration.ZERO),
  ELEVATED(Duration.ofMinutes(5)),
  HIGH(Duration.ofMinutes(20)),
  /** A day ahead of everyone: in practice always first. */
  IMMINENT(Duration.ofHours(24));

  private final Duration headStart;

  Band(Duration headStart) {
    this.headStart = headStart;
  }

  /** How far ahead of its arrival a ticket of this band stands. */
  public Duration headStart() {
    return headStart;
  }
}
