package org.porchlight.bench.matching;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.porchlight.bench.Report;
import org.porchlight.matching.Band;
import org.porchlight.matching.simulation.Erlang;
import org.porchlight.matching.simulation.Night;
import org.porchlight.matching.simulation.Night.Hour;
import org.porchlight.matching.simulation.Night.People;
import org.porchlight.matching.simulation.NightReport;
import org.porchlight.matching.simulation.NightSimulation;
import org.porchlight.matching.simulation.StaffingForecast;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays a night with a surge under the real policy, and says how many peers its hours need. */
@Command(
    name = "night",
    description = "a night that never was: waits by band in a surge, and peers needed by hour")
public final class SimulatedNight implements Callable<Integer> {
  private static final Band[] BANDS = Band.values();

  @Option(
      names = "--arrivals",
      split = ",",
      defaultValue = "12,16,20,24,20,16,12,8",
      description = "seekers expected in each hour (default: ${DEFAULT-VALUE})")
  private List<Double> arrivals = new ArrayList<>();

  @Option(
      names = "--surge",
      defaultValue = "8",
      description = "how many times as many come in the fourth hour (default: ${DEFAULT-VALUE})")
  private double surge;

  @Option(
      names = "--within",
      defaultValue = "5",
      description = "minutes within which most should talk to somebody (default: ${DEFAULT-VALUE})")
  private int within;

  @Option(
      names = "--share",
      defaultValue = "0.8",
      description = "how many of them, as a fraction (default: ${DEFAULT-VALUE})")
  private double share;

  @Option(
      names = "--nights",
      defaultValue = "50",
      description = "nights with a surge that are played (default: ${DEFAULT-VALUE})")
  private int nights;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "everything random follows from it (default: ${DEFAULT-VALUE})")
  private long seed;

  @Override
  public Integer call() {
    Report report = new Report("night");
    report.figure("seed", "seed", seed);
    List<Integer> peers = forecast(report);
    playSurge(report, peers);
    compareWithErlang(report);
    return report.print(List.of());
  }

  private List<Integer> forecast(Report report) {
    var goal = new StaffingForecast.Goal(share, Duration.ofMinutes(within));
    List<Integer> peers = StaffingForecast.peers(arrivals, night(List.of(), seed), goal);
    for (int hour = 0; hour < peers.size(); hour++) {
      report.figure(
          "hour %d, %s come: peers needed".formatted(hour + 1, arrivals.get(hour)),
          "peersHour" + (hour + 1),
          peers.get(hour));
    }
    return peers;
  }

  /** Staffed for a usual night, and then far more come. */
  private void playSurge(Report report, List<Integer> peers) {
    List<Hour> hours = new ArrayList<>();
    for (int hour = 0; hour < arrivals.size(); hour++) {
      double come = arrivals.get(hour) * (hour == 3 ? surge : 1);
      hours.add(new Hour(come, peers.get(hour)));
    }
    double[] half = new double[BANDS.length];
    double[] most = new double[BANDS.length];
    double[] longest = new double[BANDS.length];
    int wrongly = 0;
    double gaveUp = 0;
    for (int i = 0; i < nights; i++) {
      NightReport played = NightSimulation.play(night(hours, seed + i));
      wrongly += played.wrongly();
      gaveUp += played.shareAbandoned() / nights;
      for (Band band : BANDS) {
        var waits = played.served().getOrDefault(band, new NightReport.Waits(new long[0]));
        half[band.ordinal()] += seconds(waits.quantile(0.5)) / nights;
        most[band.ordinal()] += seconds(waits.quantile(0.95)) / nights;
        longest[band.ordinal()] = Math.max(longest[band.ordinal()], seconds(waits.quantile(1)));
      }
    }
    for (Band band : BANDS) {
      String name = band.name().toLowerCase(Locale.ROOT);
      int i = band.ordinal();
      report.figure(
          "surge, %s: wait p50 / p95 / longest".formatted(name),
          "surge" + name,
          "%.0f / %.0f / %.0f s".formatted(half[i], most[i], longest[i]));
    }
    report.figure("surge: share that gave up", "surgeGaveUp", rounded(gaveUp));
    report.must("overtaken by somebody the peer would have done for", "wrongly", wrongly, 0);
  }

  private void compareWithErlang(Report report) {
    for (int places : new int[] {45, 48, 50, 52}) {
      Erlang.Outcome formula = Erlang.a(places, 1, 45, 10);
      double waited = 0;
      double gaveUp = 0;
      double minutes = 0;
      for (int i = 0; i < 10; i++) {
        NightReport played =
            NightSimulation.play(
                new Night(
                    Collections.nCopies(400, new Hour(60, places)),
                    1,
                    Duration.ofMinutes(45),
                    Duration.ofMinutes(10),
                    Duration.ZERO,
                    People.alike(),
                    seed + i));
        waited += played.shareWaited() / 10;
        gaveUp += played.shareAbandoned() / 10;
        minutes += played.meanWaitMinutes() / 10;
      }
      report.figure(
          "%d places: P(wait), abandon, mean; simulated".formatted(places),
          "simulated" + places,
          "%.3f / %.4f / %.3f min".formatted(waited, gaveUp, minutes));
      report.figure(
          "%d places: the same by Erlang A".formatted(places),
          "erlang" + places,
          "%.3f / %.4f / %.3f min"
              .formatted(formula.waits(), formula.abandons(), formula.meanWait()));
    }
  }

  private static Night night(List<Hour> hours, long seed) {
    return new Night(
        hours,
        2,
        Duration.ofMinutes(40),
        Duration.ofMinutes(25),
        Duration.ofSeconds(8),
        new People(
            Map.of(Band.ELEVATED, 0.2, Band.HIGH, 0.08, Band.IMMINENT, 0.02), 13, 0.2, 6, 0.3),
        seed);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }

  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
