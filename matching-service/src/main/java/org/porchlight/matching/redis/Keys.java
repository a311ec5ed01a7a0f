package org.porchlight.matching.redis;

import org.porchlight.matching.TicketId;

/** The keys that Java code names; the scripts derive the others from the same prefix. */
final class Keys {
  private final String prefix;

  Keys(String pool) {
    this.prefix = "m:{" + pool + "}:";
  }

  String prefix() {
    return prefix;
  }

  String ticket(TicketId ticket) {
    return prefix + "ticket:" + ticket;
  }

  String onDuty() {
    return prefix + "onduty";
  }

  String out() {
    return prefix + "out";
  }

  String ended() {
    return prefix + "ended";
  }

  String bell(String id) {
    return prefix + "bell:" + id;
  }

  String engineBell() {
    return bell("engine");
  }

  String doorBell() {
    return bell("door");
  }

  String lineBell(String language) {
    return bell("line:" + language);
  }
}
