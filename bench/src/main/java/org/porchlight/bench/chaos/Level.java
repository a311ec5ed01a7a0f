package org.porchlight.bench.chaos;

/** What {@code kept} promises (the design's durability levels). */
public enum Level {
  /** On the disk of the one that accepted it. */
  L1,
  /** L1, and with a replica. */
  L2
}
