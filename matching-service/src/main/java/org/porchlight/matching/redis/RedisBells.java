package org.porchlight.matching.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Subscriptions to bells: one connection, one subscription a bell however many listen, dropped with
 * the last of them; made again by Lettuce when the connection comes back.
 */
final class RedisBells {
  private static final int MOST_UNHEARD = 64;

  private final StatefulRedisPubSubConnection<String, String> connection;
  private final Map<String, Bell> bells = new HashMap<>();

  RedisBells(StatefulRedisPubSubConnection<String, String> connection) {
    this.connection = connection;
    connection.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String name, String what) {
            ring(name, what);
          }
        });
  }

  private record Bell(CompletionStage<Void> active, List<Sinks.Many<String>> listeners) {}

  /** What a bell says, beginning with an empty string once the subscription is active. */
  Flux<String> listen(String name) {
    return Flux.defer(() -> {
      Sinks.Many<String> listener =
          Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MOST_UNHEARD));
      return Mono.fromCompletionStage(add(name, listener))
          .thenReturn("")
          .concatWith(listener.asFlux())
          .doFinally(ended -> remove(name, listener));
    });
  }

  void close() {
    connection.close();
  }

  private synchronized CompletionStage<Void> add(String name, Sinks.Many<String> listener) {
    Bell bell =
        bells.computeIfAbsent(
            name,
            missing -> new Bell(connection.async().subscribe(name), new CopyOnWriteArrayList<>()));
    bell.listeners().add(listener);
    return bell.active();
  }

  private synchronized void remove(String name, Sinks.Many<String> listener) {
    Bell bell = bells.get(name);
    if (bell != null && bell.listeners().remove(listener) && bell.listeners().isEmpty()) {
      bells.remove(name);
      connection.async().unsubscribe(name).exceptionally(gone -> null);
    }
  }

  /** A listener that does not keep up hears the next bell: each only says "look". */
  private void ring(String name, String what) {
    Bell bell;
    synchronized (this) {
      bell = bells.get(name);
    }
    if (bell != null) {
      bell.listeners().forEach(listener -> listener.tryEmitNext(what));
    }
  }
}
