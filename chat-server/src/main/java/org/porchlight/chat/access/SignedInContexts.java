package org.porchlight.chat.access;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who a request is from; a session whose sign-in is over is nobody's. */
final class SignedInContexts implements ServerSecurityContextRepository {
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
    return sessions.load(exchange).filterWhen(this::isIn);
  }

  private Mono<Boolean> isIn(SecurityContext context) {
    return context.getAuthentication() != null
            && context.getAuthentication().getPrincipal() instanceof Visitor.Staff staff
        ? signIns.isIn(staff, SignIns.Use.ACT)
        : Mono.just(true);
  }
}
