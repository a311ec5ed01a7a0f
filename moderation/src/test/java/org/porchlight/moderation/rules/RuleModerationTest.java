package org.porchlight.moderation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Feature;
import org.porchlight.moderation.Finding;
import org.porchlight.moderation.Lane;
import org.porchlight.moderation.Output;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.Verdict;

class RuleModerationTest {
  private static final RuleModeration MODERATION = RuleModeration.english();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "i want to die | WATCH | 1",
        "I don’t want to be here any more | WATCH | 1",
        "feeling suicidal tonight | WATCH | 2",
        "i could overdose | ESCALATE | 3",
        "im gonna end it tonight | ESCALATE | 4",
        "cant go on like this, the pills are next to me | ESCALATE | 5",
        "I took all my pills | ESCALATE | 6",
        "I'm taking every pill here, not to kill myself | ESCALATE | 6",
        "i waaaant to dieeee | WATCH | 1",
      })
  void theSeekersWordsAreGraded(String text, Output output, int level) {
    Verdict verdict = seeker(text);
    assertThat(verdict.output()).isEqualTo(output);
    assertThat(verdict.level()).isEqualTo(level);
    assertThat(verdict.findings().getFirst().why()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "this homework is killing me",
        "I'm dead tired",
        "I'm dying of laughter",
        "the battery died again",
        "I'd kill for a coffee",
        "my boss will kill me",
        "that movie was the bomb",
        "I can't wait to see you",
        "I feel alone with this",
        "it has been a long week and I can't sleep",
        "my phone died on the bus",
        "we put our old dog down and I miss her",
        "I hate my job so much",
        "she broke up with me and I cried all night",
        "thank you, that helps",
      })
  void everydayWordsRaiseNothing(String text) {
    assertThat(seeker(text)).isEqualTo(Verdict.CLEAR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hi, I'm Robin. I read what you wrote.",
        "What did your doctor say when you asked?",
        "I went through something like that after my dad died.",
        "Are you thinking about suicide?",
        "That sounds exhausting. What was the worst part?",
        "I'm here. Take your time.",
        "Would it help to think about tonight only?",
        "You don't have to say more than you want.",
      })
  void aPeersCraftRaisesNothing(String text) {
    assertThat(peer(text)).isEqualTo(Verdict.CLEAR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "You should stop taking your pills | MEDICATION",
        "add me on whatsapp | OFF_PLATFORM",
        "if you'd rather talk in private, my inbox is open | OFF_PLATFORM",
        "give melatonin a try | MEDICATION",
        "you clearly have borderline personality | DIAGNOSIS",
        "therapy doesn't work | DISCOURAGING_CARE",
        "I promise it gets better | PROMISE",
      })
  void aPeerWhoLeavesTheirRoleIsSeen(String text, Category category) {
    Verdict verdict = peer(text);
    assertThat(verdict.findings().getFirst().category()).isEqualTo(category);
    assertThat(verdict.output()).isEqualTo(Output.WATCH);
    assertThat(verdict.level()).isZero();
  }

  @Test
  void wordsThatStickAreAHintAndNoFlag() {
    Verdict verdict = peer("my friend committed suicide");
    assertThat(verdict.output()).isEqualTo(Output.NONE);
    assertThat(verdict.findings().getFirst().suggestion()).isEqualTo("died by suicide");
  }

  @Test
  void whatWaitsForASupervisorComesFirst() {
    Verdict verdict = peer("stop taking your pills and add me on whatsapp");
    assertThat(verdict.findings().getFirst().category().waitsForSupervisor()).isTrue();
  }

  @Test
  void somebodyElsesDangerAndThePastAreLabelsOfTheirOwn() {
    Finding friend =
        seeker("my friend wants to kill herself, she said she wished she could overdose")
            .findings()
            .getFirst();
    assertThat(friend.category()).isEqualTo(Category.THIRD_PARTY);
    assertThat(friend.features()).contains(Feature.THIRD_PERSON);
    Verdict past = seeker("I tried to overdose ten years ago");
    assertThat(past.findings().getFirst().category()).isEqualTo(Category.HISTORY);
    assertThat(past.output()).isNotEqualTo(Output.ESCALATE);
  }

  @Test
  void aDenialIsNotADangerAndIsStillSeen() {
    Verdict verdict = seeker("I don't want to die");
    assertThat(verdict.output()).isEqualTo(Output.NONE);
    assertThat(verdict.findings().getFirst().features()).contains(Feature.NEGATED);
  }

  @Test
  void whatUsedToBeIsPastWhateverTheSentenceSaysOfToday() {
    Verdict verdict = seeker("I used to want to kill myself and now I am happy");
    assertThat(verdict.output()).isEqualTo(Output.NONE);
    assertThat(verdict.findings())
        .anySatisfy(finding -> assertThat(finding.category()).isEqualTo(Category.HISTORY));
  }

  @Test
  void aStoryThatGoesOnNowIsNotPast() {
    assertThat(
            seeker("I got up, went to the kitchen and took all my pills. I can feel it now.")
                .level())
        .isEqualTo(6);
  }

  @Test
  void swearingIsAFindingWithoutAnOutputAndPainIsNoOffence() {
    Verdict swearing = seeker("fucking useless answer");
    assertThat(swearing.output()).isEqualTo(Output.NONE);
    assertThat(swearing.findings().getFirst().category()).isEqualTo(Category.HARASSMENT);
    assertThat(seeker("I feel so fucking lonely")).isEqualTo(Verdict.CLEAR);
  }

  @Test
  void aFourthSmallSignIsALargerOne() {
    Verdict verdict =
        MODERATION.screen(
            new Utterance(Side.SEEKER, "i want to die"), new ConversationContext(1, 3));
    assertThat(verdict.output()).isEqualTo(Output.ESCALATE);
    assertThat(verdict.lane()).isEqualTo(Lane.CHECK_SOON);
  }

  @Test
  void theSpanIsWhereTheWordsAre() {
    String text = "🕯🕯 hello. i… want\u200b to dïe, I think";
    Finding finding = seeker(text).findings().getFirst();
    assertThat(text.substring(finding.span().start(), finding.span().end()))
        .isEqualTo("want\u200b to dïe");
  }

  @Test
  void nothingThatIsWrittenIsPrinted() {
    assertThat(new Utterance(Side.SEEKER, "canary i want to die").toString())
        .doesNotContain("canary");
    assertThat(seeker("canary i want to die").toString()).doesNotContain("canary");
  }

  private Verdict seeker(String text) {
    return MODERATION.screen(new Utterance(Side.SEEKER, text), ConversationContext.FRESH);
  }

  private Verdict peer(String text) {
    return MODERATION.screen(new Utterance(Side.PEER, text), ConversationContext.FRESH);
  }
}
