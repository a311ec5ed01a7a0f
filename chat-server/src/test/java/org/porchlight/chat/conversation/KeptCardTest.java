package org.porchlight.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeptCardTest {

  @ParameterizedTest
  @MethodSource
  void isReadAsItWasPacked(KeptCard card) {
    assertThat(KeptCard.unpacked(card.packed())).isEqualTo(card);
  }

  static Stream<KeptCard> isReadAsItWasPacked() {
    return Stream.of(
        new KeptCard("", List.of()),
        new KeptCard("Ask gently.\nTwice.", List.of()),
        new KeptCard("", List.of("Tea.")),
        new KeptCard("Ask gently.", List.of("Tea.", "A walk.", "Tea.")),
        new KeptCard("", List.of(), Instant.ofEpochMilli(1)),
        new KeptCard("Ask gently.", List.of(), Instant.ofEpochMilli(1)),
        new KeptCard("", List.of("Tea.", "A walk."), Instant.ofEpochMilli(1)));
  }

  @Test
  void aTextFromBeforeThereWerePlansIsACardWithoutOne() {
    assertThat(KeptCard.unpacked("Ask gently.")).isEqualTo(new KeptCard("Ask gently.", List.of()));
  }

  @Test
  void everyWordOfItIsLookedAtAndNoneIsPrinted() {
    KeptCard card = new KeptCard("canary", List.of("bird", "wing"));
    assertThat(card.everyWord()).isEqualTo("canary\nbird\nwing");
    assertThat(card.toString()).doesNotContain("canary", "bird", "wing");
  }
}
