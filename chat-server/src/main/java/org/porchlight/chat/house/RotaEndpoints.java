package org.porchlight.chat.house;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Person;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who means to be here when: all of it for coordinators, one's own for everybody (G42). */
@RestController
@RequestMapping("/api/staff/rota")
class RotaEndpoints {
  private final PostgresRota kept;
  private final House house;
  private final StaffDirectory staff;
  private final Audit audit;

  RotaEndpoints(PostgresRota kept, House house, StaffDirectory staff, Audit audit) {
    this.kept = kept;
    this.house = house;
    this.staff = staff;
    this.audit = audit;
  }

  /**
   * Somebody, with the hours in which they mean to be here.
   *
   * @param hours such as {@code mon 20:00-02:00}, Monday first
   */
  record Shown(String id, String name, String role, List<String> hours) {
    @Override
    public String toString() {
      return "Shown[id=" + id + "]";
    }
  }

  /**
   * Everybody.
   *
   * @param zone the time zone of the hours, that of the house
   */
  record Rota(String zone, List<Shown> people) {}

  /** One's own hours. */
  record Mine(String zone, List<String> hours) {}

  /**
   * Whose hours, and which from now on.
   *
   * @param seen which there were when that was begun
   */
  record Wanted(
      @Nullable String id,
      @Nullable List<@Nullable String> seen,
      @Nullable List<@Nullable String> hours) {}

  @GetMapping
  Mono<Rota> rota() {
    return Mono.zip(staff.everyone().collectList(), kept.all())
        .map(found -> {
          Map<String, List<String>> hours = found.getT2();
          return new Rota(
              zone(),
              found.getT1().stream()
                  .map(person -> shown(person, hours.getOrDefault(person.id(), List.of())))
                  .toList());
        });
  }

  @GetMapping("/mine")
  Mono<Mine> mine(@AuthenticationPrincipal Visitor.Staff me) {
    return kept.of(me.id()).map(hours -> new Mine(zone(), hours));
  }

  @PostMapping(consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> change(@RequestBody Wanted wanted, @AuthenticationPrincipal Visitor.Staff me) {
    List<String> hours = byDay(wanted.hours());
    if (wanted.seen() == null) {
      return Mono.error(Refusals.badRequest("seen: expected which hours there were before"));
    }
    List<String> seen = byDay(wanted.seen());
    return staff
        .person(Objects.requireNonNullElse(wanted.id(), ""))
        .switchIfEmpty(Mono.error(RotaEndpoints::gone))
        .delayUntil(person -> kept.of(person.id()).flatMap(now -> isStill(now, seen, hours)))
        .flatMap(person ->
            audit
                .record(
                    Act.of(me.id(), "people.rota", person.id()).detail(String.join(", ", hours)))
                .then(Mono.defer(() -> kept.save(person.id(), seen, hours))))
        .flatMap(saved -> saved ? Mono.empty() : Mono.error(changed()));
  }

  /** Before it is written down; of two at the same moment PostgreSQL lets one through. */
  private static Mono<Void> isStill(List<String> now, List<String> seen, List<String> hours) {
    return now.equals(seen) || now.equals(hours) ? Mono.empty() : Mono.error(changed());
  }

  private List<String> byDay(@Nullable List<@Nullable String> hours) {
    return new OpeningHours(house.now().hours().zone(), HouseForm.spans(hours)).byDay();
  }

  private String zone() {
    return house.now().hours().zone().getId();
  }

  private static Shown shown(Person person, List<String> hours) {
    return new Shown(person.id(), person.name(), person.role().code(), hours);
  }

  private static ErrorResponseException changed() {
    return Refusals.because(Refusals.conflict("Somebody changed it meanwhile."), "changed");
  }

  private static ErrorResponseException gone() {
    return Refusals.because(Refusals.gone("There is no such person here."), "gone");
  }
}
