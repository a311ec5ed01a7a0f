package org.porchlight.chat.house;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.house.Control.What;

/**
 * What follows from the controls that are on.
 *
 * @param paused whether nobody new comes in
 * @param numbersOnly whether those who come are told that there are only numbers to call
 * @param most how many may wait before nobody new comes in; null without a cap
 * @param extended whether tonight goes on for longer than the hours say
 * @param standby until when whoever is on standby is asked to come; null when nobody is asked
 */
public record Tonight(
    boolean paused,
    boolean numbersOnly,
    @Nullable Integer most,
    boolean extended,
    @Nullable Instant standby) {

  static Tonight of(List<Control> on) {
    Control cap = first(on, What.CAP);
    Control standby = first(on, What.STANDBY);
    return new Tonight(
        first(on, What.PAUSE) != null,
        first(on, What.NUMBERS) != null,
        cap == null ? null : cap.most(),
        first(on, What.EXTEND) != null,
        standby == null ? null : standby.until());
  }

  /** At most one of a kind is on. */
  private static @Nullable Control first(List<Control> on, What what) {
    return on.stream().filter(control -> control.what() == what).findFirst().orElse(null);
  }
}
