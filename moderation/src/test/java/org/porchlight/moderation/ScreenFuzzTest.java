package org.porchlight.moderation;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.porchlight.moderation.rules.RuleModeration;

/**
 * Any bytes as a message, from either side, after any conversation. An ordinary test run replays
 * the findings kept beside it; {@code JAZZER_FUZZ=1 mvn -pl moderation test -Dtest=ScreenFuzzTest}
 * goes looking for new ones for five minutes.
 */
class ScreenFuzzTest {
  private static final RuleModeration MODERATION = RuleModeration.english();

  /** A thousand times what a long message takes: not slow, but without a bound. */
  private static final long SLOW_NANOS = 2_000_000_000L;

  private static final int MOST = 1_000;

  @FuzzTest(maxDuration = "5m")
  @DictionaryEntries({
    "want to die",
    "kill myself",
    "k*ll mys3lf",
    "not",
    "\"",
    "\u201c",
    "\u2019",
    "pills",
    "stop taking your",
    "add me on whatsapp",
    "+44 7700 900123",
    "a@b.co",
    "GB82WEST12345698765432",
    "221b baker street",
    "::1",
    "s u i c i d e",
    "\u200b",
    "\ufe0f",
    "\u0301"
  })
  void neverThrowsAndEnds(FuzzedDataProvider data) {
    Side side = data.consumeBoolean() ? Side.SEEKER : Side.PEER;
    ConversationContext before =
        new ConversationContext(
            data.consumeInt(0, 6),
            data.consumeInt(0, MOST),
            data.consumeInt(0, MOST),
            data.consumeBoolean());
    String text = data.consumeRemainingAsString();
    long begun = System.nanoTime();
    Verdict verdict = MODERATION.screen(new Utterance(side, text), before);
    if (System.nanoTime() - begun > SLOW_NANOS) {
      throw new IllegalStateException("slow: " + text.length() + " characters");
    }
    for (Finding finding : verdict.findings()) {
      requireInside(finding.span(), text, finding.rule());
      finding.evidence().forEach(span -> requireInside(span, text, finding.rule()));
    }
    requireConsistent(verdict, before);
  }

  private static void requireInside(Span span, String text, String rule) {
    if (span.end() > text.length()) {
      throw new IllegalStateException("span beyond the text: " + rule);
    }
  }

  /** What asks for a person says why, and a conversation never becomes less worrying. */
  private static void requireConsistent(Verdict verdict, ConversationContext before) {
    if (verdict.output() != Output.NONE && verdict.findings().isEmpty()) {
      throw new IllegalStateException("an output without a reason");
    }
    ConversationContext after = before.after(verdict);
    if (after.highestLevel() < before.highestLevel() || after.watches() < before.watches()) {
      throw new IllegalStateException("a conversation forgot");
    }
    Asking.about(verdict);
  }
}
