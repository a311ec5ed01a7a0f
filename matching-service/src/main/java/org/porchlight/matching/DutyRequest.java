package org.porchlight.matching;

import java.util.Set;

/**
 * A peer's readiness.
 *
 * @param peer who
 * @param languages the languages the peer chats in, BCP 47 tags, at least one
 * @param topics the topics the peer has lived and is ready for
 * @param capacity how many conversations at once, 1 to 3
 */
public record DutyRequest(PeerId peer, Set<String> languages, Set<String> topics, int capacity) {
  public DutyRequest {
    languages = Set.copyOf(languages);
    topics = Set.copyOf(topics);
    if (languages.isEmpty()) {
      throw new IllegalArgumentException("languages: none (expected: at least one)");
    }
    if (capacity < 1 || capacity > 3) {
      throw new IllegalArgumentException("capacity: " + capacity + " (expected: 1 to 3)");
    }
  }
}
