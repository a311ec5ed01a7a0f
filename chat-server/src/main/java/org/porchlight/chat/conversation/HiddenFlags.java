package org.porchlight.chat.conversation;

import java.util.Set;
import reactor.core.publisher.Mono;

/** What is said about members of staff, which they may not learn of. */
public interface HiddenFlags {

  /** The conversations with an open flag that this member of staff may not know of. */
  Mono<Set<ConversationId>> hiddenFrom(String person);
}
