package org.porchlight.matching;

/** What came of accepting or declining an offer. */
public enum Answer {
  /** It counted. */
  DONE,
  /** The offer was not there any more, or not this peer's. */
  OFFER_GONE
}
