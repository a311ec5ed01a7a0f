package org.porchlight.chat.conversation;

/**
 * What is done about the card on which a seeker may leave how they can be reached. Each act is one
 * step in the log, and what is so already it leaves as it is.
 */
public sealed interface Connecting {

  /** A supervisor who is in the conversation offers it. */
  record Offer(Member by) implements Connecting {}

  /** The seeker puts something on it. */
  record Share(String seeker, ContactCard.Value value, ContactCard.Consent consent)
      implements Connecting {}

  /** The seeker keeps it to themselves: not now, or not any more. */
  record Keep(String seeker) implements Connecting {}

  /**
   * The seeker says whether it may be passed on now.
   *
   * @param number of the card that asked
   */
  record Allow(String seeker, int number, boolean yes) implements Connecting {}

  /** The supervisor who is in the conversation would pass it on. */
  record Pass(Member by, ContactCard.Service to) implements Connecting {}

  /**
   * Another supervisor confirms.
   *
   * @param number of the card that they confirm
   */
  record Confirm(Member by, int number) implements Connecting {}

  /** The supervisor has passed it on. */
  record Passed(Member by) implements Connecting {}
}
