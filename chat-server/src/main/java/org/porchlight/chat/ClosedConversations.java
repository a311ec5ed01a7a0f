package org.porchlight.chat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationEnd;
import reactor.core.publisher.Mono;

/** Counts why conversations end. One that is closed again after a crash counts again. */
final class ClosedConversations implements ConversationEnd {
  private final Map<Conversation.Why, Counter> closed;

  ClosedConversations(MeterRegistry meters) {
    this.closed =
        Arrays.stream(Conversation.Why.values())
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(),
                    why -> meters.counter("conversations.closed", "why", why.code())));
  }

  @Override
  public Mono<Void> ended(Conversation.Closed conversation) {
    return Mono.fromRunnable(() -> {
      Counter counter = closed.get(conversation.why());
      if (counter != null) {
        counter.increment();
      }
    });
  }
}
