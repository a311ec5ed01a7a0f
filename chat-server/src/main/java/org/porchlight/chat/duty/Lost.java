package org.porchlight.chat.duty;

import java.time.Instant;
import java.util.List;

/**
 * A peer whose page is gone while somebody is talking with them.
 *
 * @param peer who
 * @param since since when
 * @param seekers the aliases of those they were talking with
 */
public record Lost(String peer, Instant since, List<String> seekers) {
  public Lost {
    seekers = List.copyOf(seekers);
  }
}
