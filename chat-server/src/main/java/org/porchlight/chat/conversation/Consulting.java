package org.porchlight.chat.conversation;

/**
 * How a clinician comes into a conversation: a supervisor offers it, the seeker answers, and only
 * after a yes somebody comes. Each act is one step in the log, and bears being repeated.
 */
public sealed interface Consulting {

  /**
   * Asks the seeker whether this clinician may come.
   *
   * @param askedBy the supervisor, person id
   * @param gone the id of a clinician who is not there any more and may be replaced, or empty
   */
  record Ask(Member clinician, String askedBy, String gone) implements Consulting {}

  /**
   * The seeker answers, or takes a yes back: then the clinician is out in the same step.
   *
   * @param question the number of the step that asked
   */
  record Reply(int question, boolean yes) implements Consulting {}

  /** The seeker said yes to somebody who cannot come any more. */
  record CannotCome(int question) implements Consulting {}

  /** The clinician comes in, after a yes. */
  record Join(String clinician) implements Consulting {}

  /** The clinician goes, or does not come after a yes. */
  record Leave(String clinician) implements Consulting {}
}
