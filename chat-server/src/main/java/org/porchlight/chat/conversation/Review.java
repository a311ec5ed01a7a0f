package org.porchlight.chat.conversation;

/**
 * A supervisor closed a flag of a conversation.
 *
 * @param right whether the flag was right
 * @param last whether no other flag of the conversation is open
 */
public record Review(boolean right, boolean last) {}
