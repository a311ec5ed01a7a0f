package org.porchlight.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.reactive.RedisClusterReactiveCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import reactor.core.publisher.Mono;

/** How many servers there are, and which of them takes the writes for a key. */
sealed interface RedisTopology extends AutoCloseable {
  RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
  String CLUSTER = "redis-cluster://";
  Duration CONNECT_WITHIN = Duration.ofSeconds(2);

  /** Longer than a fail-over is noticed in, shorter than a person waits. */
  Duration ANSWER_WITHIN = Duration.ofSeconds(3);

  static RedisTopology of(String url) {
    return url.startsWith(CLUSTER) ? new Cluster(clusterNodes(url)) : new One(RedisURI.create(url));
  }

  /** The commands of the connection that everybody shares. */
  Mono<RedisClusterReactiveCommands<String, byte[]>> commands();

  /** The server that takes writes for this key. */
  Mono<RedisURI> nodeOf(String key);

  /** Makes connections to one server. */
  RedisClient nodes();

  /** Looks anew at who has which slots. */
  Mono<Void> refresh();

  /** Gives up the shared connection if it does not answer; the next command opens another. */
  Mono<Void> check();

  @Override
  void close();

  private static List<RedisURI> clusterNodes(String url) {
    String rest = url.substring(CLUSTER.length());
    int at = rest.lastIndexOf('@');
    String credentials = at < 0 ? "" : rest.substring(0, at + 1);
    return Arrays.stream(rest.substring(at + 1).split(",", -1))
        .map(node -> RedisURI.create("redis://" + credentials + node))
        .toList();
  }

  private static SocketOptions sockets() {
    return SocketOptions.builder().connectTimeout(CONNECT_WITHIN).keepAlive(true).build();
  }

  private static RedisClient client() {
    RedisClient client = RedisClient.create();
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(sockets())
            .timeoutOptions(TimeoutOptions.enabled(ANSWER_WITHIN))
            .build());
    return client;
  }

  private static <C extends StatefulConnection<String, byte[]>> Mono<C> kept(Mono<C> connecting) {
    return connecting.cacheInvalidateIf(connection -> !connection.isOpen());
  }

  private static Mono<Void> giveUpUnlessItAnswers(
      Mono<? extends StatefulConnection<String, byte[]>> shared, Mono<?> ping) {
    return ping.then()
        .onErrorResume(silent ->
            shared
                .flatMap(connection -> Mono.fromCompletionStage(connection.closeAsync()))
                .onErrorComplete());
  }

  /** One server, or the master of those that sentinels watch. */
  final class One implements RedisTopology {
    private final RedisURI uri;
    private final RedisClient client = client();
    private final Mono<StatefulRedisConnection<String, byte[]>> shared;

    One(RedisURI uri) {
      this.uri = uri;
      this.shared =
          kept(Mono.defer(() -> Mono.fromCompletionStage(client.connectAsync(CODEC, uri))));
    }

    @Override
    public Mono<RedisClusterReactiveCommands<String, byte[]>> commands() {
      return shared.map(StatefulRedisConnection::reactive);
    }

    @Override
    public Mono<RedisURI> nodeOf(String key) {
      return Mono.just(uri);
    }

    @Override
    public RedisClient nodes() {
      return client;
    }

    @Override
    public Mono<Void> refresh() {
      return Mono.empty();
    }

    @Override
    public Mono<Void> check() {
      return giveUpUnlessItAnswers(
          shared, shared.flatMap(connection -> connection.reactive().ping()));
    }

    @Override
    public void close() {
      client.shutdown(Duration.ZERO, CONNECT_WITHIN);
    }
  }

  /** A cluster. */
  final class Cluster implements RedisTopology {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    private final RedisClusterClient client;
    private final RedisClient nodes = client();
    private final RedisURI seed;
    private final Mono<StatefulRedisClusterConnection<String, byte[]>> shared;

    Cluster(List<RedisURI> seeds) {
      this.client = RedisClusterClient.create(seeds);
      this.seed = seeds.getFirst();
      client.setOptions(
          ClusterClientOptions.builder()
              .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
              .socketOptions(sockets())
              .timeoutOptions(TimeoutOptions.enabled(ANSWER_WITHIN))
              .topologyRefreshOptions(
                  ClusterTopologyRefreshOptions.builder()
                      .enablePeriodicRefresh(LOOK_EVERY)
                      .enableAllAdaptiveRefreshTriggers()
                      .adaptiveRefreshTriggersTimeout(Duration.ofSeconds(1))
                      .build())
              .build());
      this.shared =
          kept(
              refresh()
                  .then(Mono.defer(() -> Mono.fromCompletionStage(client.connectAsync(CODEC)))));
    }

    @Override
    public Mono<RedisClusterReactiveCommands<String, byte[]>> commands() {
      return shared.map(StatefulRedisClusterConnection::reactive);
    }

    @Override
    public Mono<RedisURI> nodeOf(String key) {
      int slot = SlotHash.getSlot(key);
      return shared
          .mapNotNull(connection -> connection.getPartitions().getPartitionBySlot(slot))
          .map(this::withCredentials)
          .switchIfEmpty(
              Mono.error(() -> new NotDurableException("slot " + slot + " has no server", null)));
    }

    /** A server tells its address, and not how one signs in. */
    private RedisURI withCredentials(RedisClusterNode node) {
      return RedisURI.builder(node.getUri()).withAuthentication(seed).build();
    }

    @Override
    public RedisClient nodes() {
      return nodes;
    }

    @Override
    public Mono<Void> refresh() {
      return Mono.fromCompletionStage(client::refreshPartitionsAsync);
    }

    /**
     * The cluster client reopens each server's connection by itself, and repeats nothing unsafe.
     */
    @Override
    public Mono<Void> check() {
      return Mono.empty();
    }

    @Override
    public void close() {
      nodes.shutdown(Duration.ZERO, CONNECT_WITHIN);
      client.shutdown(Duration.ZERO, CONNECT_WITHIN);
    }
  }
}
