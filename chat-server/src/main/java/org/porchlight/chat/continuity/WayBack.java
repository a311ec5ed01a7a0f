package org.porchlight.chat.continuity;

import java.time.Instant;
import org.porchlight.chat.conversation.Carried;
import org.porchlight.chat.conversation.MessageText;

/**
 * What a seeker kept for the next time.
 *
 * @param thread by which it is found: a hash of the words
 * @param visits how often they have been here
 * @param goodUntil when it is destroyed, unless they come back before
 * @param card what they want the next peer to know; may be empty
 * @param shown whether the card is shown to whoever comes back with the words
 */
public record WayBack(String thread, int visits, Instant goodUntil, String card, boolean shown) {

  /** What the next conversation carries of it; the card only where they said so. */
  public Carried carried(boolean share) {
    return new Carried(thread, visits + 1, share && !card.isBlank() ? MessageText.of(card) : null);
  }

  WayBack with(String newCard, boolean newShown) {
    return new WayBack(thread, visits, goodUntil, newCard, newShown);
  }

  @Override
  public String toString() {
    return "WayBack[visits=" + visits + "]";
  }
}
