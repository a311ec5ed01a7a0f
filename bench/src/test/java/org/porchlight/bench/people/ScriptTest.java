package org.porchlight.bench.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScriptTest {

  @Test
  @DisplayName("the same seed is the same night, another seed another one")
  void isDrawnFromTheSeed() {
    assertThat(night(7)).isEqualTo(night(7)).isNotEqualTo(night(8));
  }

  @Test
  @DisplayName("no two messages of a night have the same id or the same words")
  void isNeverTheSame() {
    var lines =
        Script.night(new Random(7), 60, 5, 12).stream()
            .flatMap(script -> script.turns().stream())
            .map(Script.Turn::line)
            .toList();
    assertThat(lines).extracting(line -> line.id()).doesNotHaveDuplicates();
    assertThat(lines).extracting(line -> line.text()).doesNotHaveDuplicates();
  }

  private static List<String> night(long seed) {
    return Script.night(new Random(seed), 20, 5, 8).stream()
        .map(script ->
            script.arrival()
                + " "
                + script.note()
                + script.trouble()
                + script.drop()
                + script.ender()
                + script.turns().stream()
                    .map(turn -> turn.line().id() + turn.line().text() + turn.at())
                    .toList())
        .toList();
  }
}
