package org.porchlight.matching.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.porchlight.matching.Band;
import org.porchlight.matching.simulation.Night.Hour;
import org.porchlight.matching.simulation.Night.People;

class NightSimulationTest {
  private static final People MIXED =
      new People(Map.of(Band.ELEVATED, 0.2, Band.HIGH, 0.08, Band.IMMINENT, 0.02), 13, 0.2, 6, 0.3);

  @Test
  void theSameNightIsTheSameToTheLastNumber() {
    NightReport one = NightSimulation.play(night(surge(8), 5));
    NightReport same = NightSimulation.play(night(surge(8), 5));
    assertThat(same.meanWaitMinutes()).isEqualTo(one.meanWaitMinutes());
    assertThat(same.abandoned()).isEqualTo(one.abandoned());
  }

  @Test
  void inASurgeTheMostUrgentAreReachedFirstAndNobodyIsOvertakenWithoutAReason() {
    NightReport report = NightSimulation.play(night(surge(8), 11));
    assertThat(report.wrongly()).isZero();
    assertThat(report.overtakings()).isPositive();
    assertThat(p95(report, Band.IMMINENT)).isLessThan(p95(report, Band.ORDINARY));
    assertThat(p95(report, Band.HIGH)).isLessThan(p95(report, Band.ORDINARY));
  }

  @Test
  void conversationsAreSpreadEvenly() {
    NightReport report =
        NightSimulation.play(
            new Night(
                List.of(new Hour(60, 20), new Hour(60, 20), new Hour(60, 20)),
                2,
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                Duration.ofSeconds(5),
                People.alike(),
                3));
    assertThat(report.unevenness()).isLessThan(0.35);
  }

  @Test
  void theForecastAsksForMorePeersWhenMoreComeAndMeetsItsGoal() {
    Night like = night(List.of(), 17);
    var goal = new StaffingForecast.Goal(0.8, Duration.ofMinutes(5));
    List<Integer> peers = StaffingForecast.peers(List.of(0.0, 6.0, 30.0), like, goal);
    assertThat(peers.getFirst()).isZero();
    assertThat(peers.get(1)).isPositive().isLessThan(peers.get(2));
    double share = 0;
    for (int i = 0; i < 10; i++) {
      NightReport played =
          NightSimulation.play(night(Collections.nCopies(20, new Hour(30, peers.get(2))), 99 + i));
      share += played.shareServedWithin(Duration.ofMinutes(5)) / 10;
    }
    assertThat(share).isGreaterThan(0.75);
  }

  private static Duration p95(NightReport report, Band band) {
    return report.waits().getOrDefault(band, new NightReport.Waits(new long[0])).quantile(0.95);
  }

  private static List<Hour> surge(int times) {
    List<Hour> hours = new ArrayList<>(Collections.nCopies(3, new Hour(20, 14)));
    hours.add(new Hour(20 * times, 14));
    hours.addAll(Collections.nCopies(4, new Hour(20, 14)));
    return hours;
  }

  private static Night night(List<Hour> hours, long seed) {
    return new Night(
        hours,
        2,
        Duration.ofMinutes(40),
        Duration.ofMinutes(25),
        Duration.ofSeconds(8),
        MIXED,
        seed);
  }
}
