package org.porchlight.chat.conversation;

import org.jspecify.annotations.Nullable;

/**
 * A person in a conversation.
 *
 * @param part their part in it
 * @param id who, 22 characters of base64url
 * @param name what the others see: a peer's chosen name, or a seeker's alias
 * @param badge a peer's who is in it now, or null
 */
public record Member(Part part, String id, String name, @Nullable Badge badge) {
  public Member {
    Ids.require("member", id);
  }

  /** Somebody without a badge. */
  public Member(Part part, String id, String name) {
    this(part, id, name, null);
  }
}
