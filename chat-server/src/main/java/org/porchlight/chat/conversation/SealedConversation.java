package org.porchlight.chat.conversation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * A closed conversation as it lies in the log, every text still sealed by its writer's message.
 *
 * @param conversation what it was
 * @param wrappedKey its data key, wrapped
 * @param entries its messages from 1 on
 * @param closedAt when it ended
 * @param escalated whether a person had to look at it, which is kept longer
 * @param confirmed whether a supervisor found a flag of it right
 * @param deleteAsked whether the seeker wants it gone
 */
public record SealedConversation(
    Conversation.Closed conversation,
    byte[] wrappedKey,
    List<Entry> entries,
    Instant closedAt,
    boolean escalated,
    boolean confirmed,
    boolean deleteAsked) {
  public SealedConversation {
    entries = List.copyOf(entries);
  }

  /**
   * What the seal of a message is bound to: a sealed text moved elsewhere, or to another writer,
   * does not open.
   */
  public static byte[] bound(ConversationId id, MessageId message, String author) {
    return (id + " " + message + " " + author).getBytes(StandardCharsets.UTF_8);
  }

  /** What the seal of words about a conversation is bound to, in the log and in the archive. */
  public static byte[] bound(String about, ConversationId id) {
    return (about + " of " + id).getBytes(StandardCharsets.UTF_8);
  }

  /** A writer as the seal knows them. */
  public static String author(Part part, String person) {
    return part.code() + ":" + person;
  }

  /** One message, sealed. */
  public record Entry(long seq, MessageId id, Member author, Instant at, byte[] sealed) {}

  @Override
  public String toString() {
    return "SealedConversation[id=" + conversation.id() + ", entries=" + entries.size() + "]";
  }
}
