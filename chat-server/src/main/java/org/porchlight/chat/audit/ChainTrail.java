package org.porchlight.chat.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.sealing.UnopenableException;
import reactor.core.publisher.Flux;

/** The trail in the chain. */
final class ChainTrail implements AuditTrail {
  private final PostgresChain chain;
  private final AuditKeys keys;

  ChainTrail(PostgresChain chain, AuditKeys keys) {
    this.chain = chain;
    this.keys = keys;
  }

  @Override
  public Flux<Written> latest(Wanted wanted, int most) {
    return chain.latest(wanted, most).map(this::written);
  }

  @Override
  public Flux<Written> between(Instant from, Instant until) {
    return chain.between(from, until).map(this::written);
  }

  private Written written(Row row) {
    Entry entry = row.entry();
    var act = new Act(entry.who(), entry.what(), entry.about(), entry.detail(), reason(entry));
    return new Written(row.seq(), entry.at(), act);
  }

  /** One that was tampered with opens no more, and is the verifier's to report. */
  private @Nullable String reason(Entry entry) {
    byte[] sealed = entry.reason();
    try {
      return sealed == null ? null : keys.reason(entry, sealed);
    } catch (UnopenableException tampered) {
      return null;
    }
  }
}
