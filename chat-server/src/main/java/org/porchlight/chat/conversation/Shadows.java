package org.porchlight.chat.conversation;

import java.util.Map;

/** Counts what rules in shadow would have said. Nobody is shown it, and it is kept nowhere else. */
public interface Shadows {

  /**
   * A message was kept.
   *
   * @param spoken how often each rule in shadow would have spoken, by its id
   */
  void counted(Map<String, Integer> spoken);
}
