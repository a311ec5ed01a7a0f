package org.porchlight.chat.access;

import java.util.Set;

/**
 * A member of staff as it is recorded.
 *
 * @param name what others see
 * @param languages those they chat in
 * @param topics those they have lived and are ready for; nobody but they and coordinators read them
 */
public record Person(
    String id,
    String name,
    Role role,
    Certification certification,
    Set<String> languages,
    Set<String> topics) {
  public Person {
    languages = Set.copyOf(languages);
    topics = Set.copyOf(topics);
  }

  @Override
  public String toString() {
    return "Person[id=" + id + ", role=" + role + "]";
  }
}
