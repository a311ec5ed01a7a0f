package org.porchlight.moderation;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.porchlight.moderation.rules.RuleModeration;

/**
 * Any bytes as a message, from either side. An ordinary test run replays the findings kept beside
 * it; {@code JAZZER_FUZZ=1 mvn -pl moderation test -Dtest=ScreenFuzzTest} goes looking for new
 * ones.
 */
class ScreenFuzzTest {
  private static final RuleModeration MODERATION = RuleModeration.english();

  @FuzzTest(maxDuration = "60s")
  void neverThrows(FuzzedDataProvider data) {
    Side side = data.consumeBoolean() ? Side.SEEKER : Side.PEER;
    String text = data.consumeRemainingAsString();
    Verdict verdict = MODERATION.screen(new Utterance(side, text), ConversationContext.FRESH);
    for (Finding finding : verdict.findings()) {
      if (finding.span().end() > text.length()) {
        throw new IllegalStateException("span beyond the text: " + finding.rule());
      }
    }
  }
}
