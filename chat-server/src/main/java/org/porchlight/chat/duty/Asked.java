package org.porchlight.chat.duty;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a peer asks the supervisors for, about themselves and no conversation.
 *
 * @param peer the peer's id
 * @param at when, to the millisecond
 * @param by the name of the supervisor who has seen it, null while nobody has
 */
public record Asked(String peer, What what, Instant at, @Nullable String by) {

  /** What can be asked for. */
  public enum What {
    /** To talk with a supervisor now. */
    TALK,
    /** Nothing but that it is known: they are off tonight. */
    OFF,
    /** They are not well tonight, and would like somebody to reach them. */
    UNWELL;

    /** As it is kept and sent. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Empty where there is no such thing to ask for. */
    static Optional<What> of(String code) {
      return Arrays.stream(values()).filter(what -> what.code().equals(code)).findFirst();
    }
  }
}
