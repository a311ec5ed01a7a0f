package org.porchlight.chat.conversation;

import reactor.core.publisher.Mono;

/** Where it is counted, for supervisors, that people dropped out of line. */
public interface LineCounts {

  /**
   * Somebody who waited went without a word and did not come back in time.
   *
   * @param place by which it is counted once however often it is said; nothing else is known by it
   */
  Mono<Void> gaveUp(String place);
}
