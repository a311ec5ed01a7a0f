package org.porchlight.chat.access;

import reactor.core.publisher.Mono;

/** Something that has to happen when a seeker leaves by quick exit; bears being repeated. */
public interface SeekerExit {

  /** The seeker leaves now, and their pass ends right after. */
  Mono<Void> exit(Visitor.Seeker seeker);
}
