package org.porchlight.chat.conversation;

import reactor.core.publisher.Mono;

/** Where closed conversations are kept, sealed, until their time is over. */
public interface Archive {

  /**
   * Destroys a transcript for a seeker who wants it gone, with its key.
   *
   * @param seeker whose it was
   * @return empty when there is none of theirs
   */
  Mono<Deletion> destroy(ConversationId conversation, String seeker);
}
