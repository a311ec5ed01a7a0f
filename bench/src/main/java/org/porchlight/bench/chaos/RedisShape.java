package org.porchlight.bench.chaos;

import java.io.IOException;
import java.util.List;
import org.porchlight.bench.system.Link;
import org.porchlight.bench.system.Unit;

/** How Redis is set up: one server, a master with a replica and three Sentinels, or a cluster. */
sealed interface RedisShape permits OneRedis, SentinelRedis, ClusterRedis {

  /** Starts all of it and waits until it serves. */
  void start() throws IOException, InterruptedException;

  /** The address for a process of ours, as {@code REDIS_URL} wants it. */
  String url(String client);

  /** The servers that may be killed or frozen now, the one that matters most first. */
  List<Unit> victims();

  /** The links on which servers are reached. */
  List<Link> links();

  /** Everything that runs. */
  List<Unit> units();

  /** A server was killed: waits until another serves in its place, if there is to be one. */
  void awaitTakeOver(Unit killed) throws InterruptedException;

  /** Waits until all serve as they did before. */
  void awaitWhole() throws IOException, InterruptedException;
}
