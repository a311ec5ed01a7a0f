package org.porchlight.chat.conversation;

/**
 * A person in a conversation.
 *
 * @param part their part in it
 * @param id who, 22 characters of base64url
 * @param name what the others see: a peer's chosen name, or a seeker's alias
 */
public record Member(Part part, String id, String name) {
  public Member {
    Ids.require("member", id);
  }
}
