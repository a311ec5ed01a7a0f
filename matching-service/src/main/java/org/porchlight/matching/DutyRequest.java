package org.porchlight.matching;

import java.util.Set;

/**
 * A peer's readiness.
 *
 * @param peer who
 * @param certificate what they are certified for; it bounds the capacity
 * @param languages the languages the peer chats in, BCP 47 tags, at least one
 * @param topics the topics the peer has lived and is ready for
 * @param avoid the topics they would rather not take this shift, whether lived or not
 * @param capacity how many conversations at once they would take, 1 to 3
 */
public record DutyRequest(
    PeerId peer,
    Certificate certificate,
    Set<String> languages,
    Set<String> topics,
    Set<String> avoid,
    int capacity) {
  private static final int MOST = 3;

  public DutyRequest {
    languages = Set.copyOf(languages);
    topics = Set.copyOf(topics);
    avoid = Set.copyOf(avoid);
    if (languages.isEmpty()) {
      throw new IllegalArgumentException("languages: none (expected: at least one)");
    }
    if (capacity < 1 || capacity > MOST) {
      throw new IllegalArgumentException("capacity: " + capacity + " (expected: 1 to 3)");
    }
  }

  /** Of a peer who avoids nothing. */
  public DutyRequest(
      PeerId peer,
      Certificate certificate,
      Set<String> languages,
      Set<String> topics,
      int capacity) {
    this(peer, certificate, languages, topics, Set.of(), capacity);
  }

  /** The places that count: what they would take, within what their level allows. */
  public int places() {
    return Math.min(capacity, certificate.level().places());
  }
}
