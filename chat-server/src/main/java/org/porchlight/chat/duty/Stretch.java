package org.porchlight.chat.duty;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a peer has been at it.
 *
 * @param since since when they are on duty; null when they are not, or nobody knows
 * @param rested when their last breather ended, or will end; null when nobody knows of any
 */
public record Stretch(@Nullable Instant since, @Nullable Instant rested) {
  /** After so long without a breather it is time for one (P9 of the desk). */
  public static final Duration LONG = Duration.ofMinutes(90);

  /** Whether it is time for a breather. */
  public boolean isLong(Instant now) {
    if (since == null) {
      return false;
    }
    Instant fresh = rested != null && rested.isAfter(since) ? rested : since;
    return fresh.plus(LONG).isBefore(now);
  }
}
