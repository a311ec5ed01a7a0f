package org.porchlight.chat.people;

import java.util.List;
import java.util.Set;
import org.porchlight.chat.access.Certification;
import org.porchlight.chat.access.CoordinatorGrants;
import org.porchlight.chat.access.Person;
import org.porchlight.chat.access.Role;
import org.porchlight.chat.access.SignIns;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.StaffDirectory.Changed;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What coordinators record about people. It is written down before it is done. */
@Component
class People {
  private final StaffDirectory staff;
  private final CoordinatorGrants grants;
  private final SignIns signIns;
  private final List<ReadinessListener> listeners;
  private final Audit audit;

  People(
      StaffDirectory staff,
      CoordinatorGrants grants,
      SignIns signIns,
      List<ReadinessListener> listeners,
      Audit audit) {
    this.staff = staff;
    this.grants = grants;
    this.signIns = signIns;
    this.listeners = List.copyOf(listeners);
    this.audit = audit;
  }

  /** What came of it. */
  enum Outcome {
    DONE,
    /** There is no such member of staff. */
    GONE,
    /** Nobody gives up their own role, or leaves, by their own hand. */
    OWN_ROLE,
    /** Somebody has to be coordinator. */
    LAST_COORDINATOR,
    /** Somebody else has changed them since they were looked at. */
    CHANGED,
    /** Another coordinator has to confirm it; until then nothing is different. */
    WAITS,
    /** Nobody confirms what they asked for. */
    OWN_CHANGE
  }

  Flux<Person> everyone() {
    return staff.everyone();
  }

  /**
   * Records a person as they are from now on. What they are ready for counts at once; another role
   * ends their sign-ins, so that none of them is in with the one they had. That of a coordinator
   * waits for a second one where there is one, and with it all the rest: saved already, it would
   * take from a peer what peers need.
   *
   * @param seen as they were recorded when it was begun: what somebody else changed since then,
   *     such as a clearance, is not undone by a page that does not show it
   */
  Mono<Outcome> change(Visitor.Staff by, Person seen, Person person) {
    return staff
        .person(person.id())
        .flatMap(before -> {
          if (!before.equals(seen) && !before.equals(person)) {
            return Mono.just(Outcome.CHANGED);
          }
          boolean otherRole = before.role() != person.role();
          if (otherRole && by.id().equals(person.id())) {
            return Mono.just(Outcome.OWN_ROLE);
          }
          return otherRole && person.role() == Role.COORDINATOR
              ? staff
                  .makesCoordinatorsAlone(by.id())
                  .flatMap(alone -> alone ? recorded(by, before, person) : asked(by, person))
              : recorded(by, before, person);
        })
        .defaultIfEmpty(Outcome.GONE);
  }

  private Mono<Outcome> recorded(Visitor.Staff by, Person before, Person person) {
    boolean otherRole = before.role() != person.role();
    String what = difference(before, person);
    return audit
        .record(Act.of(by.id(), "people.change", person.id()).detail(what))
        .then(Mono.defer(() -> signedOut(otherRole, person.id(), staff.change(before, person))))
        .flatMap(changed ->
            what.equals("name")
                ? Mono.just(outcome(changed))
                : told(outcome(changed), person.id()));
  }

  private Mono<Outcome> asked(Visitor.Staff by, Person person) {
    return audit
        .record(Act.of(by.id(), "people.promote", person.id()))
        .then(Mono.defer(() -> grants.ask(person.id(), by.id())))
        .thenReturn(Outcome.WAITS);
  }

  /**
   * Somebody is coordinator from now on, as two of them say. What belongs to peers is over; those
   * who have to know are {@link #told} once it is sure.
   */
  Mono<Outcome> promote(String id) {
    return staff
        .person(id)
        .flatMap(before -> signedOut(true, id, staff.change(before, asCoordinator(before))))
        // From then on they are held, so the second time nobody comes in between.
        .flatMap(changed -> changed == Changed.CHANGED ? promote(id) : Mono.just(outcome(changed)))
        .defaultIfEmpty(Outcome.GONE);
  }

  private static Person asCoordinator(Person before) {
    return new Person(
        before.id(),
        before.name(),
        Role.COORDINATOR,
        Certification.untrained(),
        before.languages(),
        Set.of());
  }

  /** Lets somebody go, from everywhere and at once. */
  Mono<Outcome> leave(Visitor.Staff by, String id) {
    if (by.id().equals(id)) {
      return Mono.just(Outcome.OWN_ROLE);
    }
    return audit
        .record(Act.of(by.id(), "people.leave", id))
        .then(Mono.defer(() -> signedOut(true, id, staff.leave(id))))
        .flatMap(changed -> told(outcome(changed), id));
  }

  /** Before it, so that a failure leaves nobody in; after it, for whoever came in between. */
  private Mono<Changed> signedOut(boolean out, String id, Mono<Changed> change) {
    return out ? signIns.endAll(id).then(change).delayUntil(changed -> signIns.endAll(id)) : change;
  }

  /** Also when nothing is different: whoever saves again may do so because this failed before. */
  Mono<Outcome> told(Outcome outcome, String id) {
    return outcome == Outcome.DONE
        ? Flux.fromIterable(listeners)
            .concatMap(listener -> listener.readinessChanged(id))
            .then(Mono.just(outcome))
        : Mono.just(outcome);
  }

  private static Outcome outcome(Changed changed) {
    return switch (changed) {
      case DONE -> Outcome.DONE;
      case GONE -> Outcome.GONE;
      case LAST_COORDINATOR -> Outcome.LAST_COORDINATOR;
      case CHANGED -> Outcome.CHANGED;
    };
  }

  /** Which things are different, by name alone. */
  private static String difference(Person before, Person after) {
    StringBuilder names = new StringBuilder();
    note(names, "name", before.name().equals(after.name()));
    note(names, "role:" + after.role().code(), before.role() == after.role());
    note(
        names,
        "level:" + after.certification().level(),
        before.certification().level().equals(after.certification().level()));
    note(names, "training", before.certification().equals(after.certification()));
    note(names, "languages", before.languages().equals(after.languages()));
    note(names, "topics", before.topics().equals(after.topics()));
    return names.toString().strip();
  }

  private static void note(StringBuilder names, String what, boolean same) {
    if (!same) {
      names.append(' ').append(what);
    }
  }
}
