package org.porchlight.chat.access;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/** Sign-in for staff (PROTOCOL.md, G2). */
@RestController
@RequestMapping("/api/staff")
class StaffEndpoints {
  private final RedisSignIn signIn;
  private final SocketTickets tickets;
  private final RedisSignIns signIns;
  private final Audit audit;
  private final ServerSecurityContextRepository contexts;

  StaffEndpoints(
      RedisSignIn signIn,
      SocketTickets tickets,
      RedisSignIns signIns,
      Audit audit,
      ServerSecurityContextRepository contexts) {
    this.signIn = signIn;
    this.tickets = tickets;
    this.signIns = signIns;
    this.audit = audit;
    this.contexts = contexts;
  }

  /** What the desk sends. */
  record Credentials(@Nullable String login, @Nullable String password, @Nullable String code) {
    @Override
    public String toString() {
      return "Credentials";
    }
  }

  /** Who has signed in. */
  record Me(String name, String role) {}

  /** Who has signed in, with the token for what they send. */
  record MeWithToken(String name, String role, String csrf, long idleMinutes) {}

  @PostMapping(path = "/sign-in", consumes = "application/json")
  Mono<Me> signIn(@RequestBody Credentials credentials, ServerWebExchange exchange) {
    String login = Objects.requireNonNullElse(credentials.login(), "");
    String password = Objects.requireNonNullElse(credentials.password(), "");
    return signIn
        .check(login, password, Objects.requireNonNullElse(credentials.code(), ""))
        .flatMap(account -> remember(account, exchange))
        .map(staff -> new Me(staff.name(), staff.role().code()));
  }

  @GetMapping("/me")
  Mono<MeWithToken> me(
      @AuthenticationPrincipal @Nullable Object principal, ServerWebExchange exchange) {
    return token(exchange)
        .flatMap(token -> {
          if (principal instanceof Visitor.Staff staff) {
            return signIns
                .idle(staff)
                .map(idle ->
                    new MeWithToken(staff.name(), staff.role().code(), token, idle.toMinutes()));
          }
          var refusal = Refusals.unauthorized("Not signed in.");
          refusal.getBody().setProperty("csrf", token);
          return Mono.error(refusal);
        });
  }

  @PostMapping("/socket-ticket")
  Mono<Map<String, String>> socketTicket(@AuthenticationPrincipal Visitor.Staff staff) {
    return tickets.issue(staff).map(ticket -> Map.of("ticket", ticket));
  }

  @PostMapping("/sign-out")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> signOut(@AuthenticationPrincipal Visitor.Staff staff, WebSession session) {
    return session.invalidate().then(signIns.end(staff.id(), staff.session())).then();
  }

  /** The session's id changes with the sign-in, so that one planted before it opens nothing. */
  private Mono<Visitor.Staff> remember(PostgresStaff.Account account, ServerWebExchange exchange) {
    return exchange
        .getSession()
        .flatMap(session -> session.changeSessionId().thenReturn(session))
        .flatMap(session -> {
          var staff =
              new Visitor.Staff(
                  account.id(),
                  account.role(),
                  account.name(),
                  Tokens.hash(session.getId()),
                  account.languages(),
                  account.topics());
          var authority = new SimpleGrantedAuthority("ROLE_" + account.role());
          var signedIn =
              UsernamePasswordAuthenticationToken.authenticated(staff, null, List.of(authority));
          return audit
              .record(Act.of(staff.id(), "staff.sign-in", staff.id()))
              .then(Mono.defer(() -> signIns.begin(staff, account.demo())))
              .then(Mono.defer(() -> contexts.save(exchange, new SecurityContextImpl(signedIn))))
              .thenReturn(staff);
        });
  }

  private static Mono<String> token(ServerWebExchange exchange) {
    Mono<CsrfToken> token = exchange.getAttribute(CsrfToken.class.getName());
    return token == null ? Mono.just("") : token.map(CsrfToken::getToken);
  }
}
