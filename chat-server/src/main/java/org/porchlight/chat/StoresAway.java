package org.porchlight.chat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import org.porchlight.redis.RedisLink;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * A store cannot be asked just now, wherever on the way to a page or a route that shows: said as
 * such, with nothing of what was asked and no stack trace in the log.
 */
@Component
// Before Boot's own, which would call it an error of ours.
@Order(-2)
final class StoresAway implements WebExceptionHandler {
  private static final String SECONDS = "5";
  private static final int DEEPEST_CAUSE = 10;
  private static final byte[] PROBLEM =
      """
      {"type":"about:blank","title":"Service Unavailable","status":503,\
      "detail":"Not just now. Nothing was lost; try again."}\
      """
          .getBytes(StandardCharsets.UTF_8);

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable problem) {
    if (!isAway(problem)) {
      return Mono.error(problem);
    }
    ServerHttpResponse response = exchange.getResponse();
    // The session is saved with the answer, in the same store; the second try leaves that out.
    return notJustNow(response, problem)
        .onErrorResume(StoresAway::isAway, again -> notJustNow(response, again));
  }

  private static Mono<Void> notJustNow(ServerHttpResponse response, Throwable problem) {
    if (!response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE)) {
      return Mono.error(problem);
    }
    response.getHeaders().set(HttpHeaders.RETRY_AFTER, SECONDS);
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(PROBLEM)));
  }

  private static boolean isAway(Throwable problem) {
    Throwable cause = problem;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof DataAccessException
          // A transaction that cannot begin, or end.
          || cause instanceof TransactionException
          || cause instanceof TimeoutException
          || RedisLink.isAway(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
