package org.porchlight.chat.people;

import reactor.core.publisher.Mono;

/** Somebody who has to know at once when what a peer is ready for was changed. */
public interface ReadinessListener {

  /** It is recorded by now. Repeating it changes nothing. */
  Mono<Void> readinessChanged(String staff);
}
