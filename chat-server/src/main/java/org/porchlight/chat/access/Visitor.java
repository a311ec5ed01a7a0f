package org.porchlight.chat.access;

import java.io.Serializable;
import java.util.Set;

/** A person who has been let in. */
public sealed interface Visitor {

  /** Who: 22 characters of base64url, for a seeker made with the pass. */
  String id();

  /** What they may do. */
  Role role();

  /** What others see: a chosen name, or a seeker's alias. */
  String name();

  /**
   * A seeker.
   *
   * @param pass the hash of the token, which names the pass
   * @param ageBand a16, a18 or skip; back of one who has not been asked yet
   * @param language the language they chat in
   * @param region where their crisis lines are from, empty while they have not said
   */
  record Seeker(String id, String pass, String name, String ageBand, String language, String region)
      implements Visitor {
    /** The band of a pass that is only for come-back words. */
    static final String NOT_ASKED = "back";

    @Override
    public Role role() {
      return Role.SEEKER;
    }

    /** The same one, who says to be there. */
    public Seeker in(String place) {
      return new Seeker(id, pass, name, ageBand, language, place);
    }

    /** Whether they have been through the notice, and may come into line. */
    public boolean mayJoin() {
      return !ageBand.equals(NOT_ASKED);
    }

    @Override
    public String toString() {
      return "Seeker";
    }
  }

  /**
   * A member of staff; serializable, because the sign-in that holds it lies in Redis.
   *
   * @param session a hash that names the sign-in this came from
   * @param languages the languages they chat in
   * @param topics the topics they have lived and are ready for
   */
  record Staff(
      String id, Role role, String name, String session, Set<String> languages, Set<String> topics)
      implements Visitor, Serializable {
    public Staff {
      languages = Set.copyOf(languages);
      topics = Set.copyOf(topics);
    }

    @Override
    public String toString() {
      return "Staff[id=" + id + ", role=" + role + "]";
    }
  }
}
