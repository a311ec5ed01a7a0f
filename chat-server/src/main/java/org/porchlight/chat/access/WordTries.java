package org.porchlight.chat.access;

import java.time.Duration;
import org.porchlight.chat.access.RedisThrottle.Guessing;
import reactor.core.publisher.Mono;

/**
 * Slows the guessing of come-back words down, by who they are tried by: a pass for somebody who
 * goes back in is another one of the same person, and brings no new tries.
 */
public final class WordTries {
  private final RedisThrottle throttle;

  WordTries(RedisThrottle throttle) {
    this.throttle = throttle;
  }

  /** Counts a try; false when they have to wait first. */
  public Mono<Boolean> mayTry(Visitor.Seeker seeker) {
    return throttle.attempt(Guessing.WORDS, seeker.id()).map(Duration::isZero);
  }

  /**
   * The words opened something, so this was no guess. Those before it still count: whoever has
   * words of their own guesses at others no faster.
   */
  public Mono<Void> opened(Visitor.Seeker seeker) {
    return throttle.uncounted(Guessing.WORDS, seeker.id());
  }
}
