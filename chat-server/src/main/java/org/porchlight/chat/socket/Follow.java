package org.porchlight.chat.socket;

import java.util.function.Predicate;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.protocol.ServerFrame;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A conversation as it goes on. */
final class Follow {
  private Follow() {}

  /**
   * What was written after a position, then what happens from now on. The doorbell is subscribed
   * before the log is read, so that nothing falls in between.
   *
   * @param hears what of the doorbell is for this reader
   */
  static Flux<ServerFrame> conversation(
      ConversationLog log, ConversationId id, String epoch, long after, Predicate<Ring> hears) {
    return Flux.defer(() -> {
      Sinks.Empty<Void> active = Sinks.empty();
      Flux<ServerFrame> rings =
          log.rings(id, active::tryEmitEmpty).filter(hears).map(ring -> Frames.ring(id, ring));
      Flux<ServerFrame> missing =
          active
              .asMono()
              .then(Mono.defer(() -> log.read(id, epoch, after)))
              .flatMapMany(history -> Frames.history(id, history));
      return Flux.merge(rings, missing);
    });
  }
}
