package org.porchlight.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.History;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.protocol.ServerFrame;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class FollowTest {
  private static final ConversationId ID = new ConversationId("AAAAAAAAAAAAAAAAAAAAAA");
  private static final String EPOCH = "AAAAAAAAAAAAAAAAAAAAAB";
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  @DisplayName("C10: what is deleted while somebody is told what was written still closes for them")
  void deletedMeanwhile() {
    var reads = new ArrayDeque<Mono<History>>();
    reads.add(Mono.just(nothingWritten()));
    reads.add(Mono.empty());
    List<ServerFrame> told = told(reads);
    assertThat(told).hasSize(2);
    assertThat(told.getFirst()).isInstanceOf(ServerFrame.CaughtUp.class);
    assertThat(told.getLast()).isEqualTo(new ServerFrame.Closed(ID.value(), "ended_by_seeker"));
  }

  @Test
  @DisplayName("C10: while the log is away nothing closes that nobody could read to its end")
  void awayMeanwhile() {
    var reads = new ArrayDeque<Mono<History>>();
    reads.add(Mono.just(nothingWritten()));
    reads.add(Mono.error(new IllegalStateException("away")));
    assertThat(told(reads)).hasSize(1);
  }

  @Test
  @DisplayName("C231: what is deleted closes for whoever follows it, also where nothing rang")
  void deletedUnheard() {
    var reads = new ArrayDeque<Mono<History>>();
    reads.add(Mono.just(nothingWritten()));
    reads.add(Mono.empty());
    Flux<Ring> rings = Flux.just(new Ring.Look());
    StepVerifier.withVirtualTime(
            () -> Follow.conversation(log(rings, reads), ID, EPOCH, 0, new Follow.Ear()))
        .expectNextMatches(ServerFrame.CaughtUp.class::isInstance)
        .thenAwait(SOON)
        .expectNext(new ServerFrame.Closed(ID.value(), "ended_by_seeker"))
        .expectComplete()
        .verify(SOON);
  }

  /** It may be null; of a class that was compiled before, that is not seen of a nested type. */
  @SuppressWarnings("NullAway")
  private static History nothingWritten() {
    return new History.Missing(EPOCH, 0, List.of(), null);
  }

  /** What somebody is told who listens from the beginning, as it closes. */
  private static List<ServerFrame> told(Queue<Mono<History>> reads) {
    Flux<Ring> rings =
        Flux.just(new Ring.Look(), new Ring.Closed(Conversation.Why.ENDED_BY_SEEKER));
    return Follow.conversation(log(rings, reads), ID, EPOCH, 0, new Follow.Ear())
        .takeUntilOther(Mono.delay(Duration.ofMillis(300)))
        .collectList()
        .blockOptional(SOON)
        .orElseThrow();
  }

  /** A log in which there is nothing else. */
  private static ConversationLog log(Flux<Ring> rings, Queue<Mono<History>> reads) {
    return (ConversationLog)
        Proxy.newProxyInstance(
            FollowTest.class.getClassLoader(),
            new Class<?>[] {ConversationLog.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "rings" -> rings;
                  case "read" -> reads.remove();
                  default ->
                      method.getReturnType().equals(Flux.class) ? Flux.empty() : Mono.empty();
                });
  }
}
