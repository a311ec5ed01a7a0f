package org.porchlight.moderation.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.porchlight.moderation.Asking;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Finding;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.Verdict;
import org.porchlight.moderation.text.Hints;

/** What a peer reads is in the language that the conversation is in. */
class HintsTest {
  private static final RuleModeration SPANISH = RuleModeration.forMeasuring(Language.SPANISH);

  /** Little words that nearly every English sentence has, and no Spanish one. */
  private static final Set<String> ENGLISH_WORDS =
      Set.of(
          "the",
          "you",
          "your",
          "and",
          "of",
          "is",
          "are",
          "with",
          "to",
          "it",
          "this",
          "that",
          "for",
          "what",
          "they",
          "not",
          "i",
          "we",
          "somebody",
          "person",
          "about",
          "looks",
          "sounds");

  @Test
  void theSpanishHintsAreAsManyAsTheEnglish() {
    Hints english = Hints.of("en");
    Hints spanish = Hints.of("es");
    assertThat(spanish.remarks().keySet()).isEqualTo(english.remarks().keySet());
    assertThat(spanish.questions().keySet()).isEqualTo(english.questions().keySet());
    english
        .remarks()
        .forEach((name, remark) -> {
          Hints.Remark other = spanish.remark(name);
          assertThat(other.suggestion() == null).as(name).isEqualTo(remark.suggestion() == null);
          assertThat(other.source() == null).as(name).isEqualTo(remark.source() == null);
        });
    english
        .questions()
        .forEach((name, question) ->
            assertThat(spanish.question(name).words()).hasSameSizeAs(question.words()));
  }

  @Test
  void theSpanishHintsWaitForAReviewLikeTheRules() {
    assertThat(Hints.of("en").reviewed()).isTrue();
    assertThat(Hints.of("es").reviewed()).isFalse();
  }

  @Test
  void nothingSpanishIsAnEnglishSentence() {
    assertThat(texts(Language.SPANISH))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(texts(Language.ENGLISH))
        .allSatisfy(HintsTest::isNotEnglish);
  }

  /** What is really said on every example of every rule, and on what no rule says. */
  @Test
  void aSpanishRuleNeverAnswersInEnglish() {
    Set<String> said = new HashSet<>();
    Set<String> rules = new HashSet<>();
    List<RuleFile> files = RuleSet.read(Language.SPANISH).files();
    for (Side side : Side.values()) {
      Stream.concat(
              files.stream()
                  .flatMap(file -> file.rules().stream())
                  .flatMap(rule -> rule.examples().stream()),
              Stream.of(
                  "mi hermana quiere matarse, ella piensa en suicidarse",
                  "intenté matarme antes, de joven, hace años",
                  "mi correo es ana@example.org y mi teléfono es 612 345 678",
                  "mi número es +34 612 345 678"))
          .forEach(text -> {
            Verdict verdict = screen(side, text);
            for (Finding finding : verdict.findings()) {
              rules.add(finding.rule());
              Stream.of(finding.why(), finding.suggestion(), finding.source())
                  .filter(hint -> hint != null)
                  .forEach(said::add);
            }
            Asking.about(verdict, "es").ifPresent(asking -> said.addAll(texts(asking)));
          });
    }
    assertThat(rules).containsAll(RuleSet.read(Language.SPANISH).ids());
    assertThat(said)
        .doesNotContainAnyElementsOf(texts(Language.ENGLISH))
        .allSatisfy(HintsTest::isNotEnglish);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyHintToAPeerHasGentlerWordsAndASource(Language language) {
    List<RuleFile> files = RuleSet.read(language).files();
    assertThat(Stream.concat(files.get(1).rules().stream(), files.get(2).rules().stream()))
        .allSatisfy(rule -> {
          assertThat(rule.suggestion()).as(rule.id()).isNotBlank();
          assertThat(rule.source()).as(rule.id()).isNotBlank();
        });
  }

  @Test
  void theWordsToAskWithAreInTheLanguageThatIsAskedFor() {
    Verdict verdict = screen(Side.SEEKER, "quiero morir");
    assertThat(Asking.about(verdict, "es").orElseThrow().words())
        .contains("¿Estás pensando en el suicidio?");
    assertThat(Asking.about(verdict).orElseThrow().words())
        .contains("Are you thinking about suicide?");
    assertThatThrownBy(() -> Asking.about(verdict, "xx"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("xx");
  }

  @Test
  void aPeersWayToBeReachedIsNamedInSpanish() {
    assertThat(screen(Side.PEER, "mi correo es ana@example.org").findings())
        .anySatisfy(finding -> {
          assertThat(finding.category()).isEqualTo(Category.OFF_PLATFORM);
          assertThat(finding.why()).startsWith("Esto parece una manera");
        });
  }

  private static Set<String> texts(Language language) {
    Set<String> texts = new HashSet<>();
    for (RuleFile file : RuleSet.read(language).files()) {
      for (Rule rule : file.rules()) {
        Stream.of(rule.why(), rule.suggestion(), rule.source())
            .filter(text -> text != null)
            .forEach(texts::add);
      }
    }
    Hints hints = Hints.of(language.code());
    for (Hints.Remark remark : hints.remarks().values()) {
      Stream.of(remark.why(), remark.suggestion(), remark.source())
          .filter(text -> text != null)
          .forEach(texts::add);
    }
    for (Hints.Question question : hints.questions().values()) {
      texts.add(question.hint());
      texts.add(question.source());
      texts.addAll(question.words());
    }
    return texts;
  }

  private static List<String> texts(Asking asking) {
    return Stream.concat(Stream.of(asking.hint(), asking.source()), asking.words().stream())
        .toList();
  }

  private static void isNotEnglish(String text) {
    assertThat(Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")))
        .as(text)
        .doesNotContainAnyElementsOf(ENGLISH_WORDS);
  }

  private static Verdict screen(Side side, String text) {
    return SPANISH.screen(new Utterance(side, text), ConversationContext.FRESH);
  }
}
