package org.porchlight.bench.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.porchlight.bench.Report;
import org.porchlight.bench.system.Scratch;
import org.porchlight.embedded.EmbeddedPostgres;
import org.porchlight.embedded.EmbeddedRedis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How fast somebody who waits is brought to somebody who is free, with few and with very many
 * waiting; beside two other ways to keep a queue, on the same servers in the same run.
 */
@Command(name = "matching", description = "how fast the line matches, beside other queues")
public final class Matching implements Callable<Integer> {
  private static final int CONNECTIONS = 16;

  @Option(
      names = "--waiting",
      split = ",",
      defaultValue = "1000,10000,100000",
      description = "how many wait (default: ${DEFAULT-VALUE})")
  private List<Integer> sizes = new ArrayList<>();

  @Option(
      names = "--seconds",
      defaultValue = "8",
      description = "how long each queue is driven in a round (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--rounds",
      defaultValue = "2",
      description = "rounds, one queue after the other in each (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--samples",
      defaultValue = "600",
      description = "decisions timed for each size (default: ${DEFAULT-VALUE})")
  private int samples;

  @Option(
      names = "--instances",
      defaultValue = "20",
      description =
          "instances of 1,000 seekers and 100 peers for the regret (default: ${DEFAULT-VALUE})")
  private int instances;

  @Override
  public Integer call() throws Exception {
    Report report = new Report("matching");
    try (Scratch scratch = Scratch.make("matching");
        EmbeddedRedis redis = EmbeddedRedis.start(scratch.folder().resolve("redis"), true);
        EmbeddedPostgres postgres =
            EmbeddedPostgres.start(scratch.folder().resolve("postgres"), true)) {
      report.figure("servers", "servers", redis.description() + ", fsync always; PostgreSQL");
      List<Double> costs = new ArrayList<>();
      for (int waiting : sizes) {
        costs.add(measure(waiting, redis, postgres, report));
      }
      if (costs.size() > 1) {
        report.figure(
            "cost per match, most over fewest waiting",
            "costGrowth",
            rounded(costs.getLast() / costs.getFirst()));
      }
    }
    Regret regret = Regret.of(instances);
    report.figure("regret, of the optimum's served priority", "regretServed", regret.served());
    report.figure("regret, of the optimum's weighted wait", "regretWaiting", regret.waiting());
    return report.print(List.of());
  }

  private double measure(int waiting, EmbeddedRedis redis, EmbeddedPostgres postgres, Report report)
      throws Exception {
    String size = String.format(Locale.ROOT, "%,d waiting", waiting);
    System.err.println(size + " …");
    List<Double> ours = new ArrayList<>();
    List<Double> skipLocked = new ArrayList<>();
    List<Double> popped = new ArrayList<>();
    double cost = 0;
    double redisCost = 0;
    try (MatchTable table = new MatchTable(postgres, "bench_" + waiting, CONNECTIONS);
        LineRun line = new LineRun(redis, table, waiting)) {
      line.fill();
      Timing timing = line.decisions(samples);
      report.times(size + ": until offered", "offered" + waiting, timing.half(0), timing.most(0));
      report.times(size + ": until both told", "told" + waiting, timing.half(1), timing.most(1));
      try (PopMinQueue pop = new PopMinQueue(redis, table, waiting, CONNECTIONS)) {
        SkipLockedQueue locked = new SkipLockedQueue(table, waiting, CONNECTIONS);
        // Once for the just-in-time compiler.
        line.drive(seconds);
        for (int round = 0; round < rounds; round++) {
          LineRun.Rate rate = line.drive(seconds);
          ours.add(rate.perSecond());
          cost += rate.cpuMicros() / rounds;
          redisCost += rate.redisMicros() / rounds;
          skipLocked.add(locked.drive(seconds));
          popped.add(pop.drive(seconds));
        }
      }
    }
    report.figure(size + ": matches/s with their row", "rate" + waiting, rounded(mean(ours)));
    report.figure(
        size + ": SKIP LOCKED, matches/s", "skipLocked" + waiting, rounded(mean(skipLocked)));
    report.figure(size + ": BZPOPMIN, matches/s", "popMin" + waiting, rounded(mean(popped)));
    report.figure(
        size + ": over SKIP LOCKED",
        "overSkipLocked" + waiting,
        rounded(mean(ours) / mean(skipLocked)));
    report.figure(size + ": CPU per match, µs", "cpuMicros" + waiting, rounded(cost));
    report.figure(size + ": of that Redis", "redisMicros" + waiting, rounded(redisCost));
    return cost;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
