package org.porchlight.chat.access;

import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who is to be coordinator because one coordinator says so, and no other has confirmed it yet. */
public interface CoordinatorGrants {

  /**
   * What waits.
   *
   * @param id of the person, or by which the audit knows the invitation
   * @param name of who is to be coordinator
   * @param invited whether by an invitation, which nobody can accept yet; else they are staff
   * @param askedBy the id of the coordinator who says so
   */
  record Grant(String id, String name, boolean invited, String askedBy, Instant askedAt) {
    @Override
    public String toString() {
      return "Grant[id=" + id + "]";
    }
  }

  /** Everything that waits, the oldest first. */
  Flux<Grant> all();

  /** Somebody who is staff is to be coordinator. Asked again, it is the later one who asks. */
  Mono<Void> ask(String staff, String by);

  /**
   * Lets go of what waits, because it is confirmed, and does the rest with it: both or neither. An
   * invitation is good from then on; that somebody who is staff has the role is the rest.
   *
   * @return what came of the rest, empty when nothing waited any more
   */
  <T> Mono<T> confirm(Grant grant, Mono<T> rest);

  /** Nothing comes of it; whether it still waited. An invitation is gone. */
  Mono<Boolean> withdraw(Grant grant);
}
