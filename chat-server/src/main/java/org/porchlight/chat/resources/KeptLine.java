package org.porchlight.chat.resources;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A crisis line as the house has it.
 *
 * @param version counts its changes and checks, so that nobody changes what they have not seen
 * @param checkedOn the day of its last check, or of what waits the day on which it was written
 * @param checkedBy the member of staff whose check that was, or who wrote what waits; null where
 *     the line shipped with its day
 * @param waits whether another coordinator still has to confirm it; until then no seeker sees it
 * @param replaces the id of the line that a waiting one would change; null where it is a new line
 */
record KeptLine(
    String id,
    String region,
    int version,
    LineText text,
    LocalDate checkedOn,
    @Nullable String checkedBy,
    boolean waits,
    @Nullable String replaces) {
  private static final int CHECK_EVERY_DAYS = 90;

  /** Whether somebody has to check it again. */
  boolean isDue(LocalDate today) {
    return isDue(checkedOn, today);
  }

  /** Whether somebody has to check again what was checked then. */
  static boolean isDue(LocalDate checkedOn, LocalDate today) {
    return checkedOn.plusDays(CHECK_EVERY_DAYS).isBefore(today);
  }

  /** As seekers see it. */
  CrisisLine shown() {
    return new CrisisLine(
        text.name(),
        text.kind(),
        text.value(),
        text.hours(),
        text.free(),
        text.audience(),
        text.languages(),
        text.note(),
        checkedOn.toString());
  }
}
