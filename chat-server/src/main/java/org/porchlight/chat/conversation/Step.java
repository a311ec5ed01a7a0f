package org.porchlight.chat.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A supervisor came into a conversation, went, or asked whether they may carry on with the seeker.
 * It is told to everybody in it, and is beside the messages and not among them.
 *
 * @param number which of the conversation's, from 1
 * @param kind what happened
 * @param by who came or went
 * @param peer what the seeker sees of the peer who was there, null when none was
 * @param after the position of the last message before it, 0 when there was none
 * @param at when
 */
public record Step(
    int number, Kind kind, Member by, @Nullable String peer, long after, Instant at) {

  /** What a supervisor did, or was answered. */
  public enum Kind {
    /** They write with the two. */
    JOINED,
    /** The seeker is asked whether they may carry on instead of the peer. */
    ASKED,
    /** The seeker said no. */
    DECLINED,
    /** They write and the peer reads. */
    TOOK_OVER,
    /** They write and the peer is out. */
    TOOK_OVER_ALONE,
    /** They came to somebody who was still in line. */
    ANSWERED,
    /** They went, and the peer writes. */
    LEFT
  }

  @Override
  public String toString() {
    return "Step[number=" + number + ", kind=" + kind + "]";
  }
}
