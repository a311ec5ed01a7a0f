package org.porchlight.moderation.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.porchlight.moderation.text.Text;
import org.porchlight.moderation.text.Wording;

/** Every rule sees its own examples and not the others: what a rule's reviewer reads. */
class RuleFileTest {

  @TestFactory
  Stream<DynamicTest> everyRuleSeesItsExamplesAndNotTheOthers() {
    return Stream.of(Language.values()).flatMap(language -> cases(RuleSet.read(language)));
  }

  @Test
  void englishHasBeenReviewedAndSpanishHasNot() {
    assertThat(RuleSet.read(Language.ENGLISH).reviewed()).isTrue();
    assertThat(RuleSet.read(Language.SPANISH).reviewed()).isFalse();
  }

  @Test
  void everyRuleSaysWhyInASentence() {
    for (Language language : Language.values()) {
      for (RuleFile file : RuleSet.read(language).files()) {
        assertThat(file.rules())
            .isNotEmpty()
            .allSatisfy(rule -> assertThat(rule.why()).as(rule.id()).endsWith("."));
      }
    }
  }

  @Test
  void aMalformedPatternIsNamed() {
    PatternParser parser = new PatternParser(Wording.of("en"), new Lexicon(), Map.of());
    assertThatThrownBy(() -> parser.parse("i? want")).hasMessageContaining("i? want");
    assertThatThrownBy(() -> parser.parse(".. want")).hasMessageContaining(".. want");
    assertThatThrownBy(() -> parser.parse("want @nobody")).hasMessageContaining("@nobody");
  }

  private static Stream<DynamicTest> cases(RuleSet rules) {
    return Stream.of(
            side(rules, rules.files().get(0), true),
            side(rules, rules.files().get(1), false),
            side(rules, rules.files().get(2), true))
        .flatMap(cases -> cases);
  }

  private static Stream<DynamicTest> side(RuleSet rules, RuleFile file, boolean seeker) {
    return file.rules().stream()
        .flatMap(rule ->
            Stream.concat(
                rule.examples().stream()
                    .map(line ->
                        DynamicTest.dynamicTest(
                            rule.id() + " sees: " + line,
                            () -> assertThat(ids(rules, line, seeker)).contains(rule.id()))),
                rule.not().stream()
                    .map(line ->
                        DynamicTest.dynamicTest(
                            rule.id() + " does not see: " + line,
                            () ->
                                assertThat(ids(rules, line, seeker)).doesNotContain(rule.id())))));
  }

  private static List<String> ids(RuleSet rules, String line, boolean seeker) {
    Text text = rules.read(line);
    return (seeker ? rules.seeker(text) : rules.peer(text))
        .stream().filter(Hit::stands).map(hit -> hit.rule().id()).toList();
  }
}
