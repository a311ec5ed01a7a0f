package org.porchlight.matching;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A seeker's place in line.
 *
 * @param position 1 for the next one, counted among waiting tickets of the same language
 * @param range an honest range, or null when none can be told
 * @param wish what the seeker said about whom they would like
 * @param patienceOver whether the seeker is being asked if they still wait for someone who has
 *     lived it
 * @param held whether the known peer alone is waited for
 * @param asOf when this was true
 */
public record Place(
    int position,
    @Nullable Range range,
    Wish wish,
    boolean patienceOver,
    boolean held,
    Instant asOf) {

  /** A range of minutes, rounded outward to steps of five. */
  public record Range(int minMinutes, int maxMinutes) {}
}
