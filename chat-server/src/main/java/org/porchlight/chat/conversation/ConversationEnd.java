package org.porchlight.chat.conversation;

import reactor.core.publisher.Mono;

/** Something that has to happen when a conversation is over; bears being repeated. */
public interface ConversationEnd {

  /** The conversation has been closed. */
  Mono<Void> ended(Conversation.Closed conversation);

  /** The conversation goes on without this peer. */
  default Mono<Void> removed(ConversationId conversation, Member peer) {
    return Mono.empty();
  }

  /** Its seeker goes on with somebody else than this peer, whose place is free by now. */
  default Mono<Void> left(Conversation.Open conversation, Member peer) {
    return Mono.empty();
  }
}
