package org.porchlight.bench.talk;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long something took, from 1 µs to 60 s with three digits. Safe for many threads. */
public final class Timings {
  private static final long LONGEST_MICROS = TimeUnit.SECONDS.toMicros(60);
  private static final int DIGITS = 3;

  private final Histogram micros = new ConcurrentHistogram(1, LONGEST_MICROS, DIGITS);

  /** One that took so long. */
  public void took(long nanos) {
    micros.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 1, LONGEST_MICROS));
  }

  /** The time in milliseconds within which this share of them was done; 0 when there were none. */
  public double millisAt(double percentile) {
    return micros.getValueAtPercentile(percentile) / 1_000.0;
  }

  /** How many. */
  public long count() {
    return micros.getTotalCount();
  }
}
