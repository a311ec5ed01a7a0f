package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.moderation.Span;

class QuoteTest {

  private static String around(String text, String words) {
    int start = text.indexOf(words);
    return Quote.around(text, new Span(start, start + words.length()));
  }

  @Test
  @DisplayName("A3 a quote is the whole sentence, so that what stands before the words is read too")
  void wholeSentence() {
    assertThat(around("I'm fine. I never said I want to die! Ok?", "want to die"))
        .isEqualTo("I never said I want to die!");
    assertThat(around("I don't want to be here", "don't want to be here"))
        .isEqualTo("I don't want to be here");
  }

  @Test
  @DisplayName("A3 where nothing could look, the quote is how the words begin")
  void nothingInParticular() {
    assertThat(Quote.around("Good evening. How are you?", new Span(0, 0)))
        .isEqualTo("Good evening. How are you?");
    assertThat(Quote.around("", new Span(0, 0))).isEmpty();
    assertThat(Quote.around("so ".repeat(1_000), new Span(0, 0)))
        .endsWith("…")
        .hasSizeLessThan(300);
  }

  @Test
  @DisplayName("A3 a sentence without an end is cut around the words")
  void cutAroundTheWords() {
    String text = "so ".repeat(200) + "I want to die" + " and".repeat(200);
    assertThat(around(text, "want to die"))
        .contains("want to die")
        .startsWith("…")
        .endsWith("…")
        .hasSizeLessThanOrEqualTo(242);
  }

  @Test
  @DisplayName("A3 any text and any span within it has a quote")
  void anyText() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(400);
      for (int i = 0; i < length; i++) {
        text.appendCodePoint(random.nextBoolean() ? " .!?ab\n".charAt(random.nextInt(7)) : 0x1F600);
      }
      int start = random.nextInt(text.length());
      int end = start + 1 + random.nextInt(text.length() - start);
      assertThat(Quote.around(text.toString(), new Span(start, end)))
          .as("seed " + seed)
          .isNotNull();
    }
  }
}
