package org.porchlight.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.porchlight.moderation.rules.RuleModeration;

class HandlingTest {
  private static final RuleModeration MODERATION = RuleModeration.english();

  @ParameterizedTest
  @CsvSource({
    "0, NONE, NONE, NONE, ORDINARY",
    "1, WATCH, CHECK_SOON, ELEVATED, ORDINARY",
    "2, WATCH, CHECK_SOON, ELEVATED, ORDINARY",
    "3, ESCALATE, CHECK_SOON, HIGH, FLAGGED",
    "4, ESCALATE, NEEDS_A_PERSON_NOW, IMMINENT, FLAGGED",
    "5, ESCALATE, NEEDS_A_PERSON_NOW, IMMINENT, FLAGGED",
    "6, ESCALATE, NEEDS_A_PERSON_NOW, IMMINENT, FLAGGED",
  })
  void theOneMapping(
      int level, Output output, Lane lane, Handling.Urgency urgency, Handling.Retention retention) {
    assertThat(Handling.ofLevel(level)).isEqualTo(new Handling(output, lane, urgency, retention));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I want to die | suicide",
        "I keep cutting myself | hurt",
        "my husband hits me | safe",
        "I took all my pills | supervisor",
        "im 13 and nobody talks to me | under age",
      })
  void aHintToThePeerHasWordsToAskWith(String text, String about) {
    Asking asking = Asking.about(screen(text)).orElseThrow();
    assertThat(asking.hint() + asking.words()).contains(about);
    assertThat(asking.words()).isNotEmpty();
    assertThat(asking.source()).isNotBlank();
  }

  @Test
  void nothingIsAskedWhenNothingWasSeen() {
    assertThat(Asking.about(screen("what a lovely day"))).isEmpty();
  }

  private static Verdict screen(String text) {
    return MODERATION.screen(new Utterance(Side.SEEKER, text), ConversationContext.FRESH);
  }
}
