package org.porchlight.matching;

import java.util.Locale;

/** How far a peer is certified, and so how many conversations and whom they may take. */
public enum Level {
  /** Practises with pretend seekers only: nobody who waits is brought to them. */
  PRACTICE(0, false),
  /** One conversation at a time, with a named supervisor, and never at imminent danger. */
  SUPERVISED(1, false),
  /** One to three conversations, whatever the night brings. */
  INDEPENDENT(3, true);

  private final int places;
  private final boolean imminent;

  Level(int places, boolean imminent) {
    this.places = places;
    this.imminent = imminent;
  }

  /** The most conversations at once. */
  public int places() {
    return places;
  }

  /** Whether somebody in imminent danger may be brought to this peer. */
  public boolean takesImminent() {
    return imminent;
  }

  /** The name in stored rows. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The level of that name. */
  public static Level of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
