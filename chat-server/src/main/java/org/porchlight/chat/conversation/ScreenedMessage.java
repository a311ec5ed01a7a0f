package org.porchlight.chat.conversation;

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

  /** What was seen in it. */
  public Verdict verdict() {
    return verdict;
  }
}
