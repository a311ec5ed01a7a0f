package org.porchlight.matching.engine;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.porchlight.matching.Line;
import org.porchlight.matching.Line.Claim;
import org.porchlight.matching.Line.Lease;
import org.porchlight.matching.policy.Policy;
import org.porchlight.matching.policy.Policy.Match;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks at the line and offers whatever is possible. Several engines may look at once; the claim is
 * atomic and checks the lease, so they only waste work.
 */
public final class MatchingEngine {
  /** Enough for any burst; what is left waits for the next bell. */
  private static final int MOST_ROUNDS = 1_000;

  /** How many more tickets than free peers are looked at; many more only where none of them fit. */
  private static final int MORE = 1;

  private static final int DEEPER = 8;
  private static final int MOST_MORE = 512;
  private static final int CLAIMS_AT_ONCE = 32;
  private static final int TOKEN_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Line line;
  private final String owner;
  private volatile Lease lease;
  private volatile boolean mine;

  /** An engine of this name over a line. */
  public MatchingEngine(Line line, String owner) {
    this.line = line;
    this.owner = owner;
    this.lease = fresh();
  }

  /** Takes or keeps the lease, reaps what is overdue and offers what is possible. */
  public Mono<Void> tick() {
    Lease asked = lease;
    return line.holds(asked)
        .doOnNext(this::holds)
        .filter(Boolean::booleanValue)
        .flatMap(held -> line.reap())
        .flatMap(reaped -> offerAll(asked));
  }

  /** Offers what is possible, if the lease was this engine's when it last ticked. */
  public Mono<Void> look() {
    return mine ? offerAll(lease) : Mono.empty();
  }

  private void holds(boolean held) {
    mine = held;
    if (!held) {
      lease = fresh();
    }
  }

  private Mono<Void> offerAll(Lease held) {
    return offer(held, MORE).repeat(MOST_ROUNDS).takeWhile(Boolean::booleanValue).then();
  }

  /** Whether it pays to look once more. */
  private Mono<Boolean> offer(Lease mine, int more) {
    return line.candidates(more)
        .flatMap(candidates -> {
          List<Match> matches = Policy.decide(candidates);
          if (matches.isEmpty()) {
            return candidates.isPartial() && more < MOST_MORE
                ? offer(mine, more * DEEPER)
                : Mono.just(false);
          }
          return Flux.fromIterable(matches)
              .flatMap(match -> claim(mine, match), CLAIMS_AT_ONCE)
              .all(claim -> claim != Claim.NOT_MINE)
              .doOnNext(this::stillHolds);
        });
  }

  private void stillHolds(boolean held) {
    if (!held) {
      holds(false);
    }
  }

  private Mono<Claim> claim(Lease mine, Match match) {
    return line.claim(mine, match.ticket(), match.peer(), match.why());
  }

  /** A new token for every time that the lease is taken, so that a claim from before is refused. */
  private Lease fresh() {
    byte[] random = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(random);
    return new Lease(owner, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }
}
