package org.porchlight.chat.conversation;

import java.time.YearMonth;

/**
 * What a seeker may know of their peer: how they are trained, as it is recorded and no more, and
 * how they introduce themselves.
 *
 * @param level supervised or independent
 * @param trained when they finished their training
 * @param intro one line, empty for none
 */
public record Badge(String level, YearMonth trained, String intro) {
  private static final int PARTS = 3;

  /** As one line, for where it is kept. */
  public String text() {
    return level + " " + trained + (intro.isEmpty() ? "" : " " + intro);
  }

  /** The badge that such a line says. */
  public static Badge of(String text) {
    String[] parts = text.split(" ", PARTS);
    return new Badge(parts[0], YearMonth.parse(parts[1]), parts.length == PARTS ? parts[2] : "");
  }

  @Override
  public String toString() {
    return "Badge[level=" + level + ", trained=" + trained + "]";
  }
}
