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
    List<String> not) {}
