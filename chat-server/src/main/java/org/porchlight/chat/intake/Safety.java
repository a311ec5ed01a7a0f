package org.porchlight.chat.intake;

import java.util.Locale;
import org.porchlight.moderation.Handling;

/** The answer to "Are you safe right now?", as a level; the one mapping says what follows. */
public enum Safety {
  YES(0, ""),
  UNSURE(1, "Said they are not sure they are safe right now."),
  NO(4, "Said they are not safe right now.");

  private final int level;
  private final String why;

  Safety(int level, String why) {
    this.level = level;
    this.why = why;
  }

  int level() {
    return level;
  }

  /** The name on the wire and in the log. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  Handling handling() {
    return Handling.ofLevel(level);
  }

  String why() {
    return why;
  }
}
