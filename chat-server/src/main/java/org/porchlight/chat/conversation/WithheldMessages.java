package org.porchlight.chat.conversation;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A supervisor's decision about messages that wait for one. The decision is one step in the log, so
 * of several who decide one does; its writer is told once it is as durable as promised, wherever
 * their socket is, and asks again when they come back.
 */
public final class WithheldMessages {
  private final ConversationLog log;

  /** Over a log. */
  public WithheldMessages(ConversationLog log) {
    this.log = log;
  }

  /** What became of a decision. */
  public enum Decided {
    DONE,
    /** It may have been done: decide again. */
    PENDING,
    /** Somebody else decided before, or nobody did in time. */
    BEFORE,
    /** The conversation is over. */
    CLOSED,
    /** The seeker has left; it can be decided when they are back. */
    LEFT,
    /** Somebody else has its flag. */
    TAKEN,
    /** There is no such message, or its writer is not in the conversation any more. */
    GONE
  }

  /** A message and what has become of it, empty when there is none. */
  public Mono<Withheld> find(ConversationId conversation, MessageId message) {
    return log.withheld(conversation, message);
  }

  /** Those of a writer that still wait. */
  public Flux<Withheld> waiting(ConversationId conversation, String writer) {
    return log.withheld(conversation)
        .filter(withheld -> withheld.author().id().equals(writer))
        .filter(withheld -> withheld.fate() instanceof Withheld.Fate.Waits);
  }

  /** Lets a message go, by the way of every other message: the same id, kept once. */
  public Mono<Decided> release(ConversationId conversation, MessageId message) {
    return log.release(conversation, message)
        .map(WithheldMessages::decided)
        .flatMap(decided -> told(conversation, message, decided));
  }

  /**
   * Gives a message back to its writer.
   *
   * @param by the supervisor's name
   * @param word what they say about it, or null
   */
  public Mono<Decided> giveBack(
      ConversationId conversation, MessageId message, String by, @Nullable MessageText word) {
    return log.giveBack(conversation, message, by, word)
        .flatMap(decided -> told(conversation, message, decided));
  }

  /** Tells the writer what became of a message, wherever their socket is. */
  public Mono<Void> tell(ConversationId conversation, MessageId message) {
    return find(conversation, message)
        .flatMap(
            withheld -> log.ring(conversation, new Ring.Decided(withheld.author().id(), message)));
  }

  private Mono<Decided> told(ConversationId conversation, MessageId message, Decided decided) {
    return decided == Decided.DONE
        ? tell(conversation, message).thenReturn(decided)
        : Mono.just(decided);
  }

  private static Decided decided(Appended appended) {
    return switch (appended) {
      case Appended.Kept kept -> Decided.DONE;
      case Appended.Pending pending -> Decided.PENDING;
      case Appended.Withheld withheld -> Decided.BEFORE;
      case Appended.Not not ->
          switch (not.obstacle()) {
            case CONFLICT, DECIDED, TOO_FAST, TAKEN_OVER, CHANGED -> Decided.BEFORE;
            case CLOSED -> Decided.CLOSED;
            case LEFT -> Decided.LEFT;
            case NOT_YOURS -> Decided.GONE;
          };
    };
  }
}
