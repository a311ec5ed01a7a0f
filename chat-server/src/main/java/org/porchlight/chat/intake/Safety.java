package org.porchlight.chat.intake;

import org.porchlight.matching.Band;
import org.porchlight.moderation.Lane;

/** The answer to "Are you safe right now?", and what follows from it by the one mapping. */
public enum Safety {
  YES(Lane.NONE, Band.ORDINARY, 0, ""),
  UNSURE(Lane.CHECK_SOON, Band.ELEVATED, 1, "Said they are not sure they are safe right now."),
  NO(Lane.NEEDS_A_PERSON_NOW, Band.IMMINENT, 4, "Said they are not safe right now.");

  private final Lane lane;
  private final Band band;
  private final int level;
  private final String why;

  Safety(Lane lane, Band band, int level, String why) {
    this.lane = lane;
    this.band = band;
    this.level = level;
    this.why = why;
  }

  Lane lane() {
    return lane;
  }

  Band band() {
    return band;
  }

  int level() {
    return level;
  }

  String why() {
    return why;
  }
}
