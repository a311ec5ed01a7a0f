package org.porchlight.chat.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** What staff did, for those who may look. */
public interface AuditTrail {

  /**
   * What is looked for; null where anything will do.
   *
   * @param before only what stands before this place of the chain
   * @param who the id of a member of staff, or {@code operator}
   * @param what a code, such as {@code conversation.read}
   * @param about what it was done to, an id or a code
   */
  record Wanted(long before, @Nullable String who, @Nullable String what, @Nullable String about) {}

  /**
   * An act as it stands in the chain, its reason opened.
   *
   * @param seq its place, from 1 on
   */
  record Written(long seq, Instant at, Act act) {}

  /** Every act of a span of time, in order: from its first moment on, and before its last. */
  Flux<Written> between(Instant from, Instant until);

  /**
   * The latest acts that match, the latest first. What is not in the chain yet is not among them.
   *
   * @param most how many at most
   */
  Flux<Written> latest(Wanted wanted, int most);
}
