package org.porchlight.chat.conversation;

import java.util.Locale;
import java.util.stream.Stream;
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

  /** The peer, once there is one; null also while a supervisor is alone with the seeker. */
  default @Nullable Member peer() {
    Member with = with(this);
    return with != null && with.part() == Part.PEER ? with : null;
  }

  /** The supervisor who joined, or is alone with the seeker. */
  default @Nullable Member supervisor() {
    return switch (this) {
      case Waiting waiting -> null;
      case Open open -> open.joined();
      case Held held -> held.joined();
      case Closed closed -> closed.joined();
    };
  }

  /** How far it is with a clinician; null where none was asked for, and once it is over. */
  default @Nullable Consult consult() {
    return switch (this) {
      case Waiting waiting -> null;
      case Open open -> open.consulted();
      case Held held -> held.consulted();
      case Closed closed -> null;
    };
  }

  private static @Nullable Member clinician(@Nullable Consult consult) {
    return consult != null && consult.isIn() ? consult.clinician() : null;
  }

  private static @Nullable Member with(Conversation conversation) {
    return switch (conversation) {
      case Waiting waiting -> null;
      case Open open -> open.with();
      case Held held -> held.with();
      case Closed closed -> closed.with();
    };
  }

  /** Who has this part in it; null when nobody does. */
  default @Nullable Member member(Part part) {
    return switch (part) {
      case SEEKER -> seeker();
      case PEER -> peer();
      case SUPERVISOR -> supervisor();
      case CLINICIAN -> clinician(consult());
    };
  }

  /** Whether a person with this id has this part in it. */
  default boolean has(Part part, String person) {
    Member member = member(part);
    return member != null && member.id().equals(person);
  }

  /** The first position that a peer may read; what was said before them is not theirs. */
  default long peerFrom() {
    return switch (this) {
      case Waiting waiting -> 1;
      case Open open -> open.from();
      case Held held -> held.from();
      case Closed closed -> closed.from();
    };
  }

  /** Since when the seeker is back with words; null where they never left it like that. */
  default @Nullable CameBack cameBack() {
    return switch (this) {
      case Waiting waiting -> null;
      case Open open -> open.back();
      case Held held -> held.back();
      case Closed closed -> closed.back();
    };
  }

  /** The first position that the seeker may read. */
  default long seekerFrom() {
    CameBack back = cameBack();
    return back == null ? 1 : back.from();
  }

  /** Whether a person with this id is or was in it, as its seeker, its peer or a supervisor. */
  default boolean has(String person) {
    return Stream.of(seeker(), with(this), supervisor())
        .anyMatch(member -> member != null && member.id().equals(person));
  }

  /**
   * The seeker is in line.
   *
   * @param turn 1 for a first peer, more when it goes on with another
   */
  record Waiting(
      ConversationId id, String epoch, Member seeker, ConversationContext context, int turn)
      implements Conversation {}

  /**
   * Both may write.
   *
   * @param with the peer, or the supervisor who is alone with the seeker
   * @param joined the supervisor who is in it, too or alone
   * @param turn 1 for a first peer, more when it went on with another
   * @param from the first position that the peer may read
   * @param handing how far the peer's wish to hand over is, or null
   * @param consulted how far it is with a clinician, or null
   * @param back since when its seeker is back with words, or null
   */
  record Open(
      ConversationId id,
      String epoch,
      Member seeker,
      Member with,
      @Nullable Member joined,
      ConversationContext context,
      int turn,
      long from,
      HandingOver.@Nullable Standing handing,
      @Nullable Consult consulted,
      @Nullable CameBack back)
      implements Conversation {

    /** Whether another peer is looked for, with the seeker's consent. */
    public boolean isHandedOver() {
      return handing != null && handing.agreed();
    }
  }

  /**
   * The seeker left quickly, or may have fallen asleep; the place is held for a while and the peer
   * cannot write.
   */
  record Held(
      ConversationId id,
      String epoch,
      Member seeker,
      Member with,
      @Nullable Member joined,
      ConversationContext context,
      long from,
      @Nullable Consult consulted,
      @Nullable CameBack back)
      implements Conversation {}

  /** Over for good. */
  record Closed(
      ConversationId id,
      String epoch,
      Member seeker,
      @Nullable Member with,
      @Nullable Member joined,
      ConversationContext context,
      Why why,
      long from,
      @Nullable CameBack back)
      implements Conversation {}

  /**
   * Its seeker came back with words, which anybody may have.
   *
   * @param from the first position that they may read
   * @param steps how many steps there were by then
   */
  record CameBack(long from, int steps) {}

  /** Why a conversation is over. */
  enum Why {
    ENDED_BY_SEEKER,
    ENDED_BY_PEER,
    ENDED_BY_SUPERVISOR,
    /** Nobody wrote for a long while; never where something is flagged. */
    QUIET,
    LEFT,
    /** A supervisor blocked the seeker's pass. */
    BLOCKED;

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
