package org.porchlight.chat.house;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Topics;
import org.porchlight.chat.access.Visitor;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The rules of the house, for coordinators (PROTOCOL.md, G18). */
@RestController
class HouseEndpoints {
  private static final int LATEST = 10;

  private final PostgresHouse kept;
  private final House house;
  private final HouseKeeping keeping;
  private final StaffDirectory staff;

  HouseEndpoints(PostgresHouse kept, House house, HouseKeeping keeping, StaffDirectory staff) {
    this.kept = kept;
    this.house = house;
    this.keeping = keeping;
    this.staff = staff;
  }

  /**
   * What holds, as coordinators see it.
   *
   * @param hours such as {@code mon 20:00-02:00}, Monday first
   * @param knownTopics those that may be offered, in order
   * @param changes the latest ones, the last one first
   */
  record Shown(
      int version,
      int notice,
      String zone,
      List<String> hours,
      boolean requireSupervisor,
      int days,
      int flagDays,
      int minAge,
      List<String> topics,
      List<String> knownTopics,
      @Nullable String lead,
      @Nullable String policy,
      @Nullable String onCall,
      @Nullable String onCallPhone,
      List<Made> changes) {
    @Override
    public String toString() {
      return "Shown[version=" + version + "]";
    }
  }

  /**
   * A change.
   *
   * @param at in milliseconds
   * @param by the name of whose it was
   */
  record Made(long at, @Nullable String by) {}

  @GetMapping("/api/staff/house")
  Mono<Shown> house() {
    return Mono.zip(kept.newest().defaultIfEmpty(house.configured()), changes())
        .map(found -> shown(found.getT1(), found.getT2()));
  }

  @PostMapping(path = "/api/staff/house", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> change(@RequestBody HouseForm wanted, @AuthenticationPrincipal Visitor.Staff me) {
    return keeping
        .change(me, wanted.seen(), wanted.rules())
        .flatMap(outcome ->
            switch (outcome) {
              case DONE -> Mono.<Void>empty();
              case CHANGED -> Mono.error(changed());
            });
  }

  private Mono<List<Made>> changes() {
    return kept.latest(LATEST)
        .collectList()
        .flatMap(changes ->
            staff
                .names(changes.stream().map(PostgresHouse.Change::by).toList())
                .map(names ->
                    changes.stream()
                        .map(change -> new Made(change.at().toEpochMilli(), names.get(change.by())))
                        .toList()));
  }

  private static Shown shown(HouseRules rules, List<Made> changes) {
    return new Shown(
        rules.version(),
        rules.notice(),
        rules.hours().zone().getId(),
        rules.hours().byDay(),
        rules.requireSupervisor(),
        rules.retention().days(),
        rules.retention().flagDays(),
        rules.minimumAge(),
        rules.topics(),
        Topics.KNOWN,
        rules.lead(),
        rules.policy(),
        rules.onCall(),
        rules.onCallPhone(),
        changes);
  }

  /** Somebody has changed something since it was looked at. */
  static ErrorResponseException changed() {
    return Refusals.because(Refusals.conflict("Somebody changed something meanwhile."), "changed");
  }
}
