package org.porchlight.chat.conversation;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Where closed conversations are kept, sealed, until their time is over. */
public interface Archive {

  /**
   * Destroys a transcript for a seeker who wants it gone, with its key.
   *
   * @param seeker whose it was
   * @return empty when there is none of theirs
   */
  Mono<Deletion> destroy(ConversationId conversation, String seeker);

  /** For how long each of some transcripts is kept; nothing about those that are not there. */
  Mono<Map<ConversationId, Kept>> kept(Collection<ConversationId> conversations);

  /**
   * What is known of a transcript without opening it.
   *
   * @param deleteAsked whether its seeker wants it gone
   * @param until when its key is destroyed, whatever is still open about it
   */
  record Kept(boolean deleteAsked, Instant until) {}

  /** Remembers that the seeker wants a transcript gone, when there is one. */
  Mono<Void> deleteAsked(ConversationId conversation);

  /**
   * A supervisor closed a flag. When it was the last that was open and none was right, the
   * transcript is kept no longer than any other.
   *
   * @return whether the seeker wants it gone; empty when there is no transcript
   */
  Mono<Boolean> reviewed(ConversationId conversation, Review review);

  /** Destroys a transcript, with its key, whoever's it was. */
  Mono<Void> destroy(ConversationId conversation);

  /**
   * Seals words about a conversation with its key; empty where it is not here.
   *
   * @param about what they are, to which the seal is bound
   */
  Mono<byte[]> seal(ConversationId conversation, MessageText words, String about);

  /** Opens what was sealed so, here or elsewhere; empty where the conversation is not here. */
  Mono<MessageText> unseal(ConversationId conversation, byte[] sealed, String about);
}
