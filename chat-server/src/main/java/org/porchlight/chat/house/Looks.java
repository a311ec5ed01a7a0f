package org.porchlight.chat.house;

import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How the house names itself now, as far as this node knows. */
@Component
public class Looks {
  private final PostgresLooks kept;
  private final AtomicReference<HouseLook> known = new AtomicReference<>(HouseLook.usual());

  Looks(PostgresLooks kept) {
    this.kept = kept;
  }

  /** What holds now. */
  public HouseLook now() {
    return known.get();
  }

  /** Reads what holds now; fails, and changes nothing, while PostgreSQL is away. */
  Mono<Void> refresh() {
    return kept.newest()
        .doOnNext(
            read -> known.getAndUpdate(there -> read.version() > there.version() ? read : there))
        .then();
  }
}
