package org.porchlight.chat;

import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Whoever asks is answered: what takes longer than anything here may take is given up, and answered
 * like a store that is away. A socket lives as long as it likes.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class AnswerInTime implements WebFilter {
  /** Longer than the bounds of PostgreSQL, Redis and a password together. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    Mono<Void> answer = chain.filter(exchange);
    return exchange.getRequest().getHeaders().getUpgrade() == null
        ? answer.timeout(LONGEST)
        : answer;
  }
}
