package org.porchlight.chat.conversation;

import reactor.core.publisher.Mono;

/** What kinds of flags a conversation has. */
public interface FlagKinds {

  /**
   * Whether a conversation is hard on whoever is in it with the seeker: a flag says so that is
   * open, or was right, or its seeker was blocked for what they did there.
   */
  Mono<Boolean> isHard(ConversationId conversation);
}
