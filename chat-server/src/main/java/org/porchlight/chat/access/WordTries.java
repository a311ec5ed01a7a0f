package org.porchlight.chat.access;

import java.time.Duration;
import org.porchlight.chat.access.RedisThrottle.Guessing;
import reactor.core.publisher.Mono;

/** Slows the guessing of come-back words down, by the pass that they are tried with. */
public final class WordTries {
  private final RedisThrottle throttle;

  WordTries(RedisThrottle throttle) {
    this.throttle = throttle;
  }

  /** Counts a try; false when they have to wait first. */
  public Mono<Boolean> mayTry(Visitor.Seeker seeker) {
    return throttle.attempt(Guessing.WORDS, seeker.pass()).map(Duration::isZero);
  }

  /** The words opened something: nothing is remembered. */
  public Mono<Void> opened(Visitor.Seeker seeker) {
    return throttle.succeeded(Guessing.WORDS, seeker.pass());
  }
}
