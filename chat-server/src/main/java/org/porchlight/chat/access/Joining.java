package org.porchlight.chat.access;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.porchlight.chat.access.PostgresInvitations.Open;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.springframework.security.crypto.password.PasswordEncoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** From an invitation to an account: a password, an authenticator app, and recovery codes. */
final class Joining {
  private static final int ID_BITS = 128;
  private static final int SHORTEST_PASSWORD = 12;
  private static final int LONGEST = 200;

  /** Of zxcvbn's 0 to 4: more than 10^8 guesses. Its time grows with what it looks at. */
  private static final int GUESSED_TOO_SOON = 2;

  private static final int LOOKED_AT = 64;
  private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@+-]{1,63}");

  private final PostgresInvitations invitations;
  private final SecondFactors factors;
  private final PasswordEncoder passwords;
  private final Audit audit;
  private final Clock clock;
  private final Zxcvbn guesses = new Zxcvbn();

  Joining(
      PostgresInvitations invitations,
      SecondFactors factors,
      PasswordEncoder passwords,
      Audit audit,
      Clock clock) {
    this.invitations = invitations;
    this.factors = factors;
    this.passwords = passwords;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What the page of an invitation shows.
   *
   * @param waits whether a second coordinator has to confirm it first
   */
  record Shown(String name, String role, String secret, String uri, long expiresAt, boolean waits) {
    @Override
    public String toString() {
      return "Shown[role=" + role + "]";
    }
  }

  /** Why an invitation was not accepted; the names are those on the wire. */
  enum Refused {
    GONE,
    WAITS,
    LOGIN_BAD,
    LOGIN_TAKEN,
    PASSWORD_SHORT,
    PASSWORD_COMMON,
    CODE_WRONG;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What came of accepting one. */
  sealed interface Answer {

    /** The account is there; these are shown once. */
    record Joined(List<String> recoveryCodes) implements Answer {
      @Override
      public String toString() {
        return "Joined";
      }
    }

    /** Nothing changed. */
    record No(Refused why) implements Answer {}
  }

  /** What an invitation says, empty when it is good no more. */
  Mono<Shown> look(String token) {
    return find(token)
        .map(open ->
            new Shown(
                open.invitation().name(),
                open.invitation().role().code(),
                factors.text(open.secret(), Tokens.hash(token)),
                factors.uri(open.secret(), Tokens.hash(token), open.invitation().name()),
                open.expiresAt().toEpochMilli(),
                open.waits()));
  }

  /** Accepts an invitation with a code of the app, which shows that the app has the secret. */
  Mono<Answer> accept(String token, String login, String password, String code) {
    String name = login.strip().toLowerCase(Locale.ROOT);
    return find(token)
        .flatMap(open -> accept(token, open, name, password, code.replace(" ", "")))
        .defaultIfEmpty(new Answer.No(Refused.GONE));
  }

  private Mono<Open> find(String token) {
    return token.isEmpty() || token.length() > LONGEST
        ? Mono.empty()
        : invitations.find(Tokens.hash(token));
  }

  private Mono<Answer> accept(String token, Open open, String login, String password, String code) {
    if (open.waits()) {
      return no(Refused.WAITS);
    }
    if (!LOGIN.matcher(login).matches()) {
      return no(Refused.LOGIN_BAD);
    }
    if (password.codePointCount(0, password.length()) < SHORTEST_PASSWORD
        || password.length() > LONGEST) {
      return no(Refused.PASSWORD_SHORT);
    }
    if (factors.step(open.secret(), Tokens.hash(token), code, clock.instant()).isEmpty()) {
      return no(Refused.CODE_WRONG);
    }
    return Mono.fromCallable(() ->
            isCommon(password, login, open.invitation().name()) ? "" : passwords.encode(password))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(
            hash -> hash.isEmpty() ? no(Refused.PASSWORD_COMMON) : join(token, open, login, hash));
  }

  private boolean isCommon(String password, String login, String name) {
    String looked = password.substring(0, Math.min(LOOKED_AT, password.length()));
    return guesses.measure(looked, List.of(login, name, "porchlight")).getScore()
        <= GUESSED_TOO_SOON;
  }

  private Mono<Answer> join(String token, Open open, String login, String hash) {
    String id = Tokens.random(ID_BITS);
    List<String> codes = SecondFactors.newRecoveryCodes();
    var account =
        new PostgresInvitations.Account(
            id,
            login,
            hash,
            factors.passOn(open.secret(), Tokens.hash(token), id),
            codes.stream().map(factors::digest).toList());
    return audit
        .record(
            Act.of(id, "staff.join", Invitations.name(token))
                .detail(open.invitation().role().code()))
        .then(Mono.defer(() -> invitations.accept(Tokens.hash(token), account)))
        .map(accepted ->
            switch (accepted) {
              case DONE -> new Answer.Joined(codes);
              case LOGIN_TAKEN -> new Answer.No(Refused.LOGIN_TAKEN);
              case GONE -> new Answer.No(Refused.GONE);
            });
  }

  private static Mono<Answer> no(Refused why) {
    return Mono.just(new Answer.No(why));
  }
}
