package org.porchlight.chat.sealing;

/** How long a transcript is kept; each day has a key for each. */
public enum Term {
  /** Seven days, for most. */
  WEEK(7),
  /** Thirty days, where something was flagged. */
  MONTH(30);

  private final int days;

  Term(int days) {
    this.days = days;
  }

  /** In days. */
  public int days() {
    return days;
  }

  /** The term of that many days. */
  public static Term of(int days) {
    for (Term term : values()) {
      if (term.days == days) {
        return term;
      }
    }
    throw new IllegalArgumentException("term: " + days + " days (expected: 7 or 30)");
  }
}
