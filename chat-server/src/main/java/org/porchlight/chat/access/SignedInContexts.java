package org.porchlight.chat.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who a request is from; a session whose sign-in is over is nobody's. */
final class SignedInContexts implements ServerSecurityContextRepository {
  /** What pages ask for by themselves keeps nobody signed in. */
  private static final Set<String> BY_ITSELF =
      Set.of(
          "/api/staff/shift",
          "/api/staff/hours",
          "/api/staff/controls",
          "/api/staff/follow-ups",
          "/api/staff/care",
          "/api/staff/care/mine",
          "/api/staff/care/tonight",
          "/api/staff/company");

  private final ServerSecurityContextRepository sessions;
  private final SignIns signIns;

  SignedInContexts(ServerSecurityContextRepository sessions, SignIns signIns) {
    this.sessions = sessions;
    this.signIns = signIns;
  }

  @Override
  public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
    return sessions.save(exchange, context);
  }

  @Override
  public Mono<SecurityContext> load(ServerWebExchange exchange) {
    return sessions.load(exchange).filterWhen(context -> isIn(context, use(exchange)));
  }

  private static SignIns.Use use(ServerWebExchange exchange) {
    boolean byItself =
        exchange.getRequest().getMethod() == HttpMethod.GET
            && BY_ITSELF.contains(exchange.getRequest().getPath().value());
    return byItself ? SignIns.Use.NONE : SignIns.Use.ACT;
  }

  private Mono<Boolean> isIn(SecurityContext context, SignIns.Use use) {
    return context.getAuthentication() != null
            && context.getAuthentication().getPrincipal() instanceof Visitor.Staff staff
        ? signIns.isIn(staff, use)
        : Mono.just(true);
  }
}
