package org.porchlight.matching;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that needs another peer.
 *
 * @param conversation which one
 * @param ticket the id of the new ticket, which keeps the original priority time
 * @param band how urgent it is by now; never less than it was
 * @param stay the peer who goes on talking until another has come, null when theirs is over
 */
public record HandOver(String conversation, TicketId ticket, Band band, @Nullable Stay stay) {

  /** A conversation that nobody is in any more. */
  public HandOver(String conversation, TicketId ticket, Band band) {
    this(conversation, ticket, band, null);
  }

  /**
   * A peer who keeps their place meanwhile, and the conversation when nobody comes.
   *
   * @param peer who
   * @param atMost for how long another is looked for
   */
  public record Stay(PeerId peer, Duration atMost) {}
}
