package org.porchlight.chat.access;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Invitations in PostgreSQL, and the accounts that come of them. */
final class PostgresInvitations {
  private final DatabaseClient database;
  private final TransactionalOperator together;
  private final Clock clock;

  PostgresInvitations(DatabaseClient database, TransactionalOperator together, Clock clock) {
    this.database = database;
    this.together = together;
    this.clock = clock;
  }

  /**
   * One that is still good.
   *
   * @param secret sealed for the hash of the token
   * @param waits whether a second coordinator has to confirm it before anybody accepts it
   */
  record Open(Invitation invitation, byte[] secret, Instant expiresAt, boolean waits) {
    @Override
    public String toString() {
      return "Open";
    }
  }

  /**
   * An account as it begins.
   *
   * @param secret sealed for the id
   * @param recoveryCodes their digests
   */
  record Account(
      String id, String login, String passwordHash, byte[] secret, List<byte[]> recoveryCodes) {
    @Override
    public String toString() {
      return "Account[id=" + id + "]";
    }
  }

  /** Adds one that waits for a second coordinator, all of it or nothing. */
  Mono<Void> addWaiting(
      String tokenHash,
      Invitation invitation,
      byte[] secret,
      String by,
      Instant expiresAt,
      String id) {
    return add(tokenHash, invitation, secret, by, expiresAt)
        .then(
            database
                .sql(
                    """
                    INSERT INTO coordinator_grants (id, invitation, asked_by, asked_at)
                    VALUES (:id, :token, :by, :now)
                    """)
                .bind("id", id)
                .bind("token", tokenHash)
                .bind("by", by)
                .bind("now", clock.instant())
                .then())
        .as(together::transactional);
  }

  /** Adds one, and lets go of those whose time is over. */
  Mono<Void> add(
      String tokenHash, Invitation invitation, byte[] secret, String by, Instant expiresAt) {
    return database
        .sql("DELETE FROM invitations WHERE expires_at < :now")
        .bind("now", clock.instant())
        .then()
        .then(
            database
                .sql(
                    """
                    INSERT INTO invitations (token_hash, name, role, level, cleared_for_minors,
                      trained_on, good_until, languages, topics, totp_secret, invited_by,
                      expires_at)
                    VALUES (:token, :name, :role, :level, :cleared, :trained, :until, :languages,
                      :topics, :secret, :by, :expires)
                    """)
                .bind("token", tokenHash)
                .bind("name", invitation.name())
                .bind("role", invitation.role().code())
                .bind("level", invitation.certification().level())
                .bind("cleared", invitation.certification().clearedForMinors())
                .bind("trained", PostgresStaff.day(invitation.certification().trainedOn()))
                .bind("until", PostgresStaff.day(invitation.certification().goodUntil()))
                .bind("languages", invitation.languages().toArray(String[]::new))
                .bind("topics", invitation.topics().toArray(String[]::new))
                .bind("secret", secret)
                .bind("by", by)
                .bind("expires", expiresAt)
                .then());
  }

  /** The one with a token, empty when there is none, or no more. */
  Mono<Open> find(String tokenHash) {
    return database
        .sql(
            """
            SELECT *, EXISTS (SELECT FROM coordinator_grants WHERE invitation = token_hash) AS waits
            FROM invitations WHERE token_hash = :token AND expires_at > :now
            """)
        .bind("token", tokenHash)
        .bind("now", clock.instant())
        .map(PostgresInvitations::open)
        .one();
  }

  /** What came of accepting one. */
  enum Accepted {
    DONE,
    /** Somebody has that login. The invitation is still good. */
    LOGIN_TAKEN,
    /** It was accepted in the meantime, or its time was over. */
    GONE
  }

  /** Turns an invitation into an account, all of it or nothing; of two who try, one does. */
  Mono<Accepted> accept(String tokenHash, Account account) {
    return insert(tokenHash, account)
        .flatMap(inserted ->
            inserted == 0
                ? find(tokenHash).map(open -> Accepted.LOGIN_TAKEN).defaultIfEmpty(Accepted.GONE)
                : Flux.fromIterable(account.recoveryCodes())
                    .concatMap(digest -> addRecoveryCode(account.id(), digest))
                    .then(
                        database
                            .sql("DELETE FROM invitations WHERE token_hash = :token")
                            .bind("token", tokenHash)
                            .fetch()
                            .rowsUpdated())
                    .map(deleted -> {
                      if (deleted != 1) {
                        throw new IllegalStateException("an invitation was accepted twice");
                      }
                      return Accepted.DONE;
                    }))
        .as(together::transactional);
  }

  /** The lock on the invitation's row makes of two who accept it one wait for the other. */
  private Mono<Long> insert(String tokenHash, Account account) {
    return database
        .sql(
            """
            INSERT INTO staff (id, login, name, role, password_hash, languages, topics, level,
              cleared_for_minors, trained_on, good_until, totp_secret)
            SELECT :id, :login, name, role, :hash, languages, topics, level, cleared_for_minors,
              trained_on, good_until, :secret
            FROM invitations WHERE token_hash = :token AND expires_at > :now FOR UPDATE
            ON CONFLICT (login) DO NOTHING
            """)
        .bind("id", account.id())
        .bind("login", account.login())
        .bind("hash", account.passwordHash())
        .bind("secret", account.secret())
        .bind("token", tokenHash)
        .bind("now", clock.instant())
        .fetch()
        .rowsUpdated();
  }

  private Mono<Void> addRecoveryCode(String staff, byte[] digest) {
    return database
        .sql("INSERT INTO recovery_codes (staff, digest) VALUES (:staff, :digest)")
        .bind("staff", staff)
        .bind("digest", digest)
        .then();
  }

  private static Open open(Readable row) {
    return new Open(
        new Invitation(
            text(row, "name"),
            Role.of(text(row, "role")),
            PostgresStaff.certification(row),
            Set.of(Objects.requireNonNull(row.get("languages", String[].class))),
            Set.of(Objects.requireNonNull(row.get("topics", String[].class)))),
        Objects.requireNonNull(row.get("totp_secret", byte[].class)),
        Objects.requireNonNull(row.get("expires_at", Instant.class)),
        Objects.requireNonNull(row.get("waits", Boolean.class)));
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class));
  }
}
