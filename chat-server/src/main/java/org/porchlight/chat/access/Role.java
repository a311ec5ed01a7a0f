package org.porchlight.chat.access;

import java.util.Locale;

/** What a person may do. */
public enum Role {
  SEEKER,
  PEER,
  SUPERVISOR,
  COORDINATOR,
  /** Comes into a conversation after its seeker's yes, and sees nothing else. */
  CLINICIAN;

  /** The name on the wire and in PostgreSQL. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that name. */
  public static Role of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
