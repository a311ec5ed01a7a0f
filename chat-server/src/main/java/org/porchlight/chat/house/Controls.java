package org.porchlight.chat.house;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What supervisors do about the line tonight, in memory, so that the door knows it when PostgreSQL
 * is away. What was known then ends by itself all the same.
 */
@Component
public class Controls {
  /** Often enough that one ends when it said; nothing is asked of anybody for it. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final PostgresControls kept;
  private final Clock clock;
  private final AtomicReference<List<Control>> known = new AtomicReference<>(List.of());

  Controls(PostgresControls kept, Clock clock, MeterRegistry meters) {
    this.kept = kept;
    this.clock = clock;
    Gauge.builder("standby.called", this, controls -> controls.now().standby() == null ? 0 : 1)
        .register(meters);
  }

  /** What holds now, as far as this node knows. */
  public Tonight now() {
    Instant now = clock.instant();
    return Tonight.of(known.get().stream().filter(control -> control.isOn(now)).toList());
  }

  /** What holds now, and whenever it changes, also by ending. */
  public Flux<Tonight> watch() {
    return Flux.interval(Duration.ZERO, LOOK_EVERY)
        .onBackpressureDrop()
        .map(tick -> now())
        .distinctUntilChanged();
  }

  /** Reads what is on now; fails, and changes nothing, while PostgreSQL is away. */
  Mono<Void> refresh() {
    return Mono.defer(() -> kept.on(clock.instant()).collectList()).doOnNext(known::set).then();
  }
}
