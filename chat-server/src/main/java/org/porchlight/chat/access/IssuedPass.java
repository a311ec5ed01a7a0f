package org.porchlight.chat.access;

import java.time.Instant;

/** A new pass: the only time that the token is seen outside the seeker's tab. */
public record IssuedPass(String token, Instant expiresAt) {
  @Override
  public String toString() {
    return "IssuedPass[expiresAt=" + expiresAt + "]";
  }
}
