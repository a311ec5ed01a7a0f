package org.porchlight.chat.people;

import org.porchlight.chat.access.CoordinatorGrants;
import org.porchlight.chat.access.CoordinatorGrants.Grant;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.people.People.Outcome;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The second coordinator, without whom nobody becomes one. It is written down before it is done,
 * and done once: of a confirmation and a refusal at the same moment one counts.
 */
@Component
class Granting {
  private final CoordinatorGrants grants;
  private final People people;
  private final Audit audit;

  Granting(CoordinatorGrants grants, People people, Audit audit) {
    this.grants = grants;
    this.people = people;
    this.audit = audit;
  }

  /** Another coordinator says so too, and from now on it counts. */
  Mono<Outcome> confirm(Visitor.Staff by, String id) {
    return waiting(id)
        .flatMap(grant ->
            grant.askedBy().equals(by.id())
                ? Mono.just(Outcome.OWN_CHANGE)
                : written(by, grant, "confirm")
                    .then(Mono.defer(() -> grants.confirm(grant, granted(grant))))
                    .flatMap(came -> told(grant, came)))
        .defaultIfEmpty(Outcome.GONE);
  }

  /** Whoever asked takes it back, or another one refuses it. */
  Mono<Outcome> withdraw(Visitor.Staff by, String id) {
    return waiting(id)
        .flatMap(grant ->
            written(by, grant, "withdraw")
                .then(Mono.defer(() -> grants.withdraw(grant)))
                .map(still -> still ? Outcome.DONE : Outcome.GONE))
        .defaultIfEmpty(Outcome.GONE);
  }

  private Mono<Grant> waiting(String id) {
    return grants.all().filter(grant -> grant.id().equals(id)).next();
  }

  /** An invitation is good by itself. */
  private Mono<Outcome> granted(Grant grant) {
    return grant.invited() ? Mono.just(Outcome.DONE) : people.promote(grant.id());
  }

  private Mono<Outcome> told(Grant grant, Outcome came) {
    return grant.invited() ? Mono.just(came) : people.told(came, grant.id());
  }

  private Mono<Void> written(Visitor.Staff by, Grant grant, String what) {
    String of = grant.invited() ? "staff.invite-" : "people.promote-";
    return audit.record(Act.of(by.id(), of + what, grant.id()));
  }
}
