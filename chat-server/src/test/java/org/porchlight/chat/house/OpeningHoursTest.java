package org.porchlight.chat.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningHoursTest {
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

  @Test
  void whereNothingIsKnownNothingIsTold() {
    assertThat(hours().nextOpening(Instant.parse("2026-03-02T12:00:00Z"))).isEmpty();
  }

  /** 2 March 2026 is a Monday; Madrid is one hour ahead of UTC, and two from 29 March. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-02T12:00:00Z, 2026-03-02T19:00:00Z",
    "2026-03-06T23:30:00Z, 2026-03-07T17:00:00Z",
    "2026-03-08T03:00:00Z, 2026-03-08T17:00:00Z",
    "2026-03-09T03:00:00Z, 2026-03-09T19:00:00Z",
    "2026-03-29T03:00:00Z, 2026-03-29T16:00:00Z"
  })
  void theNextHourThatIsStaffed(Instant now, Instant next) {
    assertThat(hours("mon-fri 20:00-23:30", "sat+sun 18:00-04:00").nextOpening(now)).hasValue(next);
  }

  @Test
  void withinTheHoursTheNextOneIsNotKnown() {
    assertThat(hours("daily 20:00-02:00").nextOpening(Instant.parse("2026-03-02T00:30:00Z")))
        .as("half past one at night, of yesterday's hours")
        .isEmpty();
    assertThat(hours("daily 20:00-02:00").nextOpening(Instant.parse("2026-03-02T01:00:00Z")))
        .hasValue(Instant.parse("2026-03-02T19:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T19:00:00Z, 2026-03-02T22:30:00Z",
    "2026-03-02T22:29:59Z, 2026-03-02T22:30:00Z",
    "2026-03-08T02:30:00Z, 2026-03-08T03:00:00Z",
    "2026-03-28T23:30:00Z, 2026-03-29T02:00:00Z"
  })
  void theHoursThatHoldEnd(Instant now, Instant end) {
    assertThat(hours("mon-fri 20:00-23:30", "sat+sun 18:00-04:00").closing(now)).hasValue(end);
  }

  @Test
  void outsideTheHoursAndWithoutAnEndNothingCloses() {
    Instant noon = Instant.parse("2026-03-02T12:00:00Z");
    assertThat(hours().closing(noon)).isEmpty();
    assertThat(hours("daily 20:00-02:00").closing(noon)).isEmpty();
    assertThat(hours("daily 00:00-00:00").closing(noon)).isEmpty();
    assertThat(hours("daily 20:00-02:00").closing(Instant.parse("2026-03-02T01:00:00Z"))).isEmpty();
  }

  @Test
  void whereOneFollowsUponAnotherTheLastEndCounts() {
    assertThat(
            hours("mon 20:00-00:00", "tue 00:00-03:00", "mon 19:00-21:00")
                .closing(Instant.parse("2026-03-02T19:30:00Z")))
        .hasValue(Instant.parse("2026-03-03T02:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "daily",
        "20:00-02:00",
        "mon 8:00-9:00",
        "monday 20:00-21:00",
        "x 20:00-21:00"
      })
  void aMistakeIsRefusedAtTheStart(String text) {
    assertThatThrownBy(() -> hours(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("porchlight.opening.hours");
  }

  @Test
  void eachDayByItself() {
    assertThat(hours("sat-mon 18:00-04:00", "mon 09:00-12:00", "daily 18:00-04:00").byDay())
        .startsWith("mon 09:00-12:00", "mon 18:00-04:00", "tue 18:00-04:00")
        .endsWith("sun 18:00-04:00")
        .hasSize(8);
    assertThat(hours().byDay()).isEmpty();
  }

  private static OpeningHours hours(String... hours) {
    return new OpeningHours(MADRID, List.of(hours));
  }
}
