package org.porchlight.chat.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry, made when its act was written down.
 *
 * @param id 22 characters of base64url, by which it is chained once
 * @param at when, in milliseconds
 * @param reason the sealed reason, or null
 */
record Entry(
    String id,
    Instant at,
    String who,
    String what,
    String about,
    @Nullable String detail,
    byte @Nullable [] reason) {
  @Override
  public String toString() {
    return "Entry[what=" + what + "]";
  }
}
