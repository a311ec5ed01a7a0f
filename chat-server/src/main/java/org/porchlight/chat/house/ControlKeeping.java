package org.porchlight.chat.house;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What supervisors do about the line. It is written down before it is done. */
@Component
class ControlKeeping {
  private final PostgresControls kept;
  private final Controls controls;
  private final Audit audit;
  private final Clock clock;

  ControlKeeping(PostgresControls kept, Controls controls, Audit audit, Clock clock) {
    this.kept = kept;
    this.controls = controls;
    this.audit = audit;
    this.clock = clock;
  }

  /** One is on from now on, in the place of another of its kind. */
  Mono<Void> put(Visitor.Staff by, ControlForm.Wanted wanted) {
    return kept.alone(
            () -> {
              // PostgreSQL keeps no more than that.
              Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
              Control control =
                  new Control(
                      UUID.randomUUID().toString(),
                      wanted.what(),
                      wanted.most(),
                      wanted.reason(),
                      by.id(),
                      now,
                      now.plus(wanted.lasts()));
              return audit
                  .record(
                      Act.of(by.id(), "queue.control", "queue")
                          .detail(control.codes() + ", " + wanted.lasts().toMinutes() + " min"))
                  .then(Mono.defer(() -> kept.put(control)))
                  .thenReturn(true);
            })
        .delayUntil(done -> refreshed())
        .then();
  }

  /**
   * Ends one before its time.
   *
   * @return false when it is not on any more
   */
  Mono<Boolean> end(Visitor.Staff by, String id) {
    return kept.alone(() ->
            kept.on(clock.instant())
                .filter(control -> control.id().equals(id))
                .next()
                .flatMap(control ->
                    audit
                        .record(
                            Act.of(by.id(), "queue.control-end", "queue").detail(control.codes()))
                        .then(Mono.defer(() -> kept.end(id, clock.instant(), by.id())))
                        .thenReturn(true))
                .defaultIfEmpty(false))
        .delayUntil(done -> refreshed());
  }

  /** It is done also when reading it anew fails. */
  private Mono<Void> refreshed() {
    return controls.refresh().onErrorComplete();
  }
}
