package org.porchlight.bench.matching;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.api.StatefulRedisConnection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.porchlight.embedded.EmbeddedRedis;

/**
 * The simplest queue in Redis: a sorted set and {@code BZPOPMIN}. It knows no rules, loses whom a
 * crashed worker had taken, and asks nobody whether they accept; the row is the same.
 */
final class PopMinQueue implements AutoCloseable {
  private final RedisClient client;
  private final MatchTable table;
  private final String key;
  private final List<StatefulRedisConnection<String, String>> connections = new ArrayList<>();
  private final AtomicInteger came = new AtomicInteger();

  PopMinQueue(EmbeddedRedis redis, MatchTable table, int waiting, int workers) {
    this.client = RedisClient.create(redis.uri());
    this.table = table;
    this.key = "popmin:" + waiting;
    for (int i = 0; i < workers; i++) {
      connections.add(client.connect());
    }
    for (int i = 0; i < waiting; i++) {
      var _ = connections.getFirst().async().zadd(key, came.getAndIncrement(), Hall.id());
    }
    connections.getFirst().sync().zcard(key);
  }

  /** Matches a second. */
  double drive(int seconds) throws InterruptedException {
    AtomicInteger matches = new AtomicInteger();
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    List<Thread> threads = new ArrayList<>();
    for (StatefulRedisConnection<String, String> connection : connections) {
      threads.add(Thread.ofPlatform().start(() -> work(connection, end, matches)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return matches.get() / ((System.nanoTime() - start) / 1e9);
  }

  private void work(
      StatefulRedisConnection<String, String> connection, long end, AtomicInteger matches) {
    String peer = Hall.id();
    while (System.nanoTime() < end) {
      ScoredValue<String> first = connection.sync().bzpopmin(1, key).getValue();
      String ticket = first.getValue();
      try {
        table.with(each -> MatchTable.insert(each, ticket, 1, ticket, peer, "first in line"));
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
      connection.sync().zadd(key, came.getAndIncrement(), Hall.id());
      matches.incrementAndGet();
    }
  }

  @Override
  public void close() {
    connections.forEach(StatefulRedisConnection::close);
    client.shutdown();
  }
}
