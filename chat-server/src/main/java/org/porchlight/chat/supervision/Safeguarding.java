package org.porchlight.chat.supervision;

/**
 * Who leads safeguarding in this house and the policy they go by, as coordinators wrote it, for a
 * supervisor to whom it seems that a child is concerned.
 *
 * @param policy its name, or a link to it
 */
public record Safeguarding(String lead, String policy) {

  @Override
  public String toString() {
    return "Safeguarding";
  }
}
