package org.porchlight.chat.house;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How often coordinators may have sites looked at, on this node: a server that asks other servers
 * for whatever it is told to is not to be one that does so all the time.
 */
final class ExitTurns {
  /** Of one coordinator, in a minute. */
  static final int MOST_OF_ONE = 10;

  static final int MOST_AT_ONCE = 4;
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private final Clock clock;
  private final Map<String, Integer> ofEach = new HashMap<>();
  private long minute;
  private int atOnce;

  ExitTurns(Clock clock) {
    this.clock = clock;
  }

  /** Takes a turn for somebody, which has to be given back; false when there is none now. */
  synchronized boolean take(String who) {
    long now = clock.millis() / MINUTE;
    if (now != minute) {
      ofEach.clear();
      minute = now;
    }
    int before = ofEach.getOrDefault(who, 0);
    if (atOnce >= MOST_AT_ONCE || before >= MOST_OF_ONE) {
      return false;
    }
    ofEach.put(who, before + 1);
    atOnce++;
    return true;
  }

  synchronized void giveBack() {
    atOnce--;
  }

  /** After how long there may be one again. */
  Duration untilNext() {
    return Duration.ofMillis(MINUTE - clock.millis() % MINUTE);
  }
}
