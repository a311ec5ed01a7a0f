package org.porchlight.chat.conversation;

import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;

/** What supervisors wrote down about a conversation when they closed flags of it. */
public interface ClosingNotes {

  /** Those that this member of staff may know of and that can still be opened, the oldest first. */
  Flux<ClosingNote> of(ConversationId conversation, String reader);

  /** The flags that are closed, for the same reader and as long, the oldest first. */
  Flux<ClosedFlag> flags(ConversationId conversation, String reader);

  /**
   * A short factual note.
   *
   * @param by the name of who wrote it
   */
  record ClosingNote(Instant at, String by, MessageText text) {}

  /**
   * What was seen, and what came of it.
   *
   * @param reasons the sentences of what saw it
   * @param at when it was closed
   * @param by the name of who closed it
   * @param said in codes: whether it was right, and how it ended
   */
  record ClosedFlag(Instant raisedAt, List<String> reasons, Instant at, String by, String said) {}
}
