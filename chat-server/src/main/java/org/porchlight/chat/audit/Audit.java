package org.porchlight.chat.audit;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Writes down what staff do, in codes and never in words that a seeker or a peer wrote. */
public interface Audit {

  /**
   * Writes an entry; what it is about may only happen once this completes.
   *
   * @param who the member of staff
   * @param act a code, for example {@code conversation.read}
   * @param about what it was done to
   * @param reason why, in the words of that member of staff, or null
   */
  Mono<Void> record(String who, String act, String about, @Nullable String reason);
}
