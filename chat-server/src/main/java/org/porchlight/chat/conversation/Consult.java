package org.porchlight.chat.conversation;

/**
 * How far it is with a clinician: nobody of them is in a conversation, or reads a word of it,
 * without the seeker's yes to that person.
 *
 * @param state how far
 * @param question the number of the step that asked
 * @param clinician who comes, or would
 * @param askedBy the supervisor who asked, person id
 * @param from the first position that the clinician may read; 0 before they are in
 */
public record Consult(State state, int question, Member clinician, String askedBy, long from) {

  /** How far it is. */
  public enum State {
    /** The seeker is asked. */
    ASKED,
    /** They said yes, and the clinician has not come yet. */
    AGREED,
    /** The clinician is in it. */
    IN,
    /** The seeker said no, or took their yes back; they are not asked again. */
    NO
  }

  /** Whether the seeker's yes lets this person in, or has. */
  public boolean lets(String person) {
    return (state == State.AGREED || isIn()) && clinician.id().equals(person);
  }

  /** Whether the clinician reads and writes. */
  public boolean isIn() {
    return state == State.IN;
  }
}
