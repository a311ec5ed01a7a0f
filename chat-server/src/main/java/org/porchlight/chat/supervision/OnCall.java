package org.porchlight.chat.supervision;

/**
 * Whom a supervisor telephones when nobody at the desk answers in time, as coordinators wrote it.
 * Porchlight itself calls nobody.
 */
public record OnCall(String name, String phone) {

  @Override
  public String toString() {
    return "OnCall";
  }
}
