package org.porchlight.chat.conversation;

import java.util.List;

/**
 * The small steps that a seeker who came back and their peer write together.
 *
 * @param number how often it was changed in this conversation; whoever changes it says over which
 *     one they wrote
 * @param steps may be none
 */
public record SharedPlan(int number, List<String> steps) {

  /** Steps that nobody changes any more. */
  public SharedPlan {
    steps = List.copyOf(steps);
  }

  /** Steps that are not in another one. */
  public List<String> newBeside(SharedPlan other) {
    return steps.stream().filter(step -> !other.steps().contains(step)).toList();
  }

  @Override
  public String toString() {
    return "SharedPlan[number=" + number + ", steps=" + steps.size() + "]";
  }
}
