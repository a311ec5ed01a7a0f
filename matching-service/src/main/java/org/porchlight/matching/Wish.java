package org.porchlight.matching;

import java.time.Duration;
import java.util.Set;

/**
 * Whom a seeker would like; it may change while they wait.
 *
 * @param topics what the night is about, possibly empty
 * @param wants whom they would like
 * @param patience how long they wait for someone who has lived it before they are asked again
 */
public record Wish(Set<String> topics, Wants wants, Duration patience) {
  /** How long most are ready to wait for somebody in particular, when they did not say. */
  public static final Duration USUAL_PATIENCE = Duration.ofMinutes(10);

  public Wish {
    topics = Set.copyOf(topics);
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("patience: " + patience + " (expected: more than none)");
    }
  }

  /** A wish with the usual patience. */
  public static Wish of(Wants wants, Set<String> topics) {
    return new Wish(topics, wants, USUAL_PATIENCE);
  }

  /** Whoever is free first. */
  public static Wish anyone() {
    return of(Wants.ANYONE, Set.of());
  }

  /** Whether only a peer who has lived one of the topics will do. */
  public boolean isForLived() {
    return wants == Wants.LIVED && !topics.isEmpty();
  }
}
