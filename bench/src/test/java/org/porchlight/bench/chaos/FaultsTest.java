package org.porchlight.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FaultsTest {

  @Test
  @DisplayName("the same seed is the same row of faults, another seed another one")
  void isDrawnFromTheSeed() {
    assertThat(row(5)).isEqualTo(row(5)).isNotEqualTo(row(6));
  }

  @Test
  @DisplayName("the shares of all kinds make a hundred, and every kind comes up")
  void sharesMakeAHundred() {
    assertThat(IntStream.range(0, 100).mapToObj(Fault.Kind::of).distinct())
        .containsExactly(Fault.Kind.values());
    assertThatThrownBy(() -> Fault.Kind.of(100)).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Fault> row(long seed) {
    Faults faults = new Faults(seed);
    return Stream.generate(faults::next).limit(50).toList();
  }
}
