package org.porchlight.chat.house;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor does about the line for a while. It ends by itself.
 *
 * @param most how many may wait; null where it is no cap
 * @param by the id of whose it is
 * @param until when it ends by itself
 */
public record Control(
    String id,
    What what,
    @Nullable Integer most,
    Reason reason,
    String by,
    Instant since,
    Instant until) {

  /** What it does. */
  public enum What {
    /** Nobody new comes in. */
    PAUSE,
    /** Nobody new comes in while so many wait. */
    CAP,
    /** Tonight goes on for longer than the hours say. */
    EXTEND,
    /** Whoever is on standby is asked to come. */
    STANDBY,
    /** Nobody new comes in, and they are told that there are only numbers to call. */
    NUMBERS;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Why: a choice and no words, so that every board can show it and nothing has to be sealed. */
  public enum Reason {
    /** More come than can be looked after well. */
    MANY,
    /** Too few are on duty. */
    FEW,
    /** Something happened that needs everybody. */
    INCIDENT,
    /** Something does not work as it should. */
    TECHNICAL,
    /** It was planned. */
    PLANNED;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean isOn(Instant now) {
    return until.isAfter(now);
  }

  /** What it is in codes, for the audit. */
  String codes() {
    return most == null
        ? what.code() + ", " + reason.code()
        : what.code() + " " + most + ", " + reason.code();
  }
}
