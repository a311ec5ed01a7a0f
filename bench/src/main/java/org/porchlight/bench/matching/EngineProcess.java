package org.porchlight.bench.matching;

import org.porchlight.matching.engine.MatchingEngine;
import org.porchlight.matching.engine.MatchingLoop;
import org.porchlight.matching.redis.RedisLine;
import org.porchlight.matching.redis.RedisPool;
import org.porchlight.redis.Durability;
import org.porchlight.redis.RedisLink;

/** An engine in a process of its own, to be stopped and killed. */
final class EngineProcess {
  private EngineProcess() {}

  static void main(String[] arguments) throws InterruptedException {
    RedisLink link = RedisLink.to(System.getenv("BENCH_REDIS"));
    RedisPool pool = new RedisPool(link, link.writer(Durability.L1), Hall.settings(arguments[0]));
    RedisLine line = new RedisLine(pool);
    new MatchingLoop(line, new MatchingEngine(line, "engine-" + ProcessHandle.current().pid()))
        .start();
    Thread.currentThread().join();
  }
}
