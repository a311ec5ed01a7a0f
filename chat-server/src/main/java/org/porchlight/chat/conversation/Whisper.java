package org.porchlight.chat.conversation;

import java.time.Instant;

/**
 * What a supervisor said to the peer of a conversation alone, or its peer to supervisors: a note.
 * It is beside the messages and never among them, so that nothing a seeker reads can hold it.
 *
 * @param conversation where
 * @param id the writer's client's id
 * @param to the person id of the peer whom it was for, or whose note it is
 * @param by the person id of who said it
 * @param name what the others see of them
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

  /**
   * One that is not kept yet: it is for whoever is the peer when it is.
   *
   * @param isNote whether the peer writes it
   */
  public record Spoken(
      ConversationId conversation,
      MessageId id,
      String by,
      String name,
      MessageText text,
      boolean isNote) {}

  /** Whether the peer wrote it for supervisors. */
  public boolean isNote() {
    return to.equals(by);
  }

  @Override
  public String toString() {
    return "Whisper[id=" + id + "]";
  }
}
