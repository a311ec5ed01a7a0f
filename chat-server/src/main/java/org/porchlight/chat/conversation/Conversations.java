package org.porchlight.chat.conversation;

import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends conversations. {@link #close} is the only way in which one is closed. */
public final class Conversations {
  /** As PROTOCOL.md promises (C8). */
  private static final Duration HELD_FOR = Duration.ofMinutes(10);

  private final ConversationLog log;
  private final List<ConversationEnd> ends;

  /** Conversations over a log, and what has to happen when one is over. */
  public Conversations(ConversationLog log, List<ConversationEnd> ends) {
    this.log = log;
    this.ends = List.copyOf(ends);
  }

  /**
   * Closes a conversation for a person who is in it.
   *
   * @return true, or false when it is not theirs
   */
  public Mono<Boolean> end(ConversationId id, Part part, String person) {
    return log.find(id)
        .filter(conversation -> isIn(conversation, part, person))
        .flatMap(conversation -> close(id, endedBy(part)).thenReturn(true))
        .defaultIfEmpty(false);
  }

  /**
   * Closes a conversation for good, and lets those know who have to. Once begun it is done, even if
   * whoever asked for it hangs up: people hang up when they hear that it is over, and the peer's
   * place has to be free again all the same.
   */
  public Mono<Void> close(ConversationId id, Conversation.Why why) {
    Mono<Void> closing =
        log.close(id, why)
            .flatMap(closed -> Flux.fromIterable(ends).concatMap(end -> end.ended(closed)).then());
    return Mono.defer(() -> Mono.fromFuture(closing.toFuture(), true));
  }

  /** The seeker left quickly: the conversation is held, then closed. */
  public Mono<Void> leave(ConversationId id) {
    return log.hold(id, HELD_FOR).then();
  }

  /** Closes what has been held long enough. */
  public Mono<Void> closeHeldLongEnough() {
    return log.heldLongEnough().concatMap(id -> close(id, Conversation.Why.LEFT)).then();
  }

  private static boolean isIn(Conversation conversation, Part part, String person) {
    return switch (conversation) {
      case Conversation.Waiting waiting -> false;
      case Conversation.Open open -> isPart(open, part, person);
      case Conversation.Held held -> isPart(held, part, person);
      case Conversation.Closed closed -> isPart(closed, part, person);
    };
  }

  private static boolean isPart(Conversation conversation, Part part, String person) {
    Member member = part == Part.SEEKER ? conversation.seeker() : conversation.peer();
    return member != null && member.id().equals(person);
  }

  private static Conversation.Why endedBy(Part part) {
    return switch (part) {
      case SEEKER -> Conversation.Why.ENDED_BY_SEEKER;
      case PEER -> Conversation.Why.ENDED_BY_PEER;
    };
  }
}
