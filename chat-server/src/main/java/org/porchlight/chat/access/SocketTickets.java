package org.porchlight.chat.access;

import reactor.core.publisher.Mono;

/** One-time tickets by which staff who are signed in open a socket. */
public interface SocketTickets {

  /** A ticket, good once and for 30 seconds. */
  Mono<String> issue(Visitor.Staff staff);

  /** Whose ticket this is; a second time, or too late, it is nobody's. */
  Mono<Visitor.Staff> redeem(String ticket);
}
