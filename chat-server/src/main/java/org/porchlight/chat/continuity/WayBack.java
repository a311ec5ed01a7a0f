package org.porchlight.chat.continuity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.Carried;
import org.porchlight.chat.conversation.KeptCard;

/**
 * What a seeker kept for the next time.
 *
 * @param thread by which it is found: a hash of the words
 * @param visits how often they have been here
 * @param goodUntil when it is destroyed, unless they come back before
 * @param card what they want the next peer to know, and their plan; may be empty
 * @param shown whether that is shown to whoever comes back with the words
 * @param peer the id of the peer with whom both would like to talk again, null when none
 * @param closed whether a supervisor closed it; then nothing else is left of it
 */
public record WayBack(
    String thread,
    int visits,
    Instant goodUntil,
    KeptCard card,
    boolean shown,
    @Nullable String peer,
    boolean closed) {
  private static final KeptCard NOTHING = new KeptCard("", List.of());

  /** One that leads to no peer yet. */
  static WayBack of(String thread, int visits, Instant goodUntil, KeptCard card, boolean shown) {
    return new WayBack(thread, visits, goodUntil, card, shown, null, false);
  }

  /** What the next conversation carries of it; the card and the plan only where they said so. */
  public Carried carried(boolean share) {
    boolean along = share && !card.isEmpty();
    return new Carried(thread, visits + 1, along ? card : null, along && shown);
  }

  /** With another plan, and the same text; what is closed stays empty. */
  WayBack planning(List<String> steps, Instant at) {
    return closed ? this : with(new KeptCard(card.text(), steps, at), shown);
  }

  WayBack with(KeptCard newCard, boolean newShown) {
    return new WayBack(thread, visits, goodUntil, newCard, newShown, peer, closed);
  }

  WayBack leadingTo(@Nullable String newPeer) {
    return closed ? this : new WayBack(thread, visits, goodUntil, card, shown, newPeer, false);
  }

  WayBack notLeadingTo(String oldPeer) {
    return oldPeer.equals(peer) ? leadingTo(null) : this;
  }

  WayBack close() {
    return new WayBack(thread, visits, goodUntil, NOTHING, false, null, true);
  }

  @Override
  public String toString() {
    return "WayBack[visits=" + visits + "]";
  }
}
