package org.porchlight.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class AnswerInTimeTest {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final AnswerInTime filter = new AnswerInTime();

  @Test
  @DisplayName("A request that nothing answers is answered 503, and nobody's words are in it")
  void givesUp() {
    var exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/api/staff/step-up"));
    StepVerifier.withVirtualTime(() ->
            filter
                .filter(exchange, never -> Mono.never())
                .onErrorResume(problem -> new StoresAway().handle(exchange, problem)))
        .expectSubscription()
        .expectNoEvent(AnswerInTime.LONGEST.minus(SOON))
        .thenAwait(SOON)
        .verifyComplete();
    assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(exchange.getResponse().getBodyAsString().block()).contains("Not just now");
  }

  @Test
  @DisplayName("A socket is not given up")
  void sockets() {
    var socket =
        MockServerWebExchange.from(MockServerHttpRequest.get("/ws").header("Upgrade", "websocket"));
    StepVerifier.withVirtualTime(() -> filter.filter(socket, never -> Mono.never()))
        .expectSubscription()
        .expectNoEvent(AnswerInTime.LONGEST.multipliedBy(2))
        .thenCancel()
        .verify();
  }
}
