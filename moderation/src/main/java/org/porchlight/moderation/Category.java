package org.porchlight.moderation;

/** What kind of thing was seen. The wire names are the lower-case names. */
public enum Category {
  /** Suicidal thoughts, graded by {@link Verdict#level()}. */
  SUICIDE,
  SELF_HARM,
  /** An overdose or poisoning that is under way. */
  OVERDOSE,
  HARM_TO_OTHERS,
  ABUSE,
  MINOR_AT_RISK,
  CONFUSION,
  /** Past and recovered: a label of its own, never imminent. */
  HISTORY,
  /** About somebody else, or bereavement: a label of its own, never imminent. */
  THIRD_PARTY,

  DIAGNOSIS,
  MEDICATION,
  TREATMENT_ADVICE,
  DISCOURAGING_CARE,
  PROMISE,
  OFF_PLATFORM,
  SEXUAL,
  STIGMA,
  SELF_DISCLOSURE,

  PERSONAL_DATA,
  HARASSMENT,

  /** A person asked that somebody look; no rule saw anything. */
  RAISED,

  /** Nothing was seen because nothing could look; a person has to. */
  UNSCREENED;

  /**
   * Whether a peer's message of this kind may not go out on the peer's own word alone: off-platform
   * contact and sexual messages.
   */
  public boolean waitsForSupervisor() {
    return this == OFF_PLATFORM || this == SEXUAL;
  }
}
