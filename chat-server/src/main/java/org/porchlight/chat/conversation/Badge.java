package org.porchlight.chat.conversation;

import java.time.YearMonth;

/**
 * What a seeker may know of how their peer is trained (R10): what is recorded, and no more.
 *
 * @param level supervised or independent
 * @param trained when they finished their training
 */
public record Badge(String level, YearMonth trained) {

  /** As one word, for where it is kept. */
  public String text() {
    return level + " " + trained;
  }

  /** The badge that such a word says. */
  public static Badge of(String text) {
    String[] parts = text.split(" ", 2);
    return new Badge(parts[0], YearMonth.parse(parts[1]));
  }
}
