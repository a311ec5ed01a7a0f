package org.porchlight.chat.sealing;

import java.time.LocalDate;

/**
 * The key of a day, as it lies in a store: wrapped by the key-encryption key. Everything that was
 * wrapped by it is gone for good once every copy of it is, whatever append-only files still hold.
 *
 * @param day in UTC
 * @param term for what it wraps
 * @param wrapped sealed bytes
 */
public record DayKey(LocalDate day, Term term, byte[] wrapped) {
  /** A day of grace, so that nothing wrapped late in the day loses its time. */
  private static final int GRACE = 1;

  /** The first day on which nothing that it wrapped may be kept any more. */
  public LocalDate dueOn() {
    return day.plusDays(term.days() + GRACE + 1L);
  }

  @Override
  public String toString() {
    return "DayKey[day=" + day + ", term=" + term + "]";
  }
}
