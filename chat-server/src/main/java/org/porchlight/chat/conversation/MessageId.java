package org.porchlight.chat.conversation;

/** A message as its writer's client named it: 22 characters of base64url. */
public record MessageId(String value) {
  public MessageId {
    Ids.require("message", value);
  }

  /** A new one, for words that a client wrote before there was a conversation. */
  public static MessageId random() {
    return new MessageId(Ids.random());
  }

  @Override
  public String toString() {
    return value;
  }
}
