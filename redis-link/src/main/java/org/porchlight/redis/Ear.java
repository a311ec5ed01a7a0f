package org.porchlight.redis;

import java.util.concurrent.LinkedBlockingQueue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * One listener, with a bounded queue, which takes no room while it is empty: there are many who
 * hear nothing for long. Who does not keep up is told to look, and loses nothing.
 */
final class Ear {
  private static final int MOST_UNHEARD = 256;

  private final Sinks.Many<Heard> sink =
      Sinks.many().unicast().onBackpressureBuffer(new LinkedBlockingQueue<>(MOST_UNHEARD));
  private boolean missed;

  Flux<Heard> heard() {
    return sink.asFlux();
  }

  synchronized void hear(Heard heard) {
    nudge();
    if (!missed && sink.tryEmitNext(heard) == Sinks.EmitResult.FAIL_OVERFLOW) {
      missed = true;
    }
  }

  /** Tells what was missed, once there is room again. */
  synchronized void nudge() {
    if (missed && sink.tryEmitNext(new Heard.Look()).isSuccess()) {
      missed = false;
    }
  }
}
