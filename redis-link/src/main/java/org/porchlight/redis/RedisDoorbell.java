package org.porchlight.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/**
 * Shard channels, listened to on one connection for each server, one subscription a channel however
 * many listen. A subscription that broke, or whose slot moved to another server, is made again by
 * us, one channel at a time: Lettuce would name all channels in one command, which a cluster
 * refuses.
 *
 * <p>Nobody is told anything while the lock is held: whoever hears something may stop listening
 * there and then, and would wait for the lock with their own ear's in hand.
 */
public final class RedisDoorbell {
  private static final int LOOK_AFTER_SECONDS = 1;

  /** Slots move seldom; a move that was not told is noticed within this many rounds. */
  private static final int ROUNDS_BETWEEN_TOPOLOGIES = 30;

  private static final Logger LOG = LoggerFactory.getLogger(RedisDoorbell.class);

  private final RedisTopology topology;
  private final Map<String, Channel> channels = new HashMap<>();
  private final Map<RedisURI, CompletableFuture<StatefulRedisPubSubConnection<String, byte[]>>>
      servers = new HashMap<>();
  private int round;

  RedisDoorbell(RedisTopology topology, ScheduledExecutorService clock) {
    this.topology = topology;
    var _ =
        clock.scheduleWithFixedDelay(
            this::lookAfter, LOOK_AFTER_SECONDS, LOOK_AFTER_SECONDS, TimeUnit.SECONDS);
  }

  /** What a server was last asked of a channel, and whether it has answered. */
  private enum State {
    SILENT,
    SUBSCRIBING,
    SUBSCRIBED,
    UNSUBSCRIBING
  }

  /**
   * A channel that somebody listens to, or which a server was not yet heard to leave. One command
   * at a time is on its way for it: of two that different threads send, the later may go first.
   *
   * @see #settle
   */
  private static final class Channel {
    private final String name;
    private final List<Ear> ears = new CopyOnWriteArrayList<>();
    private State state = State.SILENT;

    /** Which one it is or will be subscribed at; null while it is silent, or not known yet. */
    private @Nullable RedisURI server;

    /** Tells the answer to what was asked from one to what was asked before a connection broke. */
    private int asked;

    Channel(String name) {
      this.name = name;
    }

    void silent() {
      state = State.SILENT;
      server = null;
      asked++;
    }
  }

  /**
   * What a shard channel says from now on, beginning with {@link Heard.Look} once it is listened
   * to. It never fails while Redis is away: it falls silent, and says {@link Heard.Look} again.
   */
  public Flux<Heard> listen(String channel) {
    return Flux.defer(() -> {
      Ear ear = new Ear();
      join(channel, ear);
      return ear.heard().doFinally(ended -> leave(channel, ear));
    });
  }

  private void join(String name, Ear ear) {
    Channel channel;
    boolean subscribed;
    synchronized (this) {
      channel = channels.computeIfAbsent(name, Channel::new);
      channel.ears.add(ear);
      subscribed = channel.state == State.SUBSCRIBED;
    }
    if (subscribed) {
      ear.hear(new Heard.Look());
    } else {
      subscribe(channel);
    }
  }

  private synchronized void leave(String name, Ear ear) {
    Channel channel = channels.get(name);
    if (channel != null && channel.ears.remove(ear)) {
      settle(channel);
    }
  }

  /** Nobody may listen any more; while an answer is on its way, it is settled when that comes. */
  private synchronized void settle(Channel channel) {
    if (!channel.ears.isEmpty()) {
      return;
    }
    if (channel.state == State.SILENT) {
      channels.remove(channel.name, channel);
    } else if (channel.state == State.SUBSCRIBED) {
      channel.state = State.UNSUBSCRIBING;
      unsubscribe(channel.name, Objects.requireNonNull(channel.server));
    }
  }

  private void subscribe(Channel channel) {
    int asked;
    synchronized (this) {
      if (channel.state != State.SILENT || channel.ears.isEmpty()) {
        return;
      }
      channel.state = State.SUBSCRIBING;
      asked = ++channel.asked;
    }
    var _ =
        topology
            .nodeOf(channel.name)
            .toFuture()
            .thenCompose(node -> {
              RedisURI server = Objects.requireNonNull(node);
              synchronized (this) {
                channel.server = server;
              }
              return connection(server)
                  .thenCompose(connection -> connection.async().ssubscribe(channel.name));
            })
            .whenComplete((done, problem) -> answered(channel, asked, problem == null));
  }

  private void answered(Channel channel, int asked, boolean subscribed) {
    synchronized (this) {
      if (channel.asked != asked) {
        return;
      }
      if (subscribed) {
        channel.state = State.SUBSCRIBED;
      } else {
        channel.silent();
      }
      settle(channel);
    }
    if (subscribed) {
      channel.ears.forEach(ear -> ear.hear(new Heard.Look()));
    }
  }

  private void unsubscribe(String name, RedisURI server) {
    var connecting = servers.get(server);
    if (connecting != null) {
      var _ =
          connecting.thenAccept(
              connection -> connection.async().sunsubscribe(name).exceptionally(gone -> null));
    }
  }

  /** Asked for by us, or told because the slot moved: where somebody listens, again. */
  private void ended(String name, RedisURI server) {
    Channel channel;
    boolean asked;
    synchronized (this) {
      channel = channels.get(name);
      if (channel == null || !server.equals(channel.server)) {
        return;
      }
      asked = channel.state == State.UNSUBSCRIBING;
      channel.silent();
      settle(channel);
    }
    // A server that has just lost a slot is not asked at once where it is now.
    if (asked) {
      subscribe(channel);
    }
  }

  private synchronized CompletableFuture<StatefulRedisPubSubConnection<String, byte[]>> connection(
      RedisURI node) {
    var open = servers.get(node);
    if (open != null) {
      return open;
    }
    var opening =
        topology
            .nodes()
            .connectPubSubAsync(RedisTopology.CODEC, node)
            .toCompletableFuture()
            .thenApply(connection -> listenOn(node, connection));
    servers.put(node, opening);
    var _ =
        opening.whenComplete((connection, problem) -> {
          if (problem != null) {
            lost(node);
          }
        });
    return opening;
  }

  private StatefulRedisPubSubConnection<String, byte[]> listenOn(
      RedisURI node, StatefulRedisPubSubConnection<String, byte[]> connection) {
    connection.addListener(
        new RedisPubSubAdapter<String, byte[]>() {
          @Override
          public void smessage(String name, byte[] bytes) {
            deliver(name, bytes);
          }

          @Override
          public void sunsubscribed(String name, long count) {
            ended(name, node);
          }
        });
    connection.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> gone) {
            lost(node);
          }
        });
    return connection;
  }

  private synchronized void lost(RedisURI node) {
    servers.remove(node);
    for (Channel channel : List.copyOf(channels.values())) {
      if (node.equals(channel.server)) {
        channel.silent();
        settle(channel);
      }
    }
  }

  private void deliver(String name, byte[] bytes) {
    Channel channel;
    synchronized (this) {
      channel = channels.get(name);
    }
    if (channel != null) {
      channel.ears.forEach(ear -> ear.hear(new Heard.Rang(bytes)));
    }
  }

  /** Makes again what broke, wakes who was left behind, and gives up servers that are silent. */
  void lookAfter() {
    try {
      List<Channel> all;
      List<CompletableFuture<StatefulRedisPubSubConnection<String, byte[]>>> open;
      synchronized (this) {
        all = List.copyOf(channels.values());
        open = List.copyOf(servers.values());
      }
      all.forEach(channel -> channel.ears.forEach(Ear::nudge));
      open.forEach(RedisDoorbell::giveUpUnlessItAnswers);
      all.forEach(this::subscribe);
      if (++round % ROUNDS_BETWEEN_TOPOLOGIES == 0) {
        follow();
      }
    } catch (RuntimeException unexpected) {
      LOG.warn("the doorbell was not looked after: {}", unexpected.getClass().getSimpleName());
    }
  }

  private static void giveUpUnlessItAnswers(
      CompletableFuture<StatefulRedisPubSubConnection<String, byte[]>> server) {
    var _ =
        server.thenAccept(connection ->
            connection
                .async()
                .ping()
                .exceptionally(silent -> {
                  var _ = connection.closeAsync();
                  return null;
                }));
  }

  /** Subscriptions whose slot has another server now. */
  private void follow() {
    List<Channel> all;
    synchronized (this) {
      all = List.copyOf(channels.values());
    }
    var _ = topology.refresh().toFuture().thenRun(() -> all.forEach(this::follow));
  }

  private void follow(Channel channel) {
    var _ =
        topology
            .nodeOf(channel.name)
            .toFuture()
            .thenAccept(node -> {
              synchronized (this) {
                if (channel.state == State.SUBSCRIBED && !node.equals(channel.server)) {
                  channel.silent();
                }
              }
            });
  }
}
