package org.porchlight.chat.conversation;

/**
 * How far a conversation goes.
 *
 * @param epoch the history that {@code seq} counts in
 * @param seq of the last message, 0 when there is none
 * @param over whether it is closed
 */
public record Head(String epoch, long seq, boolean over) {}
