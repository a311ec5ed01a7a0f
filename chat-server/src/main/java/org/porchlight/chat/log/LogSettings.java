package org.porchlight.chat.log;

import java.time.Duration;

/**
 * How long and how fast conversations may be.
 *
 * @param life how long a log outlives its last change; long, so that it outlives an outage of the
 *     archive
 * @param lifeOnceArchived how long it can still be resumed after that
 * @param quietAfter after how long without a message the seeker is asked whether they are there
 * @param usualMinutes how long conversations usually last, 20 to 180
 * @param waitAtMost after how long a place in line that nobody ended is looked at
 * @param shortWindow the window in which {@code shortMost} messages of one person are taken
 * @param shortMost most messages in the short window
 * @param longWindow the window in which {@code longMost} messages of one person are taken
 * @param longMost most messages in the long window
 * @param withheldFor how long a message waits for a supervisor before it is returned
 * @param mostWithheld most messages of one conversation that were ever laid aside
 */
public record LogSettings(
    Duration life,
    Duration lifeOnceArchived,
    Duration quietAfter,
    int usualMinutes,
    Duration waitAtMost,
    Duration shortWindow,
    int shortMost,
    Duration longWindow,
    int longMost,
    Duration withheldFor,
    int mostWithheld) {
  private static final int SHORTEST = 20;
  private static final int LONGEST = 180;

  /** Checks what an operator may set. */
  public LogSettings {
    if (usualMinutes < SHORTEST || usualMinutes > LONGEST) {
      throw new IllegalArgumentException(
          "usualMinutes: %d (expected: %d to %d)".formatted(usualMinutes, SHORTEST, LONGEST));
    }
  }

  /** Seven days, then an hour; and the limits of PROTOCOL.md. */
  public static LogSettings defaults() {
    return new LogSettings(
        Duration.ofDays(7),
        Duration.ofHours(1),
        Duration.ofMinutes(8),
        50,
        Duration.ofDays(2),
        Duration.ofSeconds(10),
        20,
        Duration.ofMinutes(1),
        100,
        Duration.ofMinutes(15),
        20);
  }

  /** The same with another time for a supervisor to decide. */
  public LogSettings withheldFor(Duration time) {
    return new LogSettings(
        life,
        lifeOnceArchived,
        quietAfter,
        usualMinutes,
        waitAtMost,
        shortWindow,
        shortMost,
        longWindow,
        longMost,
        time,
        mostWithheld);
  }

  /** The same with another usual length. */
  public LogSettings usualMinutes(int minutes) {
    return new LogSettings(
        life,
        lifeOnceArchived,
        quietAfter,
        minutes,
        waitAtMost,
        shortWindow,
        shortMost,
        longWindow,
        longMost,
        withheldFor,
        mostWithheld);
  }
}
