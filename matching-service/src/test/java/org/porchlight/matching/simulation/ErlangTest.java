package org.porchlight.matching.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.porchlight.matching.simulation.Erlang.Outcome;
import org.porchlight.matching.simulation.Night.Hour;
import org.porchlight.matching.simulation.Night.People;

/** The simulator against the formulas: 60 seekers an hour, 45 minutes each, patience 10 minutes. */
class ErlangTest {
  private static final double ARRIVALS = 1;
  private static final double LENGTH = 45;
  private static final double PATIENCE = 10;
  private static final double THREE_PERCENT = 0.03;

  /** Independent nights, and the quantile of Student's distribution for that many. */
  private static final int NIGHTS = 10;

  private static final double T95 = 2.262;
  private static final int HOURS = 400;

  @ParameterizedTest
  @CsvSource({
    "48, 0.561, 8.41",
    "50, 0.364, 3.27",
    "52, 0.227, 1.46",
    "55, 0.102, 0.46",
    "60, 0.021, 0.06"
  })
  void erlangCIsTheTable(int places, double waits, double minutes) {
    Outcome outcome = Erlang.c(places, ARRIVALS, LENGTH);
    assertThat(outcome.waits()).isCloseTo(waits, within(0.001));
    assertThat(outcome.meanWait()).isCloseTo(minutes, within(0.01));
  }

  @ParameterizedTest
  @CsvSource({
    "45, 0.349, 0.081, 0.81",
    "48, 0.236, 0.049, 0.49",
    "50, 0.171, 0.034, 0.34",
    "52, 0.118, 0.022, 0.22",
    "55, 0.061, 0.010, 0.10",
    "60, 0.015, 0.002, 0.02"
  })
  void erlangAIsTheTable(int places, double waits, double abandons, double minutes) {
    Outcome outcome = Erlang.a(places, ARRIVALS, LENGTH, PATIENCE);
    assertThat(outcome.waits()).isCloseTo(waits, within(0.001));
    assertThat(outcome.abandons()).isCloseTo(abandons, within(0.001));
    assertThat(outcome.meanWait()).isCloseTo(minutes, within(0.01));
  }

  @Test
  void theSimulatorAgreesWithErlangAWhereItIsTight() {
    agrees(45, Duration.ofMinutes(10), Erlang.a(45, ARRIVALS, LENGTH, PATIENCE));
  }

  @Test
  void theSimulatorAgreesWithErlangAWhereItIsRoomy() {
    agrees(52, Duration.ofMinutes(10), Erlang.a(52, ARRIVALS, LENGTH, PATIENCE));
  }

  @Test
  void theSimulatorAgreesWithErlangCWhereNobodyGivesUp() {
    agrees(52, null, Erlang.c(52, ARRIVALS, LENGTH));
  }

  private static void agrees(int places, @Nullable Duration patience, Outcome expected) {
    double[] waits = new double[NIGHTS];
    double[] abandons = new double[NIGHTS];
    double[] minutes = new double[NIGHTS];
    for (int i = 0; i < NIGHTS; i++) {
      NightReport report = NightSimulation.play(night(places, patience, i + 1));
      waits[i] = report.shareWaited();
      abandons[i] = report.shareAbandoned();
      minutes[i] = report.meanWaitMinutes();
      assertThat(report.wrongly()).isZero();
    }
    isWithin("share that waits", waits, expected.waits());
    isWithin("share that gives up", abandons, expected.abandons());
    isWithin("mean wait", minutes, expected.meanWait());
  }

  private static Night night(int places, @Nullable Duration patience, long seed) {
    return new Night(
        Collections.nCopies(HOURS, new Hour(60, places)),
        1,
        Duration.ofMinutes(45),
        patience,
        Duration.ZERO,
        People.alike(),
        seed);
  }

  /** Within 3 %, or inside the 95 % interval of the nights' mean. */
  private static void isWithin(String what, double[] seen, double expected) {
    double mean = java.util.Arrays.stream(seen).average().orElseThrow();
    double variance = 0;
    for (double each : seen) {
      variance += (each - mean) * (each - mean) / (NIGHTS - 1);
    }
    double interval = T95 * Math.sqrt(variance / NIGHTS);
    System.out.printf("%s: simulated %.4f ± %.4f, formula %.4f%n", what, mean, interval, expected);
    assertThat(mean)
        .as(what)
        .isCloseTo(expected, within(Math.max(interval, THREE_PERCENT * expected)));
  }
}
