package org.porchlight.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.porchlight.moderation.rules.RuleModeration;

/** Any text at all: no failure, and every span lies inside. */
class RobustnessTest {
  private static final RuleModeration MODERATION = RuleModeration.english();
  private static final int LINES = 3_000;

  private static final String[] PIECES = {
    "want",
    "to",
    "die",
    " ",
    " ",
    "i",
    "pills",
    "\u200b",
    "\ud83d\udd6f",
    "\ud83d",
    "\udd6f",
    "ﬁ",
    "é",
    "e\u0301",
    "?",
    ".",
    "\n",
    "kill",
    "myself",
    "not",
    "’",
    "\u202e",
    "0",
    "ｗａｎｔ",
    "@",
    "s u i c i d e",
    "k*ll",
    "\"",
    "“",
    "”",
    "a@b.co",
    "+44 7700 900123",
    "GB82WEST",
    "::1",
    "12",
    "Main Street",
    "$",
    "!",
    "ѕuісіdе",
    "\ufe0f",
    "क्षि",
    "ﷺ",
    "ÅÅ",
    "İ",
    "ß",
    "don't",
    "I’ll",
    "ill do"
  };

  @Test
  void noTextBreaksIt() {
    long seed = Long.getLong("seed", new SecureRandom().nextLong());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < LINES; i++) {
      assertSpansInside(text(random));
    }
  }

  static Stream<String> hostile() {
    return Stream.of(
        "",
        "want to die ".repeat(10_000),
        "\ufe0f".repeat(50_000),
        "\ud83d".repeat(1_000),
        "\u0300\u0323".repeat(20_000),
        "a\u0301\u0323".repeat(20_000),
        "i really really ".repeat(5_000),
        "k i l l ".repeat(8_000),
        "@".repeat(30_000),
        "a@".repeat(20_000),
        "1-".repeat(20_000),
        "GB12".repeat(10_000),
        "1 Main ".repeat(8_000),
        "\"".repeat(30_000),
        "x".repeat(100_000),
        "*a".repeat(20_000),
        "::".repeat(20_000),
        "ﷺ".repeat(5_000));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void longAndHostileTextsEnd(String text) {
    assertSpansInside(text);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
      if (random.nextInt(10) == 0) {
        text.append((char) random.nextInt(0x10000));
      }
      if (random.nextInt(3) == 0) {
        text.append(' ');
      }
    }
    return text.toString();
  }

  private static void assertSpansInside(String text) {
    for (Side side : Side.values()) {
      Verdict verdict = MODERATION.screen(new Utterance(side, text), ConversationContext.FRESH);
      for (Finding finding : verdict.findings()) {
        assertThat(finding.span().end()).isBetween(finding.span().start(), text.length());
      }
    }
  }
}
