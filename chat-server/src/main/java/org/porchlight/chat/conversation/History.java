package org.porchlight.chat.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reader lacks. */
public sealed interface History {

  /**
   * What comes after the position asked for, without a hole; the beginning of it when that is much.
   *
   * @param head the position of the last message there is
   * @param closed why the conversation is over, null while it is not
   */
  record Missing(
      String epoch, long head, List<LoggedMessage> messages, Conversation.@Nullable Why closed)
      implements History {
    public Missing {
      messages = List.copyOf(messages);
    }
  }

  /** The position belongs to another history, or to one that is not there any more. */
  record Reset(String epoch, long head) implements History {}
}
