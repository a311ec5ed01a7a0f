package org.porchlight.chat.conversation;

import java.time.Instant;

/**
 * What a supervisor said to the peer of a conversation alone. It is beside the messages and never
 * among them, so that nothing a seeker reads can hold it.
 *
 * @param conversation where
 * @param id the writer's client's id
 * @param to the person id of the peer whom it was for
 * @param by the supervisor's person id
 * @param name what the peer sees of the supervisor
 * @param text the words
 * @param at when it was taken
 */
public record Whisper(
    ConversationId conversation,
    MessageId id,
    String to,
    String by,
    String name,
    MessageText text,
    Instant at) {

  /** One that is not kept yet: it is for whoever is the peer when it is. */
  public record Spoken(
      ConversationId conversation, MessageId id, String by, String name, MessageText text) {}

  @Override
  public String toString() {
    return "Whisper[id=" + id + "]";
  }
}
