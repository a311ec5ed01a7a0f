package org.porchlight.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.reactive.RedisClusterReactiveCommands;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/**
 * A link to Redis that may be away: nothing is connected before it is needed, what cannot be asked
 * fails within seconds, and the next question connects anew.
 */
public final class RedisLink implements AutoCloseable {
  private final RedisTopology topology;
  private final RedisDoorbell doorbell;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("redis-link").unstarted(work));

  private RedisLink(RedisTopology topology) {
    this.topology = topology;
    this.doorbell = new RedisDoorbell(topology, clock);
    var _ = clock.scheduleWithFixedDelay(this::check, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * A link to where the address says.
   *
   * @param url {@code redis://[:password@]host:port}, {@code rediss://…}, {@code
   *     redis-sentinel://[:password@]host:port,host:port#master}, or {@code
   *     redis-cluster://[:password@]host:port,host:port}
   */
  public static RedisLink to(String url) {
    return new RedisLink(RedisTopology.of(url));
  }

  /** The commands of the connection that everybody shares, for what may be asked again. */
  public Mono<RedisClusterReactiveCommands<String, byte[]>> commands() {
    return topology.commands();
  }

  /** Asks every server to rewrite its append-only file; one that is at it already is left alone. */
  public Mono<Void> rewriteFiles() {
    return topology.rewriteFiles();
  }

  /** The doorbell. */
  public RedisDoorbell doorbell() {
    return doorbell;
  }

  /** A writer on connections of its own, which end with this link. */
  public RedisWriter writer(Durability durability) {
    return new RedisWriter(topology, durability);
  }

  /** Whether an error says that Redis could not be asked, or not as durably as promised. */
  public static boolean isAway(Throwable problem) {
    return problem instanceof NotDurableException
        || problem instanceof RedisException
            && !(problem instanceof RedisCommandExecutionException);
  }

  private void check() {
    var _ = topology.check().toFuture();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    topology.close();
  }
}
