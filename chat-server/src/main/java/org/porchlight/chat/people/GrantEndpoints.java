package org.porchlight.chat.people;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.CoordinatorGrants;
import org.porchlight.chat.access.CoordinatorGrants.Grant;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Visitor;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who waits for a second coordinator, for coordinators (PROTOCOL.md, G40). */
@RestController
@RequestMapping("/api/staff/grants")
class GrantEndpoints {
  private final CoordinatorGrants grants;
  private final Granting granting;
  private final StaffDirectory staff;

  GrantEndpoints(CoordinatorGrants grants, Granting granting, StaffDirectory staff) {
    this.grants = grants;
    this.granting = granting;
    this.staff = staff;
  }

  /**
   * Somebody who is to be coordinator.
   *
   * @param invited whether by an invitation; else they are staff
   * @param by the name of who says so
   * @param at since when, in milliseconds
   * @param mine whether that is whoever asks
   */
  record Waits(
      String id, String name, boolean invited, @Nullable String by, long at, boolean mine) {
    @Override
    public String toString() {
      return "Waits[id=" + id + "]";
    }
  }

  /**
   * Everything that waits.
   *
   * @param alone whether nobody else is coordinator, nor was on the last day, so that none is
   *     needed for the next one
   */
  record Waiting(boolean alone, List<Waits> waiting) {}

  /** Which one. */
  record Which(@Nullable String id) {}

  @GetMapping
  Mono<Waiting> waiting(@AuthenticationPrincipal Visitor.Staff me) {
    return grants
        .all()
        .collectList()
        .flatMap(all ->
            Mono.zip(
                    staff.names(all.stream().map(Grant::askedBy).toList()),
                    staff.makesCoordinatorsAlone(me.id()))
                .map(found -> new Waiting(found.getT2(), shown(me, all, found.getT1()))));
  }

  @PostMapping(path = "/confirm", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> confirm(@RequestBody Which which, @AuthenticationPrincipal Visitor.Staff me) {
    return granting.confirm(me, id(which)).flatMap(PeopleEndpoints::done);
  }

  @PostMapping(path = "/withdraw", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> withdraw(@RequestBody Which which, @AuthenticationPrincipal Visitor.Staff me) {
    return granting.withdraw(me, id(which)).flatMap(PeopleEndpoints::done);
  }

  private static List<Waits> shown(Visitor.Staff me, List<Grant> all, Map<String, String> names) {
    return all.stream()
        .map(grant ->
            new Waits(
                grant.id(),
                grant.name(),
                grant.invited(),
                names.get(grant.askedBy()),
                grant.askedAt().toEpochMilli(),
                grant.askedBy().equals(me.id())))
        .toList();
  }

  private static String id(Which which) {
    return Objects.requireNonNullElse(which.id(), "");
  }
}
