package org.porchlight.chat.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogSettingsTest {
  private static final LogSettings DEFAULTS = LogSettings.defaults();

  @ParameterizedTest
  @ValueSource(ints = {20, 50, 180})
  @DisplayName("C60: a house says how long conversations usually last")
  void within(int minutes) {
    assertThat(DEFAULTS.usualMinutes(minutes).usualMinutes()).isEqualTo(minutes);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 19, 181})
  @DisplayName("C60: and not what nobody could keep to")
  void outside(int minutes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.usualMinutes(minutes))
        .withMessageContaining("expected: 20 to 180");
  }
}
