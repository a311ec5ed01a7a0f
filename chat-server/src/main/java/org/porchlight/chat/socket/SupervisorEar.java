package org.porchlight.chat.socket;

import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.protocol.ServerFrame;
import reactor.core.publisher.Flux;

/** What a supervisor hears who reads along: everything that is said, and what is whispered. */
final class SupervisorEar extends Follow.Ear {
  private final ConversationId conversation;
  private final ConversationLog log;

  SupervisorEar(ConversationId conversation, ConversationLog log) {
    this.conversation = conversation;
    this.log = log;
  }

  @Override
  boolean hears(Ring ring) {
    return ring instanceof Ring.Whispered || super.hears(ring);
  }

  @Override
  Flux<ServerFrame> whispers() {
    return log.whispers(conversation).map(Frames::whispered);
  }
}
