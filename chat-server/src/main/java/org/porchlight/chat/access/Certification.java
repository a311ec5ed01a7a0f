package org.porchlight.chat.access;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a peer is certified for, as it is recorded now.
 *
 * @param level practice, supervised or independent
 * @param clearedForMinors whether they may talk with people of 16 and 17
 * @param trainedOn the day on which they finished their training, null where none is recorded
 * @param goodUntil the last day on which it counts, null where none is recorded
 */
public record Certification(
    String level,
    boolean clearedForMinors,
    @Nullable LocalDate trainedOn,
    @Nullable LocalDate goodUntil) {
  /** Whoever only practises, and is brought to nobody. */
  public static final String PRACTICE = "practice";

  /** Of somebody whose training is not recorded. */
  public static Certification untrained() {
    return new Certification(PRACTICE, false, null, null);
  }

  /** Whether it stands for more than practising on a day. */
  public boolean isGoodOn(LocalDate day) {
    return !level.equals(PRACTICE) && goodUntil != null && !day.isAfter(goodUntil);
  }
}
