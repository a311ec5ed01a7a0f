package org.porchlight.chat.conversation;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a seeker wants to be known about a conversation that is over. It is sealed with its key and
 * ends with it, and is part of no count.
 */
public interface LastWords {

  /**
   * Keeps it, replacing what was there.
   *
   * @param words null where nothing is to be kept any more
   * @return whether the conversation, and so its key, is still there
   */
  Mono<Boolean> keep(ConversationId conversation, @Nullable MessageText words);

  /** What is kept of a conversation and can still be opened, empty when nothing. */
  Mono<MessageText> of(ConversationId conversation);
}
