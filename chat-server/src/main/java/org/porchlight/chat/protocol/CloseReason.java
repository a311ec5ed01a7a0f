package org.porchlight.chat.protocol;

import java.util.Locale;

/** Why the server ends a connection, with its close code (PROTOCOL.md, section 5). */
public enum CloseReason {
  RESTART(1012),
  POLICY(1008),
  TROUBLE(1011),
  SLOW(1013),
  NOT_RECOGNISED(4401),
  NO_HELLO(4408),
  MOVED(4409),
  EXIT(4410),
  TOO_FAST(4429);

  private final int code;

  CloseReason(int code) {
    this.code = code;
  }

  /** The WebSocket close code. */
  public int code() {
    return code;
  }

  /** The name in {@code bye}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
