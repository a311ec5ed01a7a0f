package org.porchlight.moderation;

/** How something was said. A feature lowers what a finding weighs; it never deletes the finding. */
public enum Feature {
  NEGATED,
  PAST,
  THIRD_PERSON,
  QUESTION,
  HYPOTHETICAL,
  /** Between quotation marks, or as what someone else said. */
  QUOTED,
  /** A saying, such as "dying to see you". */
  IDIOM,
  /** With laughter beside it. */
  JOKING
}
