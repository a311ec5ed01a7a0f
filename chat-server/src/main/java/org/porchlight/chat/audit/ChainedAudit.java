package org.porchlight.chat.audit;

import java.time.Clock;
import reactor.core.publisher.Mono;

/** The audit over its two places: what waits, and the chain. */
final class ChainedAudit implements Audit {
  private final RedisPending pending;
  private final Audit chain;
  private final AuditKeys keys;
  private final Clock clock;

  ChainedAudit(RedisPending pending, Audit chain, AuditKeys keys, Clock clock) {
    this.pending = pending;
    this.chain = chain;
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public Mono<Void> record(Act act) {
    return Mono.defer(() -> pending.add(keys.entry(act, clock)));
  }

  @Override
  public Mono<Void> recordInChain(Act act) {
    return chain.recordInChain(act);
  }
}
