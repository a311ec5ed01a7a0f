package org.porchlight.chat;

import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Brings the database up to date before anything else; while it is away the service starts all the
 * same, because the page with the crisis lines needs no database, and it is tried again until it is
 * there.
 */
final class MigrationLoop implements FlywayMigrationStrategy, AutoCloseable {
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(MigrationLoop.class);

  private final Disposable.Swap running = Disposables.swap();

  @Override
  public void migrate(Flyway flyway) {
    try {
      flyway.migrate();
    } catch (RuntimeException away) {
      LOG.warn("the database is not ready: {}", away.getClass().getSimpleName());
      running.update(
          Mono.fromRunnable(flyway::migrate)
              .subscribeOn(Schedulers.boundedElastic())
              .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, AGAIN_AFTER))
              .doOnSuccess(done -> LOG.info("the database is ready"))
              .subscribe());
    }
  }

  @Override
  public void close() {
    running.dispose();
  }
}
