package org.porchlight.redis;

import io.lettuce.core.RedisURI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Writes that must not be lost. Scripts of all conversations that come at the same time share one
 * trip, one fsync and, at {@link Durability#L2}, one {@code WAIT} (a group commit): an answer is
 * given only when all of it is as durable as promised.
 */
public final class RedisWriter {
  private final RedisTopology topology;
  private final Durability durability;
  private final Map<RedisURI, RedisLane> lanes = new ConcurrentHashMap<>();

  RedisWriter(RedisTopology topology, Durability durability) {
    this.topology = topology;
    this.durability = durability;
  }

  private record Done(@Nullable List<Object> answer, @Nullable Throwable problem) {
    Mono<List<Object>> mono() {
      return problem == null ? Mono.justOrEmpty(answer) : Mono.error(problem);
    }
  }

  /** What this writer promises. */
  public Durability durability() {
    return durability;
  }

  /**
   * Runs a script. To the arguments one more is added: the id of the history that the server
   * writes, which changes with a fail-over and with a restart, so that a script can notice.
   *
   * @param keys all in one slot
   * @return the answer; {@link NotDurableException} when it may not have happened
   */
  public Mono<List<Object>> run(RedisScript script, List<String> keys, byte[]... arguments) {
    return topology
        .nodeOf(keys.getFirst())
        .onErrorMap(away -> new NotDurableException("Redis cannot be reached", away))
        .flatMap(node -> {
          RedisLane lane =
              lanes.computeIfAbsent(node, uri -> new RedisLane(topology.nodes(), uri, durability));
          // A result and not an error: Reactor would log one that nobody waits for any more.
          return Mono.fromFuture(() -> lane.put(script, keys, arguments).handle(Done::new), true);
        })
        .flatMap(Done::mono)
        // The slot may have another server by now; whoever wrote repeats, and finds it.
        .onErrorResume(
            NotDurableException.class,
            missed -> topology.refresh().onErrorComplete().then(Mono.error(missed)));
  }
}
