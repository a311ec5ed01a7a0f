package org.porchlight.chat.resources;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.resources.LineKeeping.Outcome;
import org.porchlight.chat.resources.ShippedLines.Shipped;
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

/** The crisis lines of the house, for coordinators (PROTOCOL.md, G14 and G25). */
@RestController
@RequestMapping("/api/staff/lines")
class LineEndpoints {
  private static final int LATEST_CALLS = 50;
  private static final Set<String> CALL_OUTCOMES = Set.of("answered", "waited", "nobody", "other");

  /** No line is of it. */
  private static final int NO_VERSION = -1;

  private final ShippedLines shipped;
  private final PostgresCrisisLines kept;
  private final PostgresTestCalls calls;
  private final LineKeeping keeping;
  private final StaffDirectory staff;
  private final Clock clock;

  LineEndpoints(
      ShippedLines shipped,
      PostgresCrisisLines kept,
      PostgresTestCalls calls,
      LineKeeping keeping,
      StaffDirectory staff,
      Clock clock) {
    this.shipped = shipped;
    this.kept = kept;
    this.calls = calls;
    this.keeping = keeping;
    this.staff = staff;
    this.clock = clock;
  }

  /**
   * A line as coordinators see it.
   *
   * @param checkedBy the name of whose check that was; null where the line shipped with its day
   * @param due whether it has to be checked again
   * @param lastCall when it was last tried as it stands; null where it never was
   */
  record Shown(
      String id,
      int version,
      @JsonUnwrapped LineText text,
      String checkedOn,
      @Nullable String checkedBy,
      boolean due,
      @Nullable LastCall lastCall) {}

  /**
   * When somebody last tried a line.
   *
   * @param at in milliseconds
   * @param by their name
   */
  record LastCall(long at, @Nullable String by, String outcome) {}

  /**
   * A test call.
   *
   * @param at in milliseconds
   * @param by the name of who called
   * @param region the id of the region
   * @param name what the line was called then
   */
  record Call(
      long at, @Nullable String by, String region, String name, String value, String outcome) {}

  /** The latest test calls, the last one first. */
  record Calls(List<Call> calls) {}

  /**
   * What waits for another coordinator.
   *
   * @param replaces the id of the line that it would change; null where it is a new one
   * @param madeBy the name of who wrote it
   * @param mine whether that is whoever asks
   */
  record Waits(
      String id,
      @Nullable String replaces,
      @JsonUnwrapped LineText text,
      String madeOn,
      @Nullable String madeBy,
      boolean mine) {}

  /** A region with what is shown to its seekers, and what waits. */
  record Lines(String id, String name, List<Shown> lines, List<Waits> waiting) {}

  /**
   * Everything.
   *
   * @param alone whether nobody else here could confirm a change
   */
  record House(boolean alone, List<Lines> regions) {}

  /** Which line, as it was seen; and what it is to be, or what came of trying it. */
  record Wanted(
      @Nullable String region,
      @Nullable String id,
      @Nullable Integer version,
      @Nullable LineForm line,
      @Nullable String outcome) {
    @Override
    public String toString() {
      return "Wanted";
    }
  }

  @GetMapping
  Mono<House> house(@AuthenticationPrincipal Visitor.Staff me) {
    return kept.ownRegions().flatMap(own -> house(me, own));
  }

  private Mono<House> house(Visitor.Staff me, Set<String> own) {
    return Mono.zip(kept.all().collectList(), calls.lastOfEach().collectMap(TestCall::line))
        .flatMap(read -> {
          List<KeptLine> rows = read.getT1();
          Map<String, TestCall> last = read.getT2();
          List<String> people =
              Stream.concat(
                      rows.stream().flatMap(line -> Stream.ofNullable(line.checkedBy())),
                      last.values().stream().map(TestCall::by))
                  .toList();
          return Mono.zip(staff.names(people), staff.isOnlyCoordinator(me.id()))
              .map(found -> house(me, own, rows, last, found.getT1(), found.getT2()));
        });
  }

  @GetMapping("/calls")
  Mono<Calls> calls() {
    return calls
        .latest(LATEST_CALLS)
        .collectList()
        .flatMap(latest ->
            staff
                .names(latest.stream().map(TestCall::by).toList())
                .map(names ->
                    new Calls(
                        latest.stream()
                            .map(call ->
                                new Call(
                                    call.at().toEpochMilli(),
                                    names.get(call.by()),
                                    call.region(),
                                    call.name(),
                                    call.value(),
                                    call.outcome()))
                            .toList())));
  }

  @PostMapping(path = "/called", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> called(@RequestBody Wanted wanted, @AuthenticationPrincipal Visitor.Staff me) {
    Shipped region = region(wanted);
    String outcome = Objects.requireNonNullElse(wanted.outcome(), "");
    if (!CALL_OUTCOMES.contains(outcome)) {
      throw Refusals.bad("outcome", "expected answered, waited, nobody or other");
    }
    return done(keeping.called(me, region, id(wanted), version(wanted), outcome));
  }

  @PostMapping(path = "/check", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> check(@RequestBody Wanted wanted, @AuthenticationPrincipal Visitor.Staff me) {
    return done(keeping.check(me, region(wanted), id(wanted), version(wanted)));
  }

  @PostMapping(path = "/change", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> change(@RequestBody Wanted wanted, @AuthenticationPrincipal Visitor.Staff me) {
    Shipped region = region(wanted);
    return done(keeping.change(me, region, id(wanted), version(wanted), text(wanted)));
  }

  @PostMapping(path = "/add", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> add(@RequestBody Wanted wanted, @AuthenticationPrincipal Visitor.Staff me) {
    return done(keeping.add(me, region(wanted), text(wanted)));
  }

  @PostMapping(path = "/remove", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> remove(@RequestBody Wanted wanted, @AuthenticationPrincipal Visitor.Staff me) {
    return done(keeping.remove(me, region(wanted), id(wanted), version(wanted)));
  }

  @PostMapping(path = "/confirm", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> confirm(@RequestBody Wanted wanted, @AuthenticationPrincipal Visitor.Staff me) {
    return done(keeping.confirm(me, region(wanted), id(wanted)));
  }

  @PostMapping(path = "/withdraw", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> withdraw(@RequestBody Wanted wanted, @AuthenticationPrincipal Visitor.Staff me) {
    return done(keeping.withdraw(me, region(wanted), id(wanted)));
  }

  private House house(
      Visitor.Staff me,
      Set<String> own,
      List<KeptLine> rows,
      Map<String, TestCall> last,
      Map<String, String> names,
      boolean alone) {
    Map<String, List<KeptLine>> byRegion = rows.stream().collect(groupingBy(KeptLine::region));
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<Lines> regions =
        shipped.regions().stream()
            .map(region -> {
              List<KeptLine> lines = region.among(own, byRegion);
              return new Lines(
                  region.id(),
                  region.name(),
                  lines.stream()
                      .filter(line -> !line.waits())
                      .map(line ->
                          shown(
                              line,
                              name(names, line),
                              lastCall(line, last.get(line.id()), names),
                              today))
                      .toList(),
                  lines.stream()
                      .filter(KeptLine::waits)
                      .map(line -> waits(line, name(names, line), me.id().equals(line.checkedBy())))
                      .toList());
            })
            .toList();
    return new House(alone, regions);
  }

  private static @Nullable String name(Map<String, String> names, KeptLine line) {
    return line.checkedBy() == null ? null : names.get(line.checkedBy());
  }

  /** Whoever tried another number has not tried this one. */
  private static @Nullable LastCall lastCall(
      KeptLine line, @Nullable TestCall call, Map<String, String> names) {
    return call == null || !call.value().equals(line.text().value())
        ? null
        : new LastCall(call.at().toEpochMilli(), names.get(call.by()), call.outcome());
  }

  private static Shown shown(
      KeptLine line, @Nullable String checkedBy, @Nullable LastCall lastCall, LocalDate today) {
    return new Shown(
        line.id(),
        line.version(),
        line.text(),
        line.checkedOn().toString(),
        checkedBy,
        line.isDue(today),
        lastCall);
  }

  private static Waits waits(KeptLine line, @Nullable String madeBy, boolean mine) {
    return new Waits(
        line.id(), line.replaces(), line.text(), line.checkedOn().toString(), madeBy, mine);
  }

  private Shipped region(Wanted wanted) {
    return shipped
        .region(Objects.requireNonNullElse(wanted.region(), ""))
        .orElseThrow(() -> Refusals.bad("region", "expected one of the regions"));
  }

  private static String id(Wanted wanted) {
    return Objects.requireNonNullElse(wanted.id(), "");
  }

  private static int version(Wanted wanted) {
    return Objects.requireNonNullElse(wanted.version(), NO_VERSION);
  }

  private static LineText text(Wanted wanted) {
    LineForm form = wanted.line();
    if (form == null) {
      throw Refusals.bad("line", "expected what it is to be");
    }
    return form.text();
  }

  private static Mono<Void> done(Mono<Outcome> work) {
    return work.flatMap(
        outcome -> outcome == Outcome.DONE ? Mono.empty() : Mono.error(refusal(outcome)));
  }

  private static ErrorResponseException refusal(Outcome outcome) {
    ErrorResponseException refusal =
        switch (outcome) {
          case DONE -> throw new IllegalArgumentException("nothing is refused");
          case GONE -> Refusals.gone("It is not there any more.");
          case CHANGED -> Refusals.conflict("Somebody changed or checked it meanwhile.");
          case WAITING -> Refusals.conflict("A change of it waits already.");
          case FULL -> Refusals.conflict("A region has at most 20 lines.");
          case OWN_CHANGE -> Refusals.conflict("Another coordinator has to confirm it.");
          case EMERGENCY -> Refusals.conflict("An emergency number is not tried.");
        };
    return Refusals.because(refusal, outcome.name().toLowerCase(Locale.ROOT));
  }
}
