package org.porchlight.matching;

import java.time.Duration;

/**
 * The settings of matching.
 *
 * @param pool the tenant whose line this is; the hash tag of every key
 * @param offerFor how long an offer is held for one peer
 * @param awayFor how long a dropped seeker's place is kept
 * @param peerSilentFor after how long without a beat a peer is off duty
 * @param placeFor how long a place stays taken without the conversation being heard of, so that a
 *     node that died frees it
 * @param knownFor how long a known peer alone is asked, before anyone is
 * @param leaseFor how long an engine's lease lasts without being renewed
 */
public record MatchingSettings(
    String pool,
    Duration offerFor,
    Duration awayFor,
    Duration peerSilentFor,
    Duration placeFor,
    Duration knownFor,
    Duration leaseFor) {

  /** As PROTOCOL.md promises: 30 seconds, 10 minutes, 60 seconds. */
  public static MatchingSettings defaults() {
    return new MatchingSettings(
        "main",
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        Duration.ofSeconds(60),
        Duration.ofMinutes(3),
        Duration.ofMinutes(2),
        Duration.ofSeconds(5));
  }
}
