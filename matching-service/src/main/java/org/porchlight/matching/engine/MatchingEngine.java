package org.porchlight.matching.engine;

import java.security.SecureRandom;
import java.util.Base64;
import org.porchlight.matching.Line;
import org.porchlight.matching.Line.Claim;
import org.porchlight.matching.policy.Policy;
import reactor.core.publisher.Mono;

/**
 * One look at the line: offers whatever is possible, one match after the other. Several engines may
 * look at once; the claim is atomic, so they only waste work.
 */
public final class MatchingEngine {
  /** Enough for any burst; what is left waits for the next bell. */
  private static final int MOST_CLAIMS = 1_000;

  private static final int TOKEN_BYTES = 16;

  private final Line line;
  private final String owner;
  private final String token;

  /** An engine of this name over a line. */
  public MatchingEngine(Line line, String owner) {
    this.line = line;
    this.owner = owner;
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    this.token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** Reaps what is overdue and offers what is possible. */
  public Mono<Void> look() {
    return line.holdsLease(owner, token)
        .filter(Boolean::booleanValue)
        .flatMap(mine -> line.reap())
        .flatMap(reaped -> offerNext().repeat(MOST_CLAIMS).takeWhile(Boolean::booleanValue).then());
  }

  /** Whether there was anything to do. */
  private Mono<Boolean> offerNext() {
    return line.candidates()
        .flatMap(candidates ->
            Mono.justOrEmpty(Policy.first(candidates))
                .flatMap(match -> line.claim(match.ticket(), match.peer()))
                .map(MatchingEngine::goOn)
                .defaultIfEmpty(false));
  }

  private static boolean goOn(Claim claim) {
    return switch (claim) {
      case OFFERED, STALE, UNHEARD -> true;
    };
  }
}
