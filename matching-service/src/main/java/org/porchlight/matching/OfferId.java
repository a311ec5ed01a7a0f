package org.porchlight.matching;

/** One attempt to bring a ticket to a peer: 22 characters of base64url (128 bit). */
public record OfferId(String value) {
  public OfferId {
    Ids.require("offer", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
