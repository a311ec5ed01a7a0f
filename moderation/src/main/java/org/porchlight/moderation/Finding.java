package org.porchlight.moderation;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing seen in a message, with its reason.
 *
 * @param category what kind of thing
 * @param level what this one thing says about how near the danger is, 0 to 6; 0 on the peer's side
 * @param rule the id of the rule that saw it, for example {@code seeker.intent.going-to}, or {@code
 *     model.<head>} when it was the wording as a whole
 * @param span where in the text
 * @param evidence the places that weighed most, weightiest first; the span alone for a rule
 * @param features how it was said; features are kept beside a finding, they never delete it
 * @param why one sentence that a supervisor, or the peer who wrote it, can read
 * @param suggestion a gentler wording for the peer, where there is one
 * @param source where the volunteers' training speaks of it, in words, where it does
 */
public record Finding(
    Category category,
    int level,
    String rule,
    Span span,
    List<Span> evidence,
    Set<Feature> features,
    String why,
    @Nullable String suggestion,
    @Nullable String source) {

  public Finding {
    if (level < 0 || level > 6) {
      throw new IllegalArgumentException("level: " + level + " (expected: 0 to 6)");
    }
    evidence = List.copyOf(evidence);
    features = Set.copyOf(features);
  }
}
