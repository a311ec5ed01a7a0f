package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.supervision.Precision.Line;
import org.porchlight.chat.supervision.Precision.Tally;
import org.porchlight.chat.supervision.Precision.Threshold;
import org.porchlight.moderation.Policy;

class PrecisionTest {
  private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
  private static final Threshold THRESHOLD = new Threshold(0.6, 10);

  private static Tally tally(String rule, int weeksAgo, int right, int wrong) {
    return new Tally(rule, "suicide", MONDAY.minusWeeks(weeksAgo), right, wrong);
  }

  private static List<Line> rules(Policy policy, Tally... tallies) {
    return Precision.of(
            MONDAY,
            THRESHOLD,
            List.of(tallies),
            List.of(),
            List.of(),
            policy,
            Set.of("good", "poor", "new", "silent"))
        .rules();
  }

  @Test
  @DisplayName("a rule that was often wrong is listed for review, first, and over all weeks")
  void review() {
    List<Line> lines =
        rules(
            Policy.ALL_ON,
            tally("good", 0, 9, 1),
            tally("poor", 1, 5, 2),
            tally("poor", 0, 0, 3),
            tally("new", 0, 0, 9));
    assertThat(lines).extracting(Line::subject).containsExactly("poor", "new", "good");
    assertThat(lines).extracting(Line::review).containsExactly(true, false, false);
    assertThat(lines.getFirst().precision()).isEqualTo(0.5);
    assertThat(lines.getFirst().weeks()).hasSize(2);
  }

  @Test
  @DisplayName("what was right exactly as often as asked for is not listed")
  void atTheThreshold() {
    assertThat(rules(Policy.ALL_ON, tally("good", 0, 6, 4)).getFirst().review()).isFalse();
  }

  @Test
  @DisplayName("what people raised is no rule, and what is in shadow is listed without a verdict")
  void othersAndShadows() {
    List<Line> lines =
        rules(
            new Policy(Map.of("silent", Policy.Mode.SHADOW, "good", Policy.Mode.OFF)),
            tally("raised.peer-lane", 0, 3, 0),
            tally("good", 0, 1, 0));
    assertThat(lines).extracting(Line::subject).containsExactly("good", "silent");
    assertThat(lines).extracting(Line::mode).containsExactly("off", "shadow");
    assertThat(lines.getLast().precision()).isNull();
  }
}
