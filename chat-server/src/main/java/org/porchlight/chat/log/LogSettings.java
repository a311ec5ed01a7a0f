package org.porchlight.chat.log;

import java.time.Duration;

/**
 * How long and how fast conversations may be.
 *
 * @param life how long a log outlives its last change; long, so that it outlives an outage of the
 *     archive
 * @param shortWindow the window in which {@code shortMost} messages of one person are taken
 * @param shortMost most messages in the short window
 * @param longWindow the window in which {@code longMost} messages of one person are taken
 * @param longMost most messages in the long window
 */
public record LogSettings(
    Duration life, Duration shortWindow, int shortMost, Duration longWindow, int longMost) {

  /** Seven days, and the limits of PROTOCOL.md. */
  public static LogSettings defaults() {
    return new LogSettings(
        Duration.ofDays(7), Duration.ofSeconds(10), 20, Duration.ofMinutes(1), 100);
  }
}
