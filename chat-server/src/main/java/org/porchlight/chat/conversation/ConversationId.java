package org.porchlight.chat.conversation;

/** A conversation: 22 characters of base64url. */
public record ConversationId(String value) {
  public ConversationId {
    Ids.require("conversation", value);
  }

  /** A new one. */
  public static ConversationId random() {
    return new ConversationId(Ids.random());
  }

  @Override
  public String toString() {
    return value;
  }
}
