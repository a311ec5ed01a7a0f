package org.porchlight.chat.conversation;

import java.time.Instant;

/**
 * A message that is in the log. Only an implementation of {@link ConversationLog} makes one; an
 * architecture test holds that.
 *
 * @param conversation where
 * @param epoch the history that {@code seq} counts in
 * @param seq its position, from 1 without holes
 * @param id the writer's client's id
 * @param author who wrote it
 * @param text the words
 * @param at when the log took it
 */
public record LoggedMessage(
    ConversationId conversation,
    String epoch,
    long seq,
    MessageId id,
    Member author,
    MessageText text,
    Instant at) {}
