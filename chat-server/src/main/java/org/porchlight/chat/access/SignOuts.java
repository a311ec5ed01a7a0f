package org.porchlight.chat.access;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Tells sockets of this node that the sign-in they came from has ended. */
public final class SignOuts {
  private final Sinks.Many<String> ended = Sinks.many().multicast().directBestEffort();

  /** The sign-in that {@link Visitor.Staff#session()} names has ended. */
  void ended(String session) {
    synchronized (this) {
      ended.emitNext(session, Sinks.EmitFailureHandler.FAIL_FAST);
    }
  }

  /** Sign-ins that end from now on. */
  public Flux<String> sessions() {
    return ended.asFlux();
  }
}
