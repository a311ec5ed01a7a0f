package org.porchlight.moderation;

/** The lanes of the supervisors' board that a message can lead to. */
public enum Lane {
  NONE,
  CHECK_SOON,
  NEEDS_A_PERSON_NOW
}
