package org.porchlight.chat.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Role;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.audit.AuditTrail;
import org.porchlight.chat.audit.AuditTrail.Wanted;
import org.porchlight.chat.audit.AuditTrail.Written;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Copies of the audit, for which it takes two: one asks and says why, another one confirms. All of
 * it stands in the audit's chain and nowhere else, so that no copy can be confirmed or taken
 * without its trace.
 */
@Component
class Exports {
  private static final String ASK = "audit.export-ask";
  private static final String CONFIRM = "audit.export-confirm";
  private static final String WITHDRAW = "audit.export-withdraw";
  private static final String TAKE = "audit.export-take";

  /** From asking on; whoever needs it later asks again. */
  private static final Duration GOOD_FOR = Duration.ofDays(1);

  private final StaffDirectory staff;
  private final AuditTrail trail;
  private final Audit audit;
  private final Clock clock;

  Exports(StaffDirectory staff, AuditTrail trail, Audit audit, Clock clock) {
    this.staff = staff;
    this.trail = trail;
    this.audit = audit;
    this.clock = clock;
  }

  /** What came of it. */
  enum Outcome {
    DONE,
    /** It was taken back, or is too old. */
    GONE,
    /** Nobody confirms what they asked for. */
    OWN_CHANGE,
    /** Somebody else asked for it. */
    NOT_YOURS,
    /** Another coordinator has to confirm it first. */
    WAITS
  }

  /**
   * A copy that somebody asked for.
   *
   * @param from the first day, in UTC
   * @param until the last day
   * @param reason why; null where it was tampered with
   */
  record Export(
      String id,
      LocalDate from,
      LocalDate until,
      @Nullable String reason,
      String askedBy,
      Instant askedAt,
      boolean confirmed) {
    @Override
    public String toString() {
      return "Export[id=" + id + "]";
    }
  }

  /**
   * Those that are asked for now, the latest first. Of each coordinator it is the last one, so that
   * however much anybody asks for, it takes no other's place.
   */
  Flux<Export> all() {
    Instant since = clock.instant().minus(GOOD_FOR);
    return staff
        .everyone()
        .filter(person -> person.role() == Role.COORDINATOR)
        .concatMap(person -> last(person.id(), ASK, null))
        .filter(asked -> asked.at().isAfter(since))
        .sort(Comparator.comparingLong(Written::seq).reversed())
        .concatMap(this::export);
  }

  /** Somebody asks for a copy of what stands there of some days. */
  Mono<Void> ask(Visitor.Staff by, LocalDate from, LocalDate until, String reason) {
    return audit.recordInChain(
        Act.of(by.id(), ASK, UUID.randomUUID().toString())
            .detail(from + " " + until)
            .because(reason));
  }

  /** Another coordinator says so too. */
  Mono<Outcome> confirm(Visitor.Staff by, String id) {
    return find(id)
        .flatMap(export ->
            export.askedBy().equals(by.id())
                ? Mono.just(Outcome.OWN_CHANGE)
                : audit.recordInChain(Act.of(by.id(), CONFIRM, id)).thenReturn(Outcome.DONE))
        .defaultIfEmpty(Outcome.GONE);
  }

  /** Whoever asked takes it back, or another one refuses it. */
  Mono<Outcome> withdraw(Visitor.Staff by, String id) {
    return find(id)
        .flatMap(
            export -> audit.recordInChain(Act.of(by.id(), WITHDRAW, id)).thenReturn(Outcome.DONE))
        .defaultIfEmpty(Outcome.GONE);
  }

  /** Whether somebody may take a copy now; it is written down that they do. */
  Mono<Outcome> take(Visitor.Staff by, Export export) {
    if (!export.askedBy().equals(by.id())) {
      return Mono.just(Outcome.NOT_YOURS);
    }
    return export.confirmed()
        ? audit
            .recordInChain(
                Act.of(by.id(), TAKE, export.id()).detail(export.from() + " " + export.until()))
            .thenReturn(Outcome.DONE)
        : Mono.just(Outcome.WAITS);
  }

  /** What stands there of the days of a copy. */
  Flux<Written> acts(Export export) {
    return trail.between(beginning(export.from()), beginning(export.until().plusDays(1)));
  }

  /** One that is asked for now, empty when there is none of that id. */
  Mono<Export> find(String id) {
    return all().filter(export -> export.id().equals(id)).next();
  }

  /** Empty when it was taken back. */
  private Mono<Export> export(Written asked) {
    Act ask = asked.act();
    Mono<Boolean> confirmed =
        last(null, CONFIRM, ask.about())
            .filter(confirm -> !confirm.act().who().equals(ask.who()))
            .hasElement();
    return last(null, WITHDRAW, ask.about())
        .hasElement()
        .filter(withdrawn -> !withdrawn)
        .flatMap(open -> confirmed)
        .map(twice -> export(asked, twice));
  }

  /** Each is looked for by itself: among all that was done about it, it may be any. */
  private Mono<Written> last(@Nullable String who, String what, @Nullable String about) {
    return trail.latest(new Wanted(Long.MAX_VALUE, who, what, about), 1).next();
  }

  private static Export export(Written asked, boolean confirmed) {
    Act ask = asked.act();
    String[] days = Objects.requireNonNull(ask.detail()).split(" ", 2);
    return new Export(
        ask.about(),
        LocalDate.parse(days[0]),
        LocalDate.parse(days[1]),
        ask.reason(),
        ask.who(),
        asked.at(),
        confirmed);
  }

  private static Instant beginning(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
