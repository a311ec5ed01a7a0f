package org.porchlight.matching;

/** A peer: 22 characters of base64url (128 bit). */
public record PeerId(String value) {
  public PeerId {
    Ids.require("peer", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
