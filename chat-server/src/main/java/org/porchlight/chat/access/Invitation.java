package org.porchlight.chat.access;

import java.util.Set;

/**
 * Who is invited, and as what.
 *
 * @param name what others will see
 * @param languages those they chat in
 * @param topics those they have lived and are ready for
 */
public record Invitation(
    String name,
    Role role,
    Certification certification,
    Set<String> languages,
    Set<String> topics) {
  public Invitation {
    languages = Set.copyOf(languages);
    topics = Set.copyOf(topics);
  }

  /** The first coordinator of an installation, who invites everybody else. */
  public static Invitation ofCoordinator(String name) {
    return new Invitation(
        name, Role.COORDINATOR, Certification.untrained(), Set.of("en"), Set.of());
  }

  @Override
  public String toString() {
    return "Invitation[role=" + role + "]";
  }
}
