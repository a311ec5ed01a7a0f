package org.porchlight.chat.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import reactor.core.publisher.Mono;

/** Makes invitations. Whoever holds the token of one, which is shown once, becomes staff. */
public final class Invitations {
  private static final Duration GOOD_FOR = Duration.ofHours(72);
  private static final int TOKEN_BITS = 256;

  private final PostgresInvitations invitations;
  private final SecondFactors factors;
  private final Audit audit;
  private final Clock clock;

  Invitations(PostgresInvitations invitations, SecondFactors factors, Audit audit, Clock clock) {
    this.invitations = invitations;
    this.factors = factors;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * An invitation that was made.
   *
   * @param token for the fragment of a link, which browsers send to nobody
   */
  public record Made(String token, Instant expiresAt) {

    /** Where the page for it is, below the address of the pages. */
    public String path() {
      return "/desk/invitation#" + token;
    }

    @Override
    public String toString() {
      return "Made[expiresAt=" + expiresAt + "]";
    }
  }

  /**
   * Makes an invitation, good once and for 72 hours. It is written down before it is there.
   *
   * @param by the id of whoever invites
   */
  public Mono<Made> invite(String by, Invitation invitation) {
    return invite(by, invitation, false);
  }

  /**
   * The same, for one that may wait until another coordinator has confirmed it.
   *
   * @param waits whether nobody can accept it until then
   */
  Mono<Made> invite(String by, Invitation invitation, boolean waits) {
    String token = Tokens.random(TOKEN_BITS);
    Instant expires = clock.instant().plus(GOOD_FOR).truncatedTo(ChronoUnit.SECONDS);
    return audit
        .record(
            Act.of(by, "staff.invite", name(token))
                .detail(invitation.role().code() + (waits ? " waits" : "")))
        .then(
            Mono.defer(() -> {
              String hash = Tokens.hash(token);
              byte[] secret = factors.newSecret(hash);
              return waits
                  ? invitations.addWaiting(hash, invitation, secret, by, expires, name(token))
                  : invitations.add(hash, invitation, secret, by, expires);
            }))
        .thenReturn(new Made(token, expires));
  }

  /** By what an invitation is called in the audit; it opens nothing. */
  static String name(String token) {
    return Tokens.hash(Tokens.hash(token)).substring(0, 22);
  }
}
