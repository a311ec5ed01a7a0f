package org.porchlight.chat.house;

/**
 * How long chats are kept once they have closed.
 *
 * @param days in days, for most
 * @param flagDays in days, where something was flagged
 */
public record Retention(int days, int flagDays) {
  /** The most that may be promised; the keys of a day live as long, and no longer. */
  public static final Retention LONGEST = new Retention(7, 30);

  /** As long as a flagged chat is kept at least: no less than any other. */
  static final int LEAST_FLAG_DAYS = LONGEST.days();

  /** The shorter of both, for each. */
  Retention least(Retention other) {
    return new Retention(Math.min(days, other.days), Math.min(flagDays, other.flagDays));
  }
}
