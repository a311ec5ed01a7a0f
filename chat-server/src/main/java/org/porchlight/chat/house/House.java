package org.porchlight.chat.house;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.porchlight.chat.access.AccessSettings;
import org.porchlight.chat.access.Notice;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What holds for the house, in memory, so that the door and the pages know it when PostgreSQL is
 * away: as it was last known, or as the configuration says.
 */
@Component
public class House implements Notice {
  private static final Duration EMITTED_WITHIN = Duration.ofSeconds(1);

  /** However many ask with a notice that this node does not know, it looks no more often. */
  private static final Duration LOOKED_AT_MOST_EVERY = Duration.ofSeconds(1);

  private final PostgresHouse kept;
  private final HouseRules configured;
  private final AtomicReference<HouseRules> known;
  private final Sinks.Many<Boolean> bell = Sinks.many().replay().latestOrDefault(true);
  private final Mono<Void> lookedAgain;

  House(
      PostgresHouse kept,
      OpeningHours hours,
      AccessSettings access,
      @Value("${porchlight.matching.require-supervisor:true}") boolean requireSupervisor) {
    this.kept = kept;
    this.configured = HouseRules.configured(hours, requireSupervisor, access.minimumAge());
    this.known = new AtomicReference<>(configured);
    this.lookedAgain = Mono.defer(this::refresh).cache(LOOKED_AT_MOST_EVERY);
  }

  /** What holds now, as far as this node knows. */
  public HouseRules now() {
    return known.get();
  }

  /** What holds now, and whenever it changes. */
  public Flux<HouseRules> watch() {
    // What rings only says that there is something to read, so a late one brings nothing old.
    return bell.asFlux().map(ring -> now()).distinctUntilChanged();
  }

  /**
   * How long a chat is kept for somebody who may have read the notice then or later: no longer than
   * any notice has said since. Fails while PostgreSQL is away.
   */
  public Mono<Retention> promisedSince(Instant moment) {
    return kept.promisedSince(moment, configured.retention());
  }

  @Override
  public Terms terms() {
    HouseRules rules = now();
    Retention retention = rules.retention();
    return new Terms(rules.notice(), rules.minimumAge(), retention.days(), retention.flagDays());
  }

  @Override
  public Mono<Terms> lookAgain() {
    return lookedAgain.onErrorComplete().then(Mono.fromSupplier(this::terms));
  }

  /** What the configuration says. */
  HouseRules configured() {
    return configured;
  }

  /** Reads what holds now; fails, and changes nothing, while PostgreSQL is away. */
  Mono<Void> refresh() {
    return kept.newest().doOnNext(this::know).then();
  }

  private void know(HouseRules read) {
    HouseRules before =
        known.getAndUpdate(there -> read.version() > there.version() ? read : there);
    if (read.version() > before.version()) {
      bell.emitNext(true, Sinks.EmitFailureHandler.busyLooping(EMITTED_WITHIN));
    }
  }
}
