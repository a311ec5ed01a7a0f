package org.porchlight.chat.supervision;

import java.time.Instant;
import java.util.List;

/**
 * What a supervisor who goes leaves for the next one.
 *
 * @param id which one
 * @param by the person id of who left it
 * @param name their name
 * @param note what they wrote; empty when nothing
 * @param open the names of what was open then; see {@link Open#name()}
 */
record Shift(String id, String by, String name, Instant at, String note, List<String> open) {
  Shift {
    open = List.copyOf(open);
  }

  @Override
  public String toString() {
    return "Shift[id=" + id + "]";
  }
}
