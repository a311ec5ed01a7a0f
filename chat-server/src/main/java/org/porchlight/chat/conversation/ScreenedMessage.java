package org.porchlight.chat.conversation;

import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Verdict;

/** A message that moderation has looked at: the only kind that the log takes. */
public final class ScreenedMessage {
  private final ReceivedMessage received;
  private final Verdict verdict;

  /** Package-private, so that nobody outside the flow can claim that a message was screened. */
  ScreenedMessage(ReceivedMessage received, Verdict verdict) {
    this.received = received;
    this.verdict = verdict;
  }

  /** The message. */
  public ReceivedMessage received() {
    return received;
  }

  /** Whether it goes only when a supervisor releases it. */
  public boolean waitsForSupervisor() {
    return received.part() == Part.PEER
        && verdict.findings().stream().anyMatch(finding -> finding.category().waitsForSupervisor());
  }

  /**
   * What is remembered of it. A peer's words say nothing about how the seeker is, so only the
   * seeker's leave anything.
   */
  public ConversationContext leaves() {
    return received.part() == Part.SEEKER
        ? ConversationContext.FRESH.after(verdict)
        : ConversationContext.FRESH;
  }

  /** What was seen in it. */
  public Verdict verdict() {
    return verdict;
  }
}
