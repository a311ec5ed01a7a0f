package org.porchlight.matching;

import java.time.Duration;

/**
 * The settings of matching.
 *
 * @param pool the tenant whose line this is; the hash tag of every key
 * @param offerFor how long an offer is held for one peer
 * @param awayFor how long a dropped seeker's place is kept
 * @param peerSilentFor after how long without a beat a peer is off duty
 */
public record MatchingSettings(
    String pool, Duration offerFor, Duration awayFor, Duration peerSilentFor) {

  /** As PROTOCOL.md promises: 30 seconds, 10 minutes, 60 seconds. */
  public static MatchingSettings defaults() {
    return new MatchingSettings(
        "main", Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofSeconds(60));
  }
}
