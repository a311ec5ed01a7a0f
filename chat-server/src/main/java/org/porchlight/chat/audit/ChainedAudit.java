package org.porchlight.chat.audit;

import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/** The audit over its two places: what waits, and the chain. */
final class ChainedAudit implements Audit {
  private final RedisPending pending;
  private final PostgresChain chain;
  private final AuditKeys keys;
  private final Clock clock;

  ChainedAudit(RedisPending pending, PostgresChain chain, AuditKeys keys, Clock clock) {
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
    return Mono.defer(() -> chain.append(List.of(keys.entry(act, clock))));
  }
}
