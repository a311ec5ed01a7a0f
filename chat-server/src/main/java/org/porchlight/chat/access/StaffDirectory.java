package org.porchlight.chat.access;

import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is recorded about staff. Of whoever has left there is nothing but a name. */
public interface StaffDirectory {

  /** The name that others see, empty when there is no such member of staff. */
  Mono<String> nameOf(String id);

  /** The names of some, by their ids; nothing about those who are no members of staff. */
  Mono<Map<String, String>> names(Collection<String> ids);

  /** The line with which a peer introduces themselves, empty when there is none. */
  Mono<String> introOf(String id);

  /** Another such line; an empty one takes it away. */
  Mono<Void> introduce(String id, String intro);

  /** Everything that is recorded, empty when there is no such member of staff. */
  Mono<Person> person(String id);

  /** Everybody, by name. */
  Flux<Person> everyone();

  /** Whether nobody but this member of staff is coordinator now, so that nobody could confirm. */
  default Mono<Boolean> isOnlyCoordinator(String id) {
    return everyone()
        .filter(person -> person.role() == Role.COORDINATOR)
        .all(person -> person.id().equals(id));
  }

  /**
   * Whether this member of staff makes the next coordinator alone: nobody else is one, nor was on
   * the last day. Whoever takes the role from all the others has to wait for that.
   */
  Mono<Boolean> makesCoordinatorsAlone(String id);

  /** How many accounts there are that sign in without a code. */
  Mono<Long> demoAccounts();

  /** What came of a change. */
  enum Changed {
    DONE,
    /** There is no such member of staff. */
    GONE,
    /** Somebody has to be coordinator. */
    LAST_COORDINATOR,
    /** Somebody else has changed them since they were looked at. */
    CHANGED
  }

  /**
   * Records a person as they are from now on; the id says who. With another role it is over that
   * they were to be coordinator.
   *
   * @param seen as they were when the change was begun; as long as they are so, or already as they
   *     are to be, it is recorded
   */
  Mono<Changed> change(Person seen, Person person);

  /** Lets somebody go: their name stays, and nothing signs in with their account any more. */
  Mono<Changed> leave(String id);
}
