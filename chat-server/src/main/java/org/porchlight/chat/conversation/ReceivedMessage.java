package org.porchlight.chat.conversation;

/**
 * A message as a client sent it: nothing has been looked at yet.
 *
 * @param conversation where it should go
 * @param id the client's id, used again until the message is kept
 * @param part the part its writer says to have
 * @param writer who wrote it
 * @param text the words
 * @param sure whether the writer has seen a hint and sends the words all the same
 */
public record ReceivedMessage(
    ConversationId conversation,
    MessageId id,
    Part part,
    String writer,
    MessageText text,
    boolean sure) {}
