package org.porchlight.chat.log;

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
 * Subscriptions that we own: one connection, one subscription a channel however many listen,
 * dropped with the last of them. Lettuce makes them again when the connection comes back.
 *
 * <p>A listener that does not keep up ends with an error after {@value #MOST_UNREAD} unread
 * signals, instead of filling the memory; its client comes back and resumes from the log.
 */
final class RedisDoorbell {
  private static final int MOST_UNREAD = 256;

  private final StatefulRedisPubSubConnection<String, byte[]> connection;
  private final Map<String, Channel> channels = new HashMap<>();

  RedisDoorbell(StatefulRedisPubSubConnection<String, byte[]> connection) {
    this.connection = connection;
    connection.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, byte[] signal) {
            deliver(channel, signal);
          }

          @Override
          public void smessage(String channel, byte[] signal) {
            deliver(channel, signal);
          }
        });
  }

  private record Channel(
      boolean sharded, CompletionStage<Void> active, List<Sinks.Many<byte[]>> listeners) {}

  /** What a channel says; {@code active} runs once the subscription is active. */
  Flux<byte[]> listen(String name, boolean sharded, Runnable active) {
    return Flux.defer(() -> {
      Sinks.Many<byte[]> listener =
          Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MOST_UNREAD));
      CompletionStage<Void> subscribed = add(name, sharded, listener);
      return Mono.fromCompletionStage(subscribed)
          .doOnSuccess(done -> active.run())
          .thenMany(listener.asFlux())
          .doFinally(ended -> remove(name, listener));
    });
  }

  void close() {
    connection.close();
  }

  private synchronized CompletionStage<Void> add(
      String name, boolean sharded, Sinks.Many<byte[]> listener) {
    Channel channel = channels.get(name);
    if (channel == null) {
      CompletionStage<Void> active =
          sharded ? connection.async().ssubscribe(name) : connection.async().subscribe(name);
      channel = new Channel(sharded, active, new CopyOnWriteArrayList<>());
      channels.put(name, channel);
    }
    channel.listeners().add(listener);
    return channel.active();
  }

  private synchronized void remove(String name, Sinks.Many<byte[]> listener) {
    Channel channel = channels.get(name);
    if (channel == null || !channel.listeners().remove(listener)) {
      return;
    }
    if (channel.listeners().isEmpty()) {
      channels.remove(name);
      var unsubscribed =
          channel.sharded()
              ? connection.async().sunsubscribe(name)
              : connection.async().unsubscribe(name);
      unsubscribed.exceptionally(gone -> null);
    }
  }

  private void deliver(String name, byte[] signal) {
    Channel channel;
    synchronized (this) {
      channel = channels.get(name);
    }
    if (channel == null) {
      return;
    }
    for (Sinks.Many<byte[]> listener : channel.listeners()) {
      if (listener.tryEmitNext(signal) == Sinks.EmitResult.FAIL_OVERFLOW) {
        remove(name, listener);
        listener.tryEmitError(new IllegalStateException("a listener does not keep up"));
      }
    }
  }
}
