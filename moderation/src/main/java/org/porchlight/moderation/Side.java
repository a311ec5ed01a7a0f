package org.porchlight.moderation;

/** Whose words they are; each side has rules of its own. */
public enum Side {
  SEEKER,
  PEER
}
