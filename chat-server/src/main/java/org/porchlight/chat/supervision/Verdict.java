package org.porchlight.chat.supervision;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor said of a flag, without the flag: who said what to whom cannot be told from it.
 *
 * @param id of its own, random, by which it is counted once
 * @param rules the rules that had spoken
 * @param category what kind of thing they saw, by its wire name
 * @param day when, in UTC
 * @param right whether they were right
 * @param outcome how it ended, by its wire name, or null
 */
record Verdict(
    String id,
    List<String> rules,
    String category,
    LocalDate day,
    boolean right,
    @Nullable String outcome) {
  Verdict {
    rules = List.copyOf(rules);
  }
}
