package org.porchlight.chat.supervision;

import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.Archive;
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
 * @param kept for how long it is kept in the archive; null when it is not there, or cannot be asked
 */
public record SeenFlag(
    Flag flag,
    @Nullable Conversation conversation,
    @Nullable Withheld withheld,
    @Nullable String quote,
    Standing standing,
    Archive.@Nullable Kept kept) {

  /** The same, once it is known for how long it is kept. */
  SeenFlag with(Archive.Kept known) {
    return new SeenFlag(flag, conversation, withheld, quote, standing, known);
  }

  @Override
  public String toString() {
    return "SeenFlag[flag=" + flag.id() + "]";
  }
}
