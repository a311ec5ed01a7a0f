package org.porchlight.moderation.rules;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.Feature;

/**
 * A rule as it stands in a rule file.
 *
 * @param id for example {@code seeker.plan.means-here}
 * @param category what kind of thing it sees
 * @param level how near the danger is, 0 to 6; 0 on the peer's side
 * @param cue whether it is only a sign beside others, and never enough alone
 * @param patterns any of them
 * @param unless a saying when one of these stands in the same sentence
 * @param keeps ways of saying it that do not lower it, because the pattern means them
 * @param why one sentence that a supervisor, or the peer who wrote it, can read
 * @param suggestion a gentler wording for the peer, or null
 * @param source where the training speaks of it, in words, or null
 * @param examples lines in which it must be seen
 * @param not lines in which it must not be seen
 */
record Rule(
    String id,
    Category category,
    int level,
    boolean cue,
    List<Pattern> patterns,
    List<Pattern> unless,
    Set<Feature> keeps,
    String why,
    @Nullable String suggestion,
    @Nullable String source,
    List<String> examples,
    List<String> not) {
  private static final String OWN = "house.";

  /** The same rule with what a house added to it in the place of its patterns. */
  Rule own(List<Pattern> added) {
    return new Rule(
        OWN + id,
        category,
        level,
        cue,
        added,
        unless,
        keeps,
        why,
        suggestion,
        source,
        examples,
        not);
  }

  /** Whether a house wrote its patterns. */
  boolean isOwn() {
    return id.startsWith(OWN);
  }

  /** The id of the rule that ships, also of one to which a house added something. */
  String shippedId() {
    return isOwn() ? id.substring(OWN.length()) : id;
  }

  /** Whether a house may add to it; a sign beside others is weighed by what was learnt of it. */
  boolean takesPhrases() {
    return !cue;
  }

  /** Whether it is about what nobody should have to read, rather than about danger. */
  boolean isHostile() {
    return category == Category.HARASSMENT || category == Category.SEXUAL;
  }
}
