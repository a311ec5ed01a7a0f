package org.porchlight.chat.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrisisLinesTest {
  private final ShippedLines shipped = new ShippedLines();

  @ParameterizedTest
  @ValueSource(strings = {"atlantis", "", "US"})
  void aRegionThatIsNotThereIsRefused(String region) {
    assertThatThrownBy(() -> CrisisLines.checked(region, shipped))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("porchlight.region: " + region + " (expected one of [us, uk, ");
  }

  @Test
  void aRegionThatIsThereIsTaken() {
    assertThat(CrisisLines.checked("es", shipped)).isEqualTo("es");
  }
}
