package org.porchlight.bench.matching;

import com.sun.management.OperatingSystemMXBean;
import io.lettuce.core.RedisClient;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.porchlight.embedded.EmbeddedRedis;
import org.porchlight.matching.Accepted;
import org.porchlight.matching.PeerEvent;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.TicketId;
import org.porchlight.matching.engine.MatchingEngine;
import org.porchlight.matching.engine.MatchingLoop;
import org.porchlight.matching.redis.RedisLine;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Our own line, with an engine and a saga that writes the row, as many waiting at all times. */
final class LineRun implements AutoCloseable {
  private static final int PEERS = 64;
  private static final int SAGAS = 16;
  private static final int PER_SECOND = 100;
  private static final Duration SOON = Duration.ofMinutes(5);

  private final EmbeddedRedis redis;
  private final MatchTable table;
  private final int waiting;
  private final Hall hall;
  private final MatchingLoop engine;
  private final Disposable saga;
  private final BlockingQueue<Accepted> busy = new LinkedBlockingQueue<>();
  private final Map<PeerId, Long> freeAt = new ConcurrentHashMap<>();
  private final Map<TicketId, Long> matchedAt = new ConcurrentHashMap<>();
  private final AtomicInteger matches = new AtomicInteger();
  private final AtomicInteger came = new AtomicInteger();
  private volatile boolean driving;
  private volatile Timing timing = new Timing();

  LineRun(EmbeddedRedis redis, MatchTable table, int waiting) {
    this.redis = redis;
    this.table = table;
    this.waiting = waiting;
    this.hall = new Hall(redis.uri(), "bench" + waiting);
    RedisLine line = new RedisLine(hall.pool());
    this.engine = new MatchingLoop(line, new MatchingEngine(line, Hall.id()));
    this.saga =
        hall.queue()
            .accepted("bench", Duration.ofMinutes(5))
            .flatMap(this::saga, SAGAS)
            .subscribe();
  }

  /** Everyone comes, and every peer begins with a conversation. */
  void fill() throws InterruptedException {
    came(waiting);
    engine.start();
    hall.onDuty(PEERS, 1, this::offered);
    long limit = System.nanoTime() + SOON.toNanos();
    while (busy.size() < PEERS) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException(
            "peers in a conversation: " + busy.size() + " (expected: " + PEERS + ")");
      }
      Thread.sleep(50);
    }
  }

  /** Peers become free at a steady pace, far below what the line can do. */
  Timing decisions(int samples) throws InterruptedException {
    timing = new Timing();
    long start = System.nanoTime();
    for (int i = 0; i < samples; i++) {
      long due = start + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
      while (System.nanoTime() < due) {
        Thread.sleep(0, 200_000);
      }
      Accepted over = busy.take();
      // Both sides are possible from the moment at which the place is asked to be free.
      freeAt.put(over.peer(), due);
      hall.queue().release(over.peer(), over.conversation()).retry(Hall.TRIES).block(SOON);
      if (i % PER_SECOND == PER_SECOND - 1) {
        came(PER_SECOND);
      }
    }
    Thread.sleep(1_000);
    return timing;
  }

  /** Peers become free at once, as fast as it goes. */
  Rate drive(int seconds) throws InterruptedException {
    driving = true;
    double cpu = cpuMicros();
    double redisCpu = redisCpuMicros();
    int before = matches.get();
    int cameBefore = came.get();
    long start = System.nanoTime();
    busy.forEach(this::release);
    busy.clear();
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < end) {
      int missing = matches.get() - before - (came.get() - cameBefore);
      if (missing > 0) {
        came(missing);
      } else {
        Thread.sleep(2);
      }
    }
    int done = matches.get() - before;
    double took = (System.nanoTime() - start) / 1e9;
    driving = false;
    double used = cpuMicros() - cpu;
    double redisUsed = redisCpuMicros() - redisCpu;
    Thread.sleep(1_000);
    return new Rate(done / took, used / done, redisUsed / done);
  }

  /** Matches a second, what one costs this process and Redis together, and Redis alone. */
  record Rate(double perSecond, double cpuMicros, double redisMicros) {}

  @Override
  public void close() {
    driving = false;
    saga.dispose();
    engine.close();
    hall.close();
  }

  private void came(int seekers) {
    hall.come(seekers, came.getAndAdd(seekers), ticket -> matchedAt.put(ticket, System.nanoTime()));
  }

  private void offered(PeerId peer, PeerEvent.Offered offered) {
    Long free = freeAt.get(peer);
    if (free != null) {
      timing.offered().add(System.nanoTime() - free);
    }
    hall.queue().accept(peer, offered.offer()).retry(Hall.TRIES).subscribe();
  }

  private Mono<Void> saga(Accepted accepted) {
    return Mono.fromCallable(() -> record(accepted))
        .subscribeOn(Schedulers.boundedElastic())
        .then(hall.queue().acknowledge(accepted).retry(Hall.TRIES))
        .then(Mono.fromRunnable(() -> opened(accepted)));
  }

  private boolean record(Accepted accepted) throws SQLException {
    return table.with(connection ->
        MatchTable.insert(
            connection,
            accepted.conversation(),
            accepted.turn(),
            accepted.ticket().value(),
            accepted.peer().value(),
            accepted.why()));
  }

  private void opened(Accepted accepted) {
    matches.incrementAndGet();
    Long told = matchedAt.remove(accepted.ticket());
    Long free = freeAt.remove(accepted.peer());
    if (told != null && free != null) {
      timing.told().add(told - free);
    }
    if (driving) {
      release(accepted);
    } else {
      busy.add(accepted);
    }
  }

  private void release(Accepted accepted) {
    hall.queue().release(accepted.peer(), accepted.conversation()).retry(Hall.TRIES).subscribe();
  }

  private double cpuMicros() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e3 + redisCpuMicros();
  }

  private double redisCpuMicros() {
    RedisClient client = RedisClient.create(redis.uri());
    try (var connection = client.connect()) {
      return connection
              .sync()
              .info("cpu")
              .lines()
              .filter(line -> line.matches("used_cpu_(sys|user):.*"))
              .mapToDouble(line -> Double.parseDouble(line.split(":")[1]))
              .sum()
          * 1e6;
    } finally {
      client.shutdown();
    }
  }
}
