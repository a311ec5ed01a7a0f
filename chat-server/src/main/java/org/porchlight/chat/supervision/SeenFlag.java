package org.porchlight.chat.supervision;

import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.Withheld;

/**
 * A flag as a supervisor sees it.
 *
 * @param flag what was raised
 * @param conversation where, as it is now; null when it is in the archive alone
 * @param withheld the message that it is about, when that waits for a supervisor or did
 * @param quote the words it is about, cut from the sealed text for this viewer; null when they
 *     cannot be opened any more, or when there are none
 * @param standing who has it, and how loud it is
 */
public record SeenFlag(
    Flag flag,
    @Nullable Conversation conversation,
    @Nullable Withheld withheld,
    @Nullable String quote,
    Standing standing) {
  @Override
  public String toString() {
    return "SeenFlag[flag=" + flag.id() + "]";
  }
}
