package org.porchlight.chat.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class SeekerEndpointsTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Visitor.Seeker SEEKER =
      new Visitor.Seeker("id", "pass", "Robin", "a18", "en", "us");

  private final AtomicInteger ended = new AtomicInteger();

  @Test
  @DisplayName("C234: an exit ends the pass and answers the same, whatever else cannot be done")
  void exitWhileAway() {
    endpoints(Mono.just(SEEKER)).exit("{\"token\":\"theirs\"}").block(SOON);
    assertThat(ended).hasValue(1);
  }

  @Test
  @DisplayName("C234: an exit answers the same while nobody can be recognised")
  void exitUnrecognised() {
    endpoints(Mono.error(new IllegalStateException("away")))
        .exit("{\"token\":\"theirs\"}")
        .block(SOON);
    assertThat(ended).hasValue(0);
  }

  /** There is only what an exit needs. */
  @SuppressWarnings("NullAway")
  private SeekerEndpoints endpoints(Mono<Visitor.Seeker> recognised) {
    Object passesAndEvents =
        Proxy.newProxyInstance(
            SeekerEndpointsTest.class.getClassLoader(),
            new Class<?>[] {SeekerPasses.class, AccessEvents.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "recognise" -> recognised;
                  case "end" -> Mono.fromRunnable(ended::incrementAndGet);
                  default -> Mono.empty();
                });
    SeekerExit fails = seeker -> Mono.error(new IllegalStateException("away"));
    return new SeekerEndpoints(
        (SeekerPasses) passesAndEvents,
        null,
        null,
        null,
        null,
        List.of(fails),
        (AccessEvents) passesAndEvents,
        new SimpleMeterRegistry());
  }
}
