package org.porchlight.chat.access;

import reactor.core.publisher.Mono;

/** One-time tickets by which staff who are signed in open a socket. */
public interface SocketTickets {

  /** A ticket, good once and for 30 seconds. */
  Mono<String> issue(Visitor.Staff staff);

  /** Whose ticket this is; nobody's a second time, too late, or after their sign-in ended. */
  Mono<Visitor.Staff> redeem(String ticket);
}
