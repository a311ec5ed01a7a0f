package org.porchlight.chat.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a frame was not done: the closed list of PROTOCOL.md, A4. */
public enum Refusal {
  BAD_FRAME,
  UNKNOWN_TYPE,
  BAD_FIELD,
  TOO_LONG,
  NOT_ALLOWED,
  NOT_YOURS,
  NOT_WAITING,
  ALREADY,
  DOOR_CLOSED,
  CONFLICT,
  CLOSED,
  LEFT,
  TOO_FAST,
  OFFER_GONE,
  REASON_NEEDED,
  OUTCOME_NEEDED,
  DECIDED,
  UNDECIDED,
  TAKEN,
  TAKEN_OVER,
  MUST_REMOVE,
  NOBODY_ELSE,
  UNCLAIMED,
  BLOCKED,
  OWN,
  AWAY,
  NOTHING,
  CHANGED,
  TROUBLE;

  /** The name on the wire. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether only a broken client sends such a frame; ten of them end the connection (A5). */
  public boolean isMalformed() {
    return this == BAD_FRAME || this == UNKNOWN_TYPE || this == BAD_FIELD;
  }
}
