package org.porchlight.chat.house;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Person;
import org.porchlight.chat.access.Role;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.house.PostgresSetup.Said;
import org.porchlight.chat.resources.CrisisLines;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What has to be done before the house opens (A0). The door stays closed until a coordinator has
 * opened it, which they can once everything is done; from then on it stays open, because a line
 * that is due again should be checked and not turn anybody away. A demo needs none of it.
 */
@Component
public class Setup {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final int ENOUGH_COORDINATORS = 2;

  private final PostgresSetup kept;
  private final House house;
  private final CrisisLines lines;
  private final StaffDirectory staff;
  private final PostgresRota rota;
  private final Clock clock;
  private final boolean required;
  private final AtomicReference<@Nullable Boolean> opened = new AtomicReference<>();

  Setup(
      PostgresSetup kept,
      House house,
      CrisisLines lines,
      StaffDirectory staff,
      PostgresRota rota,
      Clock clock,
      @Value("${porchlight.setup.required:true}") boolean required) {
    this.kept = kept;
    this.house = house;
    this.lines = lines;
    this.staff = staff;
    this.rota = rota;
    this.clock = clock;
    this.required = required;
  }

  /**
   * A step as it is now.
   *
   * @param count how many lines are due, or how many people or accounts there are; null where
   *     nothing is counted
   * @param said who confirmed it last, also where that does not count any more
   */
  record Step(SetupStep what, boolean done, @Nullable Integer count, @Nullable Said said) {}

  /**
   * All of it.
   *
   * @param notice the version of the notice that holds
   * @param opened that somebody opened the house; null before
   */
  record Look(List<Step> steps, int notice, @Nullable Said opened) {
    boolean isReady() {
      return steps.stream().allMatch(Step::done);
    }
  }

  /** Whether anybody may come in at all; null while this node could not look it up yet. */
  public @Nullable Boolean isOpen() {
    return required ? opened.get() : Boolean.TRUE;
  }

  /** Whether anybody may come in at all, and when that changes. */
  public Flux<Boolean> watch() {
    return Flux.interval(Duration.ZERO, LOOK_EVERY)
        .onBackpressureDrop()
        .mapNotNull(tick -> isOpen())
        .distinctUntilChanged();
  }

  boolean isRequired() {
    return required;
  }

  /** How everything is now; fails while PostgreSQL is away. */
  Mono<Look> look() {
    // One after the other: in a transaction they share a connection.
    return house
        .refresh()
        .then(Mono.defer(() -> kept.newest().collectMap(Said::what)))
        .flatMap(said ->
            staff
                .everyone()
                .collectList()
                .flatMap(people ->
                    staff
                        .demoAccounts()
                        .flatMap(demo ->
                            rota.all()
                                .map(hours ->
                                    look(said, people, hours.keySet(), demo.intValue())))));
  }

  /** Reads whether the house was opened; fails, and changes nothing, while PostgreSQL is away. */
  Mono<Void> refresh() {
    return kept.newest()
        .any(said -> said.what().equals(PostgresSetup.OPEN))
        .doOnNext(opened::set)
        .then();
  }

  private Look look(Map<String, Said> said, List<Person> people, Set<String> onRota, int demo) {
    HouseRules rules = house.now();
    List<Step> steps =
        Arrays.stream(SetupStep.values())
            .map(what ->
                what.isConfirmed()
                    ? confirmed(what, said.get(what.code()), rules)
                    : lookedUp(what, rules, people, onRota, demo))
            .toList();
    return new Look(steps, rules.notice(), said.get(PostgresSetup.OPEN));
  }

  private static Step confirmed(SetupStep what, @Nullable Said said, HouseRules rules) {
    // Whoever read another notice has not read this one.
    boolean done = said != null && (what != SetupStep.NOTICE || said.notice() == rules.notice());
    return new Step(what, done, null, said);
  }

  private Step lookedUp(
      SetupStep what, HouseRules rules, List<Person> people, Set<String> onRota, int demo) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return switch (what) {
      case HOURS -> new Step(what, !rules.hours().hours().isEmpty(), null, null);
      case AGES ->
          new Step(
              what, rules.minimumAge() >= HouseRules.ADULT || rules.lead() != null, null, null);
      case LINES -> none(what, lines.due(today));
      case DEMO -> none(what, demo);
      case COORDINATORS -> atLeast(what, ENOUGH_COORDINATORS, count(people, Role.COORDINATOR));
      case SUPERVISORS ->
          atLeast(
              what,
              1,
              count(
                  people.stream().filter(person -> onRota.contains(person.id())).toList(),
                  Role.SUPERVISOR));
      case PEERS ->
          atLeast(
              what,
              1,
              count(
                  people.stream().filter(person -> person.certification().isGoodOn(today)).toList(),
                  Role.PEER));
      case NOTICE, DANGER, IP_LOGS -> throw new IllegalArgumentException("nothing is looked up");
    };
  }

  private static Step none(SetupStep what, int count) {
    return new Step(what, count == 0, count, null);
  }

  private static Step atLeast(SetupStep what, int enough, int count) {
    return new Step(what, count >= enough, count, null);
  }

  private static int count(List<Person> people, Role role) {
    return (int) people.stream().filter(person -> person.role() == role).count();
  }
}
