package org.porchlight.chat.house;

import java.time.Clock;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.house.PostgresSetup.Said;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What coordinators say before the house opens, and opening it. It is written down before. */
@Component
class SetupKeeping {
  private final PostgresSetup kept;
  private final Setup setup;
  private final Audit audit;
  private final Clock clock;

  SetupKeeping(PostgresSetup kept, Setup setup, Audit audit, Clock clock) {
    this.kept = kept;
    this.setup = setup;
    this.audit = audit;
    this.clock = clock;
  }

  /** What came of it. */
  enum Outcome {
    DONE,
    /** The notice is another one than the one that was read. */
    CHANGED,
    /** Something is left to do. */
    NOT_READY
  }

  /**
   * Somebody says that they looked at it.
   *
   * @param what a step that is confirmed and not looked up
   * @param notice the version of the notice that they saw
   */
  Mono<Outcome> confirm(Visitor.Staff by, SetupStep what, int notice) {
    return kept.alone(() ->
        setup
            .look()
            .flatMap(look ->
                look.notice() == notice
                    ? said(by, "setup.confirm", what.code(), notice).thenReturn(Outcome.DONE)
                    : Mono.just(Outcome.CHANGED)));
  }

  /** Opens the house, once nothing is left. Opening it again changes nothing. */
  Mono<Outcome> open(Visitor.Staff by) {
    return kept.alone(() ->
            setup
                .look()
                .flatMap(look -> {
                  if (look.opened() != null) {
                    return Mono.just(Outcome.DONE);
                  }
                  return look.isReady()
                      ? said(by, "setup.open", PostgresSetup.OPEN, look.notice())
                          .thenReturn(Outcome.DONE)
                      : Mono.just(Outcome.NOT_READY);
                }))
        // It is done also when reading it anew fails.
        .delayUntil(outcome -> setup.refresh().onErrorComplete());
  }

  private Mono<Void> said(Visitor.Staff by, String act, String what, int notice) {
    return audit
        .record(Act.of(by.id(), act, "house").detail(what + ", notice " + notice))
        .then(Mono.defer(() -> kept.add(new Said(what, notice, clock.instant(), by.id()))));
  }
}
