package org.porchlight.chat.supervision;

import java.util.Locale;

/** How what was flagged ended; a code that stays as a count. */
public enum Outcome {
  SUPPORTED,
  PLAN,
  CONNECTED,
  EMERGENCY,
  SAFEGUARDING,
  LEFT,
  FALSE_ALARM,
  ABUSE;

  /** The name on the wire and in PostgreSQL. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The outcome of that name. */
  public static Outcome of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
