package org.porchlight.chat.access;

import java.time.LocalDate;
import java.util.Collection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is recorded about staff. Whoever has left is not in it. */
public interface StaffDirectory {

  /** The name that others see, empty when there is no such member of staff. */
  Mono<String> nameOf(String id);

  /** Everything that is recorded, empty when there is no such member of staff. */
  Mono<Person> person(String id);

  /** Everybody, by name. */
  Flux<Person> everyone();

  /**
   * Those of these who may not talk with seekers on a day: their training is over, or they left.
   */
  Flux<String> lapsed(Collection<String> ids, LocalDate day);

  /** What came of a change. */
  enum Changed {
    DONE,
    /** There is no such member of staff. */
    GONE,
    /** Somebody has to be coordinator. */
    LAST_COORDINATOR
  }

  /** Records a person as they are from now on; the id says who. */
  Mono<Changed> change(Person person);

  /** Lets somebody go: their name stays, and nothing signs in with their account any more. */
  Mono<Changed> leave(String id);
}
