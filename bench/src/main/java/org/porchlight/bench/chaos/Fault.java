package org.porchlight.bench.chaos;

import java.time.Duration;

/**
 * One thing that goes wrong.
 *
 * @param pause how long all is well before
 * @param kind what happens
 * @param pick which of those it can happen to, by its remainder
 * @param lasts how long it stays so
 */
record Fault(Duration pause, Kind kind, int pick, Duration lasts) {

  /** What can happen, and how often in a hundred. */
  enum Kind {
    KILL_CHAT(43),
    KILL_MATCHING(8),
    KILL_REDIS(16),
    KILL_POSTGRES(3),
    FREEZE_CHAT(8),
    FREEZE_MATCHING(2),
    FREEZE_REDIS(5),
    CUT_CLIENTS(6),
    JAM_CLIENTS(3),
    CUT_REDIS(4),
    JAM_REDIS(2);

    private final int share;

    Kind(int share) {
      this.share = share;
    }

    /** The kind that a number from 0 to 99 stands for. */
    static Kind of(int number) {
      int below = 0;
      for (Kind kind : values()) {
        below += kind.share;
        if (number < below) {
          return kind;
        }
      }
      throw new IllegalArgumentException("number: " + number + " (expected: 0 to 99)");
    }

    /** The word in which it is counted. */
    String counted() {
      return switch (this) {
        case KILL_CHAT, KILL_MATCHING, KILL_REDIS, KILL_POSTGRES -> "kills";
        case FREEZE_CHAT, FREEZE_MATCHING, FREEZE_REDIS -> "freezes";
        case CUT_CLIENTS, CUT_REDIS -> "cuts";
        case JAM_CLIENTS, JAM_REDIS -> "jams";
      };
    }
  }
}
