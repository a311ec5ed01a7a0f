package org.porchlight.chat.conversation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.porchlight.moderation.ConversationContext;

/** A conversation in one of its states; each state has only what it needs. */
public sealed interface Conversation {

  /** Which one. */
  ConversationId id();

  /** A random value made with its log: another epoch means another history. */
  String epoch();

  /** Who came. */
  Member seeker();

  /** What moderation remembers of it. */
  ConversationContext context();

  /** The peer, once there is one. */
  default @Nullable Member peer() {
    return switch (this) {
      case Waiting waiting -> null;
      case Open open -> open.with();
      case Held held -> held.with();
      case Closed closed -> closed.with();
    };
  }

  /** Whether a person with this id is or was in it. */
  default boolean has(String person) {
    Member peer = peer();
    return seeker().id().equals(person) || (peer != null && peer.id().equals(person));
  }

  /** The seeker is in line. */
  record Waiting(ConversationId id, String epoch, Member seeker, ConversationContext context)
      implements Conversation {}

  /** Both may write. */
  record Open(
      ConversationId id, String epoch, Member seeker, Member with, ConversationContext context)
      implements Conversation {}

  /** The seeker left quickly; the place is held for a while and the peer cannot write. */
  record Held(
      ConversationId id, String epoch, Member seeker, Member with, ConversationContext context)
      implements Conversation {}

  /** Over for good. */
  record Closed(
      ConversationId id,
      String epoch,
      Member seeker,
      @Nullable Member with,
      ConversationContext context,
      Why why)
      implements Conversation {}

  /** Why a conversation is over. */
  enum Why {
    ENDED_BY_SEEKER,
    ENDED_BY_PEER,
    /** Nobody wrote for a long while; never where something is flagged. */
    QUIET,
    LEFT;

    /** The name in stored entries and on the wire. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The reason of that name. */
    public static Why of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
