package org.porchlight.matching;

/** A place in line: 22 characters of base64url (128 bit). */
public record TicketId(String value) {
  public TicketId {
    Ids.require("ticket", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
