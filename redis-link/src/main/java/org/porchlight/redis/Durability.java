package org.porchlight.redis;

/** What has to be true of a write before it counts. */
public enum Durability {
  /** On the disk of the server that took it ({@code appendfsync always}). */
  L1,
  /** That, and held by at least one replica ({@code WAIT 1}). */
  L2
}
