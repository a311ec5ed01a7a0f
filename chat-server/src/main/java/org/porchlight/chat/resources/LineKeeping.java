package org.porchlight.chat.resources;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.resources.ShippedLines.Shipped;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What coordinators do about crisis lines. It is written down before it is done, with the numbers.
 * A number that one of them wrote is shown to nobody until another one has looked at it too; taking
 * a line away counts at once, because a wrong one does more harm than a missing one.
 */
@Component
class LineKeeping {
  /** More than anybody in distress can choose from. */
  private static final int MOST = 20;

  private final PostgresCrisisLines kept;
  private final PostgresTestCalls calls;
  private final CrisisLines lines;
  private final Audit audit;
  private final Clock clock;

  LineKeeping(
      PostgresCrisisLines kept,
      PostgresTestCalls calls,
      CrisisLines lines,
      Audit audit,
      Clock clock) {
    this.kept = kept;
    this.calls = calls;
    this.lines = lines;
    this.audit = audit;
    this.clock = clock;
  }

  /** What came of it. */
  enum Outcome {
    DONE,
    /** There is no such line, or what waited is decided. */
    GONE,
    /** Somebody has changed or checked it since it was looked at. */
    CHANGED,
    /** A change of it waits already. */
    WAITING,
    /** A region has enough lines. */
    FULL,
    /** Nobody confirms what they wrote. */
    OWN_CHANGE,
    /** A number for emergencies is not tried: somebody else may need it in that minute. */
    EMERGENCY
  }

  /** Somebody has looked at the source of a line, and it is right as it stands. */
  Mono<Outcome> check(Visitor.Staff by, Shipped region, String id, int version) {
    return onLine(
        region,
        id,
        version,
        (line, all) ->
            written(by, "lines.check", line, line.text().value())
                .then(Mono.defer(() -> kept.check(id, today(), by.id())))
                .thenReturn(Outcome.DONE));
  }

  /**
   * Somebody has tried a line as it stands. It counts as no check: that is for its source.
   *
   * @param outcome a code of {@link TestCall}
   */
  Mono<Outcome> called(Visitor.Staff by, Shipped region, String id, int version, String outcome) {
    return onLine(
        region,
        id,
        version,
        (line, all) -> {
          LineText text = line.text();
          if (text.kind().equals("emergency")) {
            return Mono.just(Outcome.EMERGENCY);
          }
          var call =
              new TestCall(
                  id, line.region(), text.name(), text.value(), outcome, clock.instant(), by.id());
          return audit
              .record(
                  Act.of(by.id(), "lines.call", id)
                      .detail(line.region() + " " + text.kind() + ", " + outcome)
                      .because(text.name() + ": " + text.value()))
              .then(Mono.defer(() -> calls.add(call)))
              .thenReturn(Outcome.DONE);
        });
  }

  /** Another number or other words for a line, once another coordinator confirms it. */
  Mono<Outcome> change(Visitor.Staff by, Shipped region, String id, int version, LineText text) {
    return onLine(
        region,
        id,
        version,
        (line, all) ->
            all.stream().anyMatch(each -> id.equals(each.replaces()))
                ? Mono.just(Outcome.WAITING)
                : written(by, "lines.change", line, line.text().value() + " → " + text.value())
                    .then(Mono.defer(() -> kept.add(waiting(by, region, text, id))))
                    .thenReturn(Outcome.DONE));
  }

  /** A line more, once another coordinator confirms it. */
  Mono<Outcome> add(Visitor.Staff by, Shipped region, LineText text) {
    return inRegion(
        region,
        all -> {
          if (all.stream().filter(line -> line.replaces() == null).count() >= MOST) {
            return Mono.just(Outcome.FULL);
          }
          KeptLine line = waiting(by, region, text, null);
          return written(by, "lines.add", line, text.value())
              .then(Mono.defer(() -> kept.add(line)))
              .thenReturn(Outcome.DONE);
        });
  }

  /**
   * A line less, at once, also where it is the last one of its region: a house with one coordinator
   * could not have another one confirmed first.
   */
  Mono<Outcome> remove(Visitor.Staff by, Shipped region, String id, int version) {
    return onLine(
        region,
        id,
        version,
        (line, all) ->
            written(by, "lines.remove", line, line.text().value())
                .then(Mono.defer(() -> kept.remove(id)))
                .thenReturn(Outcome.DONE));
  }

  /** A second coordinator has looked at what waits, and from now on seekers see it. */
  Mono<Outcome> confirm(Visitor.Staff by, Shipped region, String id) {
    return onWaiting(
        region,
        id,
        line ->
            by.id().equals(line.checkedBy())
                ? Mono.just(Outcome.OWN_CHANGE)
                : written(by, "lines.confirm", line, line.text().value())
                    .then(Mono.defer(() -> kept.confirm(line)))
                    .thenReturn(Outcome.DONE));
  }

  /** What waits is not to be shown: whoever wrote it takes it back, or another one refuses it. */
  Mono<Outcome> withdraw(Visitor.Staff by, Shipped region, String id) {
    return onWaiting(
        region,
        id,
        line ->
            written(by, "lines.withdraw", line, line.text().value())
                .then(Mono.defer(() -> kept.remove(id)))
                .thenReturn(Outcome.DONE));
  }

  private interface OnLine {
    Mono<Outcome> apply(KeptLine line, List<KeptLine> all);
  }

  private Mono<Outcome> onLine(Shipped region, String id, int version, OnLine what) {
    return inRegion(
        region,
        all ->
            all.stream()
                .filter(line -> line.id().equals(id) && !line.waits())
                .findFirst()
                .map(line ->
                    line.version() == version ? what.apply(line, all) : Mono.just(Outcome.CHANGED))
                .orElseGet(() -> Mono.just(Outcome.GONE)));
  }

  private Mono<Outcome> onWaiting(
      Shipped region, String id, Function<KeptLine, Mono<Outcome>> what) {
    return inRegion(
        region,
        all ->
            all.stream()
                .filter(line -> line.id().equals(id) && line.waits())
                .findFirst()
                .map(what)
                .orElseGet(() -> Mono.just(Outcome.GONE)));
  }

  /** Seekers of this node see at once what was done; it is done also when reading it anew fails. */
  private Mono<Outcome> inRegion(Shipped region, Function<List<KeptLine>, Mono<Outcome>> what) {
    return kept.inRegion(region, what)
        .delayUntil(
            outcome -> outcome == Outcome.DONE ? lines.refresh().onErrorComplete() : Mono.empty());
  }

  /** The numbers go where the words of people go, which is sealed. */
  private Mono<Void> written(Visitor.Staff by, String what, KeptLine line, String numbers) {
    LineText text = line.text();
    return audit.record(
        Act.of(by.id(), what, line.id())
            .detail(line.region() + " " + text.kind())
            .because(text.name() + ": " + numbers));
  }

  private KeptLine waiting(
      Visitor.Staff by, Shipped region, LineText text, @Nullable String replaces) {
    return new KeptLine(
        UUID.randomUUID().toString(), region.id(), 0, text, today(), by.id(), true, replaces);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
