package org.porchlight.moderation;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing seen in a message, with its reason.
 *
 * @param category what kind of thing
 * @param rule the id of the rule that saw it, for example {@code seeker.intent.going-to}
 * @param span where in the text
 * @param features how it was said; features are kept beside a finding, they never delete it
 * @param why one sentence that a supervisor, or the peer who wrote it, can read
 * @param suggestion a gentler wording for the peer, where the rule has one
 */
public record Finding(
    Category category,
    String rule,
    Span span,
    Set<Feature> features,
    String why,
    @Nullable String suggestion) {

  public Finding {
    features = Set.copyOf(features);
  }
}
