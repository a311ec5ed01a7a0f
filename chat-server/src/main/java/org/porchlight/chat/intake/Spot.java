package org.porchlight.chat.intake;

import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.Ids;
import org.porchlight.matching.TicketId;

/**
 * A place in line for a conversation. The ticket's id follows from the conversation and the turn,
 * so that whoever repeats a step means the same place; that of a first turn is the conversation's.
 */
public record Spot(ConversationId conversation, TicketId ticket) {
  /** The place that a conversation waits in. */
  public static Spot of(Conversation.Waiting waiting) {
    return of(waiting.id(), waiting.turn());
  }

  static Spot of(ConversationId conversation, int turn) {
    return new Spot(
        conversation,
        new TicketId(
            turn == 1 ? conversation.value() : Ids.derivedFrom(conversation.value() + " " + turn)));
  }
}
