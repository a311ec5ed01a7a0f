package org.porchlight.chat.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.Lane;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Span;

/**
 * Something a person should look at. It holds where the words are, never the words.
 *
 * @param id made from what was flagged, so that raising the same flag again changes nothing
 * @param conversation where, also while its seeker still waits
 * @param side whose words
 * @param category what kind
 * @param lane where it belongs on the board
 * @param rules the ids of the rules that saw it, or {@code safety-answer}
 * @param reasons the sentences of those rules
 * @param seq the message, or null for what a waiting seeker wrote or answered
 * @param span the weightiest place in that text, or null when there is no text
 * @param at when it was raised
 * @param aside the message that waits for a decision with it, or did; null when there is none
 * @param hiddenFrom the person ids of staff whom it is about, and who never see it
 */
public record Flag(
    String id,
    ConversationId conversation,
    Side side,
    Category category,
    Lane lane,
    List<String> rules,
    List<String> reasons,
    @Nullable Long seq,
    @Nullable Span span,
    Instant at,
    @Nullable Aside aside,
    @Nullable Set<String> hiddenFrom) {

  /**
   * A peer's message that goes only when a supervisor releases it.
   *
   * @param message which
   * @param until when it is returned by itself
   * @param told whether its writer has been told what became of it
   */
  public record Aside(MessageId message, Instant until, boolean told) {}

  public Flag {
    Ids.require("flag", id);
    rules = List.copyOf(rules);
    reasons = List.copyOf(reasons);
    hiddenFrom = hiddenFrom == null ? Set.of() : Set.copyOf(hiddenFrom);
  }

  /** Whether a member of staff may see it. */
  public boolean isFor(String person) {
    return hiddenFrom == null || !hiddenFrom.contains(person);
  }

  /** The same, once the writer of its message has been told what became of it. */
  public Flag told() {
    Aside told = aside == null ? null : new Aside(aside.message(), aside.until(), true);
    return new Flag(
        id, conversation, side, category, lane, rules, reasons, seq, span, at, told, hiddenFrom);
  }
}
