package org.porchlight.chat.house;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Reads the rules and the words of the house anew every minute, and whether it was opened: what was
 * changed on another node, or while PostgreSQL was away.
 */
final class HouseLoop implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** A server that has just started may be ahead of its migrations, and has what is configured. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(HouseLoop.class);

  private final House house;
  private final Looks looks;
  private final Setup setup;
  private final Words words;
  private final Disposable.Swap running = Disposables.swap();

  HouseLoop(House house, Looks looks, Setup setup, Words words) {
    this.house = house;
    this.looks = looks;
    this.setup = setup;
    this.words = words;
  }

  void start() {
    running.update(Mono.defer(this::refreshSafely).delayUntil(Mono::delay).repeat().subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }

  /** When to read them again. */
  private Mono<Duration> refreshSafely() {
    return house
        .refresh()
        .then(Mono.defer(looks::refresh))
        .then(Mono.defer(setup::refresh))
        .then(Mono.defer(words::refresh))
        .thenReturn(EVERY)
        .onErrorResume(problem -> {
          LOG.warn(
              "the rules and words of the house stay as they were last known: {}",
              problem.getClass().getSimpleName());
          return Mono.just(AGAIN);
        });
  }
}
