package org.porchlight.chat.access;

import java.time.Instant;
import java.util.Locale;

/**
 * A pass that may not come into line any more, until it ends by itself or a second person lifts it.
 * It is about a pass and the way back of its seeker, and nothing else: no address, no device, no
 * connection.
 *
 * @param id which one
 * @param conversation where it was done
 * @param seeker the alias of whoever has the pass
 * @param by the person id of who did it
 * @param byName their name
 * @param until when the pass, and the block with it, ends at the latest
 */
public record Block(
    String id,
    String conversation,
    String seeker,
    Reason reason,
    String by,
    String byName,
    Instant at,
    Instant until) {

  /** Why: a closed list. That somebody wants to die is pain, and no reason for this. */
  public enum Reason {
    THREATS,
    SEXUAL,
    /** Abuse of a volunteer. */
    ABUSE,
    SPAM;

    /** The name in stored entries, in the audit and on the wire. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The reason of that name. */
    public static Reason of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /** What came of a second person's look. */
  public enum Review {
    DONE,
    /** Whoever blocked does not decide about it. */
    OWN,
    /** Somebody else did, or it is over. */
    DECIDED
  }

  @Override
  public String toString() {
    return "Block[id=" + id + ", reason=" + reason + "]";
  }
}
