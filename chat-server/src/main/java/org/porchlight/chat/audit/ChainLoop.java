package org.porchlight.chat.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Takes what waits into the chain, and signs how far it has come, hourly and at the end. Several
 * nodes may; what cannot be done now is done in a while.
 */
final class ChainLoop implements SmartLifecycle {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration AT_THE_END = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(ChainLoop.class);

  private final RedisPending pending;
  private final PostgresChain chain;
  private final AuditKeys keys;
  private final @Nullable CheckpointFile checkpoints;
  private final Duration checkpointEvery;
  private final Clock clock;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong signed = new AtomicLong();
  private volatile boolean started;
  private final Disposable.Composite running = Disposables.composite();

  ChainLoop(
      RedisPending pending,
      PostgresChain chain,
      AuditKeys keys,
      AuditSettings settings,
      Clock clock,
      MeterRegistry meters) {
    this.pending = pending;
    this.chain = chain;
    this.keys = keys;
    this.checkpoints =
        settings.checkpointFile() == null ? null : new CheckpointFile(settings.checkpointFile());
    this.checkpointEvery = settings.checkpointEvery();
    this.clock = clock;
    Gauge.builder("audit.pending", waiting, AtomicLong::get).register(meters);
  }

  @Override
  public void start() {
    started = true;
    if (checkpoints == null) {
      LOG.warn("no checkpoints of the audit are written (porchlight.audit.checkpoint-file)");
    }
    running.add(
        Flux.interval(EVERY).onBackpressureDrop().concatMap(tick -> later(round())).subscribe());
    running.add(
        Flux.interval(checkpointEvery)
            .onBackpressureDrop()
            .concatMap(tick -> later(sign()))
            .subscribe());
  }

  /** What waits is chained and the end is signed, each even if the other cannot be done. */
  @Override
  public void stop() {
    started = false;
    running.dispose();
    later(round()).then(later(sign())).blockOptional(AT_THE_END.multipliedBy(2));
  }

  @Override
  public boolean isRunning() {
    return started;
  }

  /** After the pages and sockets have ended, and before the connection to Redis does. */
  @Override
  public int getPhase() {
    return 1;
  }

  /** Chains all that waits. */
  Mono<Void> round() {
    return pending
        .oldest()
        .flatMap(oldest ->
            oldest.isEmpty()
                ? measure()
                : chain
                    .append(oldest.stream().map(RedisPending.Waiting::entry).toList())
                    .then(pending.chained(oldest))
                    .then(Mono.defer(this::round)));
  }

  /** Signs the last row, unless this node has already. */
  Mono<Void> sign() {
    CheckpointFile file = checkpoints;
    if (file == null) {
      return Mono.empty();
    }
    return chain
        .head()
        .filter(head -> head.seq() > signed.get())
        .flatMap(head ->
            Mono.<Void>fromCallable(
                    () -> {
                      var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                      file.append(Checkpoint.of(head, now, keys));
                      signed.set(head.seq());
                      return null;
                    })
                .subscribeOn(Schedulers.boundedElastic()));
  }

  private Mono<Void> measure() {
    return pending.size().doOnNext(waiting::set).then();
  }

  private Mono<Void> later(Mono<Void> step) {
    return step.timeout(AT_THE_END)
        .onErrorResume(problem -> {
          LOG.warn("the audit's chain waits: {}", problem.getClass().getSimpleName());
          return measure().onErrorComplete();
        });
  }
}
