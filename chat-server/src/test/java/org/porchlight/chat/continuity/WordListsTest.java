package org.porchlight.chat.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.porchlight.chat.conversation.KeptCard;

class WordListsTest {
  private final WordLists lists = new WordLists();

  @ParameterizedTest
  @ValueSource(strings = {"en", "es"})
  void thereAreEnoughWordsAndNoTwoLookAlike(String language) {
    List<String> plain =
        lists.all(language).stream().map(word -> ComeBackWords.read(word).plain()).toList();
    assertThat(plain).hasSizeGreaterThan(1_200).doesNotHaveDuplicates();
    Set<String> without = new HashSet<>();
    for (String word : plain) {
      assertThat(word).matches("[a-z]{3,9}");
      Set<String> own = new HashSet<>();
      for (int at = 0; at < word.length(); at++) {
        own.add(at + word.substring(0, at) + word.substring(at + 1));
        assertThat(plain).as("%s with a letter less", word).doesNotContain(without(word, at));
      }
      assertThat(without)
          .as("%s is one letter from another", word)
          .doesNotContainAnyElementsOf(own);
      without.addAll(own);
    }
  }

  @Test
  void wordsAreInTheLanguageOrElseInEnglish() {
    assertThat(lists.all("es")).containsAll(lists.pick("es").reveal());
    assertThat(lists.all("en")).containsAll(lists.pick("pt").reveal());
    assertThat(lists.pick("en").reveal()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ábaco niño siete vela",
        "ABACO.NINO.SIETE.VELA",
        " Ábaco · nin\u0303o,siete—vela "
      })
  void capitalsAccentsAndWhatIsBetweenDoNotMatter(String text) {
    assertThat(ComeBackWords.read(text).plain()).isEqualTo("abaco nino siete vela");
  }

  @Test
  void wordsDoNotPrint() {
    assertThat(ComeBackWords.read("maple harbor seven candle")).hasToString("ComeBackWords");
    KeptCard card = new KeptCard("a card", List.of("a step"));
    assertThat(WayBack.of("hash", 2, Instant.EPOCH, card, true).toString())
        .doesNotContain("hash")
        .doesNotContain("card");
  }

  private static String without(String word, int at) {
    return word.substring(0, at) + word.substring(at + 1);
  }
}
