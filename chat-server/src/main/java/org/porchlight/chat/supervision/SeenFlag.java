package org.porchlight.chat.supervision;

import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.Flag;

/**
 * A flag as a supervisor sees it.
 *
 * @param flag what was raised
 * @param conversation where, as it is now
 * @param quote the words it is about, cut from the sealed text for this viewer; null when they
 *     cannot be opened any more, or when there are none
 */
public record SeenFlag(Flag flag, Conversation conversation, @Nullable String quote) {
  @Override
  public String toString() {
    return "SeenFlag[flag=" + flag.id() + "]";
  }
}
