package org.porchlight.chat.conversation;

import reactor.core.publisher.Mono;

/** Where flags are raised for supervisors. */
public interface FlagBoard {

  /**
   * Raises a flag. Raising the same one again changes nothing.
   *
   * @return whether it is new
   */
  Mono<Boolean> raise(Flag flag);

  /**
   * Whether a conversation has a flag that is still open; that its seeker waits for words is none.
   */
  Mono<Boolean> isFlagged(ConversationId conversation);
}
