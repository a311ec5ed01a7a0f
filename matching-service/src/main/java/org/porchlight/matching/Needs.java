package org.porchlight.matching;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to hold for whoever takes a ticket; it stays the same while the ticket waits.
 *
 * @param language the language to chat in, a BCP 47 tag such as {@code en}
 * @param clearance whether the seeker is 16 or 17, so that the peer has to be cleared for that
 * @param avoid peers the seeker must not meet: blocked either way, or just left
 * @param known a peer they have talked with and would like again, asked first for a short time
 */
public record Needs(String language, boolean clearance, Set<PeerId> avoid, @Nullable PeerId known) {

  public Needs {
    avoid = Set.copyOf(avoid);
  }

  /** A language, and nothing else. */
  public static Needs of(String language) {
    return new Needs(language, false, Set.of(), null);
  }
}
