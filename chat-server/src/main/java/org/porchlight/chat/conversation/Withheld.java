package org.porchlight.chat.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A peer's message that a supervisor has to release. Its words are sealed like those of every other
 * message, and nobody but its writer and supervisors sees them unless it is released.
 *
 * @param conversation where it should go
 * @param id the writer's client's id, which stays the same when it is released
 * @param author who wrote it
 * @param text the words
 * @param at when it was laid aside
 * @param until when it is returned by itself, because nobody decided
 * @param fate what has become of it
 */
public record Withheld(
    ConversationId conversation,
    MessageId id,
    Member author,
    MessageText text,
    Instant at,
    Instant until,
    Fate fate) {

  /** What has become of it. */
  public sealed interface Fate {

    /** Nobody has decided yet. */
    record Waits() implements Fate {}

    /** It was let go, and is in the log. */
    record Released(Appended.Kept entry) implements Fate {}

    /**
     * A supervisor gave it back.
     *
     * @param by their name
     * @param word what they say about it, or null
     */
    record Returned(String by, @Nullable MessageText word) implements Fate {}

    /** Nobody decided in time. */
    record Expired() implements Fate {}

    /** The conversation ended first. */
    record Over() implements Fate {}
  }

  @Override
  public String toString() {
    return "Withheld[id=" + id + ", fate=" + fate.getClass().getSimpleName() + "]";
  }
}
