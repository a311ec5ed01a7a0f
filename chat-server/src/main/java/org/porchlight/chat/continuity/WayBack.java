package org.porchlight.chat.continuity;

import java.time.Instant;
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
 */
public record WayBack(String thread, int visits, Instant goodUntil, KeptCard card, boolean shown) {

  /** What the next conversation carries of it; the card and the plan only where they said so. */
  public Carried carried(boolean share) {
    return new Carried(thread, visits + 1, share && !card.isEmpty() ? card : null);
  }

  WayBack with(KeptCard newCard, boolean newShown) {
    return new WayBack(thread, visits, goodUntil, newCard, newShown);
  }

  @Override
  public String toString() {
    return "WayBack[visits=" + visits + "]";
  }
}
