package org.porchlight.chat.conversation;

import org.porchlight.moderation.Category;
import reactor.core.publisher.Mono;

/** What kinds of flags a conversation has. */
public interface FlagKinds {

  /** Whether a conversation has a flag of this kind that is still open. */
  Mono<Boolean> has(ConversationId conversation, Category category);
}
