package org.porchlight.chat.archive;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.porchlight.chat.sealing.DayKey;
import org.porchlight.chat.sealing.KeyVault;
import org.porchlight.chat.sealing.Term;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Sees to it that today and the days after have their keys, that every node knows them, and that
 * those whose time is over are destroyed everywhere. Keys are made ahead, so that PostgreSQL may be
 * away for two days; a node that starts meanwhile takes them from Redis.
 */
public final class DayKeysLoop implements AutoCloseable {
  private static final int DAYS_AHEAD = 2;
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration UNTIL_READY_EVERY = Duration.ofMillis(500);
  private static final Logger LOG = LoggerFactory.getLogger(DayKeysLoop.class);

  private final KeyVault vault;
  private final PostgresDayKeys record;
  private final RedisDayKeys copies;
  private final AtomicReference<LocalDate> rewritten = new AtomicReference<>(LocalDate.EPOCH);
  private final Disposable.Swap running = Disposables.swap();

  DayKeysLoop(KeyVault vault, PostgresDayKeys record, RedisDayKeys copies) {
    this.vault = vault;
    this.record = record;
    this.copies = copies;
  }

  void start() {
    running.update(
        ready()
            .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, UNTIL_READY_EVERY))
            .thenMany(Flux.interval(EVERY, EVERY))
            .onBackpressureDrop()
            .concatMap(tick -> renewSafely())
            .subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }

  /**
   * Loads what there is; from the copies only when PostgreSQL cannot be reached, never because it
   * is not set up yet. An error while there is nothing.
   */
  private Mono<Void> ready() {
    return renew()
        .onErrorResume(
            DataAccessResourceFailureException.class,
            away -> copies.all().collectList().doOnNext(vault::know).then())
        .then(
            Mono.defer(() ->
                vault.isReady()
                    ? Mono.<Void>empty()
                    : Mono.error(new IllegalStateException("today has no key yet"))));
  }

  private Mono<Void> renewSafely() {
    return renew()
        .onErrorResume(problem -> {
          LOG.warn("the keys of days wait: {}", problem.getClass().getSimpleName());
          return Mono.empty();
        });
  }

  /** Makes what is missing, destroys what is over, and knows the rest. */
  Mono<Void> renew() {
    LocalDate today = vault.today();
    return missing(today)
        .concatMap(record::offer)
        .then(record.all().collectList())
        .flatMap(all -> destroyOver(all, today).then(know(all, today)))
        .then(Mono.defer(() -> rewriteOnceADay(today)));
  }

  private Flux<DayKey> missing(LocalDate today) {
    return record
        .all()
        .map(key -> key.day() + "|" + key.term())
        .collectList()
        .flatMapMany(there ->
            Flux.range(0, DAYS_AHEAD + 1)
                .map(today::plusDays)
                .concatMapIterable(
                    day -> List.of(vault.newDay(day, Term.WEEK), vault.newDay(day, Term.MONTH)))
                .filter(key -> !there.contains(key.day() + "|" + key.term())));
  }

  private Mono<Void> destroyOver(List<DayKey> all, LocalDate today) {
    return Flux.fromIterable(all)
        .filter(key -> !key.dueOn().isAfter(today))
        .concatMap(key -> record.destroy(key).then(copies.destroy(key)))
        .then();
  }

  private Mono<Void> know(List<DayKey> all, LocalDate today) {
    List<DayKey> current = all.stream().filter(key -> key.dueOn().isAfter(today)).toList();
    vault.know(current);
    return Flux.fromIterable(current).concatMap(copies::copy).then().onErrorComplete();
  }

  /** What was destroyed leaves Redis' files within a day; several nodes may ask for it. */
  private Mono<Void> rewriteOnceADay(LocalDate today) {
    return today.equals(rewritten.get())
        ? Mono.empty()
        : copies.rewriteFiles().doOnSuccess(done -> rewritten.set(today)).onErrorComplete();
  }
}
