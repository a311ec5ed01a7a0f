package org.porchlight.moderation.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.porchlight.moderation.Category;

/**
 * A rule as it stands in a rule file.
 *
 * @param id for example {@code seeker.plan.means-here}
 * @param category what kind of thing it sees
 * @param level how near the danger is, 0 to 6; 0 on the peer's side
 * @param patterns any of them
 * @param why one sentence that a supervisor, or the peer who wrote it, can read
 * @param suggestion a gentler wording for the peer, or null
 * @param examples lines in which it must be seen
 * @param not lines in which it must not be seen
 */
record Rule(
    String id,
    Category category,
    int level,
    List<Pattern> patterns,
    String why,
    @Nullable String suggestion,
    List<String> examples,
    List<String> not) {}
