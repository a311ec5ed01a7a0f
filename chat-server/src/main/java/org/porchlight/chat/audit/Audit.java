package org.porchlight.chat.audit;

import reactor.core.publisher.Mono;

/** Writes down what staff do; what an act is about may only happen once its entry is written. */
public interface Audit {

  /**
   * Writes an entry where it is safe and waits for the chain; PostgreSQL may be away. Fails while
   * Redis is.
   */
  Mono<Void> record(Act act);

  /**
   * Appends an entry to the chain itself, for what nobody may do while the chain cannot be written:
   * opening what is in the archive. Fails while PostgreSQL is away.
   */
  Mono<Void> recordInChain(Act act);
}
