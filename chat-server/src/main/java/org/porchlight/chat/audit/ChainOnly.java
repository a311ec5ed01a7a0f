package org.porchlight.chat.audit;

import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/** The audit of whoever has PostgreSQL alone. */
final class ChainOnly implements Audit {
  private final PostgresChain chain;
  private final AuditKeys keys;
  private final Clock clock;

  ChainOnly(PostgresChain chain, AuditKeys keys, Clock clock) {
    this.chain = chain;
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public Mono<Void> record(Act act) {
    return recordInChain(act);
  }

  @Override
  public Mono<Void> recordInChain(Act act) {
    return Mono.defer(() -> chain.append(List.of(keys.entry(act, clock))));
  }
}
