package org.porchlight.chat.access;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What all nodes have to know about who is let in. */
public interface AccessEvents {

  /**
   * A person has opened a socket. Numbers are given by one counter a person, so that of two sockets
   * opened at once on two nodes exactly one is the newest.
   *
   * @return the socket's number, higher than any before
   */
  Mono<Long> arrived(String person);

  /** Whether a socket is still a person's newest. */
  Mono<Boolean> isNewest(String person, long socket);

  /** A sign-in has ended. */
  Mono<Void> signedOut(String session);

  /** A pass has ended by exit. */
  Mono<Void> passEnded(String pass);

  /** A seeker has been blocked. */
  Mono<Void> blocked(String person, SeekerBlocks.Told told);

  /** A seeker is not blocked any more. */
  Mono<Void> lifted(String person);

  /** What happens from now on, on all nodes, this one too. */
  Flux<AccessEvent> events();
}
