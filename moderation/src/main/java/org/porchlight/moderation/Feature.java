package org.porchlight.moderation;

/** How something was said. */
public enum Feature {
  NEGATED,
  PAST,
  THIRD_PERSON,
  QUESTION,
  HYPOTHETICAL,
  QUOTED,
  IDIOM
}
