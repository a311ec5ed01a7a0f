package org.porchlight.chat.conversation;

/**
 * Counts what happens to peers, by person and day, so that somebody may ask them how they are. No
 * conversation, no seeker and no word is in it.
 */
public interface PeerCounts {

  /** What is counted. */
  enum What {
    /** They took an offer, and a conversation was to open for them. */
    TAKEN,
    /** They let an offer go, or did not answer it in time. */
    NOT_TAKEN,
    /** A seeker said that they crossed a line, or that it is not safe with them. */
    REPORTED,
    /** A seeker left quickly, or asked for somebody else. */
    LEFT_SUDDENLY
  }

  /** Counts it once more. This returns at once and never fails: counting holds nobody up. */
  void count(String peer, What what);
}
