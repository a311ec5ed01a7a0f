package org.porchlight.chat.conversation;

import java.time.Instant;
import reactor.core.publisher.Flux;

/** What supervisors wrote down about a conversation when they closed flags of it. */
public interface ClosingNotes {

  /** Those that this member of staff may know of and that can still be opened, the oldest first. */
  Flux<ClosingNote> of(ConversationId conversation, String reader);

  /**
   * A short factual note.
   *
   * @param by the name of who wrote it
   */
  record ClosingNote(Instant at, String by, MessageText text) {}
}
