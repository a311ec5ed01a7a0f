package org.porchlight.chat.conversation;

import java.util.Locale;

/** The part a person has in a conversation. */
public enum Part {
  SEEKER,
  PEER,
  /** A supervisor who joined, or who is alone with the seeker. */
  SUPERVISOR,
  /** A clinician who came after the seeker's yes. */
  CLINICIAN;

  /** The name in stored entries and on the wire. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The part of that name. */
  public static Part of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
