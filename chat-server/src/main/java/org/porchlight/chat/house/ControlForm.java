package org.porchlight.chat.house;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.house.Control.Reason;
import org.porchlight.chat.house.Control.What;

/**
 * What a supervisor wants to do about the line; what cannot be is told by the name of its field.
 */
record ControlForm(
    @Nullable String what,
    @Nullable Integer most,
    @Nullable String reason,
    @Nullable Integer minutes) {
  private static final int LEAST_MINUTES = 5;

  /** A whole night is a matter of the house's hours, and not of one evening's supervisor. */
  private static final int MOST_MINUTES = 240;

  private static final int MOST_WAITING = 500;

  /**
   * What is to be on.
   *
   * @param lasts until it ends by itself
   */
  record Wanted(What what, @Nullable Integer most, Reason reason, Duration lasts) {}

  Wanted wanted() {
    What kind = one("what", What.values(), What::code, what);
    boolean fits =
        kind == What.CAP ? most != null && most >= 1 && most <= MOST_WAITING : most == null;
    if (!fits) {
      throw Refusals.bad(
          "most", "expected 1 to " + MOST_WAITING + " with a cap, and nothing without");
    }
    Reason why = one("reason", Reason.values(), Reason::code, reason);
    if (minutes == null || minutes < LEAST_MINUTES || minutes > MOST_MINUTES) {
      throw Refusals.bad("minutes", "expected " + LEAST_MINUTES + " to " + MOST_MINUTES);
    }
    return new Wanted(kind, most, why, Duration.ofMinutes(minutes));
  }

  private static <T> T one(
      String field, T[] all, Function<T, String> code, @Nullable String given) {
    String wanted = Objects.requireNonNullElse(given, "");
    return Arrays.stream(all)
        .filter(each -> code.apply(each).equals(wanted))
        .findFirst()
        .orElseThrow(() -> Refusals.bad(field, "expected one of those that there are"));
  }

  @Override
  public String toString() {
    return "ControlForm";
  }
}
