package org.porchlight.bench.matching;

import java.io.File;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.porchlight.bench.Report;
import org.porchlight.bench.system.Guard;
import org.porchlight.bench.system.Scratch;
import org.porchlight.embedded.EmbeddedPostgres;
import org.porchlight.embedded.EmbeddedRedis;
import org.porchlight.matching.Accepted;
import org.porchlight.matching.Answer;
import org.porchlight.matching.PeerEvent;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.TicketId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Matches under engines that are paused and killed, and under a saga that dies between its steps,
 * until every seeker has come through.
 */
@Command(
    name = "matching-chaos",
    description = "matches while engines are paused and killed, and the saga dies between steps")
public final class MatchingChaos implements Callable<Integer> {
  private static final int SAGAS = 16;
  private static final int PEERS = 64;
  private static final int WAITING = 2_000;
  private static final int ENGINES = 3;
  private static final String POOL = "chaos";

  /** One in so many steps of the saga dies. */
  private static final int DIES = 50;

  private static final Duration REDELIVERED = Duration.ofSeconds(2);
  private static final long ORPHANED_MILLIS = 10_000;

  @Option(
      names = "--matches",
      defaultValue = "100000",
      description = "how many seekers come (default: ${DEFAULT-VALUE})")
  private int matches;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "decides who is paused or killed when (default: ${DEFAULT-VALUE})")
  private long seed;

  private final AtomicInteger came = new AtomicInteger();
  private final Map<TicketId, PeerId> done = new ConcurrentHashMap<>();
  private final AtomicInteger twice = new AtomicInteger();
  private final AtomicInteger overfull = new AtomicInteger();
  private final AtomicInteger sagasDied = new AtomicInteger();
  private final AtomicLong lastMatch = new AtomicLong();
  private final AtomicLong longestStill = new AtomicLong();
  private final Map<PeerId, String> talking = new ConcurrentHashMap<>();
  private final Random fate = new Random();
  private int paused;
  private int killed;

  @Override
  public Integer call() throws Exception {
    fate.setSeed(seed);
    Report report = new Report("matching-chaos");
    long start = System.nanoTime();
    try (Scratch scratch = Scratch.make("matching-chaos");
        Guard guard = Guard.start();
        EmbeddedRedis redis = EmbeddedRedis.start(scratch.folder().resolve("redis"), true);
        EmbeddedPostgres postgres =
            EmbeddedPostgres.start(scratch.folder().resolve("postgres"), true);
        MatchTable table = new MatchTable(postgres, POOL, SAGAS);
        Hall hall = new Hall(redis.uri(), POOL)) {
      List<Process> engines = new ArrayList<>();
      for (int i = 0; i < ENGINES; i++) {
        engines.add(engine(redis, guard));
      }
      run(hall, table, engines, redis, guard);
      double seconds = (System.nanoTime() - start) / 1e9;
      long rows = table.count("SELECT count(*) FROM matches");
      var census = hall.queue().census().block();
      engines.forEach(Process::destroyForcibly);
      report
          .figure("seed", "seed", seed)
          .figure("seconds", "seconds", Math.round(seconds))
          .figure("engines paused / killed", "paused", paused)
          .figure("engines killed", "killed", killed)
          .figure("sagas that died between steps", "sagasDied", sagasDied.get())
          .must("seekers who came through", "matched", done.size(), matches)
          .must("rows", "rows", rows, matches)
          .must("double assignments", "doubleAssignments", twice.get(), 0)
          .must("peers with more than their places", "overfull", overfull.get(), 0)
          .must("lost tickets", "lost", matches - done.size(), 0)
          .must("still in line", "waiting", census == null ? -1 : census.waiting(), 0)
          .figure("longest time without a match, ms", "longestStillMs", longestStill.get())
          .must(
              "orphaned for longer than 10 s",
              "orphaned",
              longestStill.get() > ORPHANED_MILLIS ? 1 : 0,
              0);
    }
    return report.print(List.of());
  }

  private void run(
      Hall hall, MatchTable table, List<Process> engines, EmbeddedRedis redis, Guard guard)
      throws Exception {
    List<Disposable> sagas = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      sagas.add(
          hall.queue()
              .accepted("saga-" + i, REDELIVERED)
              .flatMap(accepted -> saga(hall, table, accepted), SAGAS)
              .subscribe());
    }
    lastMatch.set(System.currentTimeMillis());
    hall.onDuty(PEERS, 1, (peer, offered) -> offered(hall, peer, offered));
    long nextBlow = System.currentTimeMillis() + 4_000;
    while (done.size() < matches) {
      come(hall);
      Thread.sleep(5);
      long now = System.currentTimeMillis();
      longestStill.accumulateAndGet(now - lastMatch.get(), Math::max);
      if (now - lastMatch.get() > 60_000) {
        break;
      }
      if (now > nextBlow) {
        blow(engines, redis, guard);
        nextBlow = now + 1_000 + fate.nextInt(4_000);
      }
    }
    sagas.forEach(Disposable::dispose);
  }

  private void come(Hall hall) {
    int missing = Math.min(matches - came.get(), WAITING - (came.get() - done.size()));
    if (missing > 0) {
      hall.come(missing, came.getAndAdd(missing), matched -> {});
    }
  }

  /** Pauses an engine for longer than its lease, or kills one and starts another. */
  private void blow(List<Process> engines, EmbeddedRedis redis, Guard guard) throws IOException {
    int which = fate.nextInt(engines.size());
    Process engine = engines.get(which);
    if (fate.nextInt(3) > 0) {
      paused++;
      signal(engine, "STOP");
      Mono.delay(Duration.ofMillis(5_500 + fate.nextInt(3_000)))
          .doOnNext(over -> signal(engine, "CONT"))
          .subscribe();
    } else {
      killed++;
      engine.destroyForcibly();
      guard.forget(engine);
      engines.set(which, engine(redis, guard));
    }
  }

  private void offered(Hall hall, PeerId peer, PeerEvent.Offered offered) {
    Mono<Answer> answer =
        fate.nextInt(20) == 0
            ? hall.queue().decline(peer, offered.offer())
            : hall.queue().accept(peer, offered.offer());
    answer.retry(Hall.TRIES).subscribe();
  }

  /**
   * The saga, which may die after any of its steps: what it did stays, and the entry comes again.
   */
  private Mono<Void> saga(Hall hall, MatchTable table, Accepted accepted) {
    return Mono.fromCallable(() -> record(table, accepted))
        .subscribeOn(Schedulers.boundedElastic())
        .filter(recorded -> lives())
        .doOnNext(recorded -> open(accepted))
        .filter(opened -> lives())
        .flatMap(opened ->
            hall.queue()
                .acknowledge(accepted)
                .retry(Hall.TRIES)
                .then(Mono.fromRunnable(() -> talking.remove(accepted.peer())))
                .then(
                    hall.queue()
                        .release(accepted.peer(), accepted.conversation())
                        .retry(Hall.TRIES)));
  }

  private boolean record(MatchTable table, Accepted accepted) throws SQLException {
    return table.with(connection -> {
      boolean isNew =
          MatchTable.insert(
              connection,
              accepted.conversation(),
              accepted.turn(),
              accepted.ticket().value(),
              accepted.peer().value(),
              accepted.why());
      PeerId before = done.putIfAbsent(accepted.ticket(), accepted.peer());
      if (before != null && !before.equals(accepted.peer()) || isNew && before != null) {
        twice.incrementAndGet();
      }
      return true;
    });
  }

  private void open(Accepted accepted) {
    String other = talking.putIfAbsent(accepted.peer(), accepted.conversation());
    if (other != null && !other.equals(accepted.conversation())) {
      overfull.incrementAndGet();
    }
    long now = System.currentTimeMillis();
    longestStill.accumulateAndGet(now - lastMatch.getAndSet(now), Math::max);
  }

  private boolean lives() {
    boolean dies = fate.nextInt(DIES) == 0;
    if (dies) {
      sagasDied.incrementAndGet();
    }
    return !dies;
  }

  private static Process engine(EmbeddedRedis redis, Guard guard) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            String.join(File.separator, System.getProperty("java.home"), "bin", "java"),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            EngineProcess.class.getName(),
            POOL);
    builder.environment().put("BENCH_REDIS", redis.uri());
    return guard.watch(
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start());
  }

  private static void signal(Process process, String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    } catch (IOException unable) {
      throw new IllegalStateException("kill is not there", unable);
    }
  }
}
