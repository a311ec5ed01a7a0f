package org.porchlight.moderation.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  private static final Wording WORDING =
      Wording.of("en")
          .knowing(List.of("want", "to", "die", "kill", "myself", "suicide", "end", "it"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I don’t wanna die | i do not want to die",
        "I'm gonna… | i am going to",
        "i waaaant to dieeee | i want to die",
        "k1ll mys3lf | kill myself",
        "k*ll myself | kill myself",
        "s u i c i d e | suicide",
        "k i l l m y s e l f | kill myself",
        "sucidal | suicidal",
        "ｗａｎｔ to dïe | want to die",
        "ѕuісіdе | suicide",
        "wa\u200bnt to\ufe0f die | want to die",
        "ill do it | i will do it",
        "i was ill | i was ill",
        "kms | kill myself",
        "💊💊 | pills pills",
      })
  void writtenWordsBecomePlain(String written, String plain) {
    assertThat(plain(written)).isEqualTo(plain);
  }

  @Test
  void everyWordKeepsItsPlaceInTheOriginal() {
    String written = "🕯 I wa\u200bnt to dïe";
    Text text = Text.read(written, WORDING);
    Token want = text.token(1);
    assertThat(written.substring(want.start(), want.end())).isEqualTo("wa\u200bnt");
  }

  @Test
  void sentencesEndWhereTheyEnd() {
    Text text = Text.read("I paid 3.50 today. Why? It is... fine", WORDING);
    assertThat(text.token(0).sentence()).isEqualTo(text.token(3).sentence());
    assertThat(text.isQuestion(5)).isTrue();
    assertThat(text.isQuestion(6)).isFalse();
    assertThat(text.token(6).sentence()).isEqualTo(text.token(text.size() - 1).sentence());
  }

  @Test
  void whatStandsBetweenMarksIsQuoted() {
    Text text = Text.read("he wrote “want to die” and left", WORDING);
    assertThat(text.token(2).quoted()).isTrue();
    assertThat(text.token(6).quoted()).isFalse();
  }

  @Test
  void aTokenNeverPrintsItsWord() {
    assertThat(Text.read("canary", WORDING).token(0).toString()).doesNotContain("canary");
  }

  private static String plain(String written) {
    Text text = Text.read(written, WORDING);
    return IntStream.range(0, text.size()).mapToObj(text::word).collect(Collectors.joining(" "));
  }
}
