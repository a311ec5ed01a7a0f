package org.porchlight.matching;

/** What somebody finds who comes back to a place in line. */
public enum Return {
  /** Their place; it may just have been matched, and the conversation is about to open. */
  THERE,
  /** It has ended. */
  ENDED,
  /** It never came to the line: whatever put it there died on the way. */
  UNKNOWN
}
