package org.porchlight.chat.conversation;

import java.util.List;

/** What a reader lacks. */
public sealed interface History {

  /** Everything after the position asked for, and the head up to which that is. */
  record Missing(String epoch, long head, List<LoggedMessage> messages) implements History {}

  /** The position belongs to another history, or to one that is not there any more. */
  record Reset(String epoch, long head) implements History {}
}
