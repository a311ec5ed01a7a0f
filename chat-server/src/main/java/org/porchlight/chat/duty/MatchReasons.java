package org.porchlight.chat.duty;

import org.porchlight.chat.conversation.ConversationId;
import reactor.core.publisher.Flux;

/** Why whom: kept for supervisors (every match can be explained in one line). */
public interface MatchReasons {

  /**
   * The line about one match.
   *
   * @param turn 1 for a conversation's first peer
   * @param peer who took it, by id
   * @param why the line; it names peers by id and says nothing that a seeker said
   */
  record Reason(int turn, String peer, String why) {}

  /** The matches of a conversation, the first one first. */
  Flux<Reason> of(ConversationId conversation);
}
