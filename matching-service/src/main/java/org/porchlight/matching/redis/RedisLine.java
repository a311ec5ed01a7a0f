package org.porchlight.matching.redis;

import java.security.SecureRandom;
import java.util.Base64;
import org.porchlight.matching.Line;
import org.porchlight.matching.MatchingSettings;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What an engine does to the line in Redis. */
public final class RedisLine implements Line {
  private static final int REAPED_AT_ONCE = 200;
  private static final int PEERS_OF_A_BUCKET = 32;
  private static final int MISSED_IN_A_ROW = 2;
  private static final int OFFER_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final RedisPool pool;

  /** The line of a pool. */
  public RedisLine(RedisPool pool) {
    this.pool = pool;
  }

  @Override
  public Mono<Candidates> candidates(int more) {
    return pool.ask("candidates", Integer.toString(more), Integer.toString(PEERS_OF_A_BUCKET))
        .map(answer -> {
          String horizon = Rows.text(answer, 2);
          return new Candidates(
              Rows.lists(answer, 0).map(Rows::ticket).toList(),
              Rows.lists(answer, 1).map(Rows::freePeer).toList(),
              horizon.isEmpty() ? Long.MAX_VALUE : Long.parseLong(horizon),
              Rows.number(answer, 3));
        });
  }

  @Override
  public Mono<Claim> claim(Lease lease, Ticket ticket, FreePeer peer, String why) {
    MatchingSettings settings = pool.settings();
    return pool.act(
            "claim",
            lease.owner(),
            lease.token(),
            Rows.millis(settings.leaseFor()),
            ticket.id().value(),
            Long.toString(ticket.version()),
            peer.id().value(),
            Long.toString(peer.version()),
            random(),
            Rows.millis(settings.offerFor()),
            Rows.millis(settings.awayFor()),
            why)
        .map(answer -> Claim.valueOf(Rows.upper(Rows.text(answer, 0))));
  }

  @Override
  public Mono<Integer> reap() {
    return pool.act("reap", Integer.toString(REAPED_AT_ONCE), Integer.toString(MISSED_IN_A_ROW))
        .map(answer -> (int) Rows.number(answer, 0));
  }

  @Override
  public Flux<Boolean> bells() {
    return pool.bell(pool.keys().engineBell()).map(what -> true);
  }

  @Override
  public Mono<Boolean> holds(Lease lease) {
    return pool.act("lease", lease.owner(), lease.token(), Rows.millis(pool.settings().leaseFor()))
        .map(answer -> Rows.is(answer, 0, "1"));
  }

  private static String random() {
    byte[] offer = new byte[OFFER_BYTES];
    RANDOM.nextBytes(offer);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(offer);
  }
}
