package org.porchlight.chat.conversation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.porchlight.moderation.ConversationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where conversations live while they are open. Every act is one atomic step and bears being
 * repeated. What people wrote is sealed before it gets here to stay.
 */
public interface ConversationLog {

  /** Makes a conversation whose seeker waits. Making it again changes nothing. */
  Mono<Void> create(ConversationId id, Member seeker);

  /**
   * Keeps what a waiting seeker wrote, replacing what was there; null withdraws it.
   *
   * @param context what moderation remembers after looking at it
   * @return whether the conversation is still waiting
   */
  Mono<Boolean> note(ConversationId id, @Nullable MessageText note, ConversationContext context);

  /**
   * Remembers how much danger there is while the seeker waits, when that is more than before.
   *
   * @param level 0 to 6
   * @return whether it was more; empty when the conversation is not waiting
   */
  Mono<Boolean> remember(ConversationId id, int level);

  /** The words of a waiting seeker, empty when there are none. */
  Mono<MessageText> note(ConversationId id);

  /** A conversation, empty when there is none. */
  Mono<Conversation> find(ConversationId id);

  /**
   * Brings the peer in: a waiting conversation becomes open, and the note its first message.
   *
   * @return the conversation as it now is, empty when there is none; another peer's if it was taken
   */
  Mono<Conversation> open(ConversationId id, Member peer);

  /** Appends a message and rings. */
  Mono<Appended> append(ScreenedMessage message);

  /** Everything after a position. Empty when there is no such conversation. */
  Mono<History> read(ConversationId id, String epoch, long after);

  /** The seeker left: nobody writes until they are back, or the time is over. */
  Mono<Boolean> hold(ConversationId id, Duration time);

  /** Ends a conversation for good. Ending it again changes nothing. */
  Mono<Conversation.Closed> close(ConversationId id, Conversation.Why why);

  /** Conversations that have been held long enough. */
  Flux<ConversationId> heldLongEnough();

  /** Destroys a conversation whose seeker left the line, with its key and what was written. */
  Mono<Void> destroyWaiting(ConversationId id);

  /** Rings without logging: {@link Ring.Typing}, {@link Ring.Presence}, {@link Ring.Watched}. */
  Mono<Void> ring(ConversationId id, Ring ring);

  /**
   * What the doorbell says from now on. The first signal comes after the subscription is active, so
   * that reading the log afterwards leaves no gap.
   *
   * @param active run once the subscription is active
   */
  Flux<Ring> rings(ConversationId id, Runnable active);

  /** Conversations that open for a person from now on. */
  Flux<ConversationId> openings(String person);
}
