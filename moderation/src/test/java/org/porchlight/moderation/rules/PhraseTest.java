package org.porchlight.moderation.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Output;
import org.porchlight.moderation.Policy;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.Verdict;

/** What a house adds to the rules: it is seen, and takes nothing away from what ships. */
class PhraseTest {
  private static final RuleModeration SHIPS = RuleModeration.english();
  private static final RuleSet RULES = RuleSet.read(Language.ENGLISH);
  private static final Phrase MILL = new Phrase("seeker.intent.going-to", "off to the old mill");
  private static final int ROUNDS = 300;
  private static final int MOST_OF_A_SET = 8;

  @Test
  void aPhraseRaisesAsItsRuleDoesUnderAnIdOfItsOwn() {
    assertThat(seeker(SHIPS, "I'm off to the old mill")).isEqualTo(Verdict.CLEAR);
    Verdict seen = seeker(SHIPS.with(List.of(MILL)), "I’m  OFF to the old miiiill");
    assertThat(seen.output()).isEqualTo(Output.ESCALATE);
    assertThat(seen.level()).isEqualTo(4);
    assertThat(seen.findings())
        .anySatisfy(finding -> {
          assertThat(finding.rule()).isEqualTo("house.seeker.intent.going-to");
          assertThat(finding.category()).isEqualTo(Category.SUICIDE);
          assertThat(finding.why()).isNotBlank();
        });
  }

  @Test
  void howItIsSaidLowersItAsItLowersWhatShips() {
    RuleModeration own = SHIPS.with(List.of(MILL));
    assertThat(seeker(own, "I'm not off to the old mill").output()).isEqualTo(Output.NONE);
    assertThat(seeker(own, "my friend is off to the old mill").level()).isZero();
  }

  @Test
  void aPhraseOfAPeersRuleIsLookedForInAPeersWordsAlone() {
    RuleModeration own =
        SHIPS.with(List.of(new Phrase("peer.platform.other", "the blue pigeon app")));
    Verdict seen = screen(own, Side.PEER, "write to me in the blue pigeon app");
    assertThat(seen.output()).isEqualTo(Output.WATCH);
    assertThat(seen.findings().getFirst().category()).isEqualTo(Category.OFF_PLATFORM);
    assertThat(seeker(own, "the blue pigeon app")).isEqualTo(Verdict.CLEAR);
  }

  @Test
  void anInsultOfTheHouseFollowsFromASeekerAsLittleAsOneThatShips() {
    RuleModeration own = SHIPS.with(List.of(new Phrase("both.harassment.insult", "turnip face")));
    assertThat(seeker(own, "you turnip face").output()).isEqualTo(Output.NONE);
    assertThat(screen(own, Side.PEER, "you turnip face").output()).isEqualTo(Output.WATCH);
  }

  @Test
  void painIsNeverAnOffence() {
    assertThat(SHIPS.fault(new Phrase("both.harassment.insult", "I want to die")))
        .contains(Phrase.Fault.PAIN);
    // A part of such words says nothing by itself, and is let in; it is not held against them.
    RuleModeration own =
        SHIPS.with(List.of(new Phrase("both.harassment.threat", "really want to")));
    String text = "I really want to die";
    assertThat(seeker(own, text)).isEqualTo(seeker(SHIPS, text));
    assertThat(seeker(own, text).level()).isPositive();
  }

  @Test
  void whatIsSaidBesidePainIsNoOffenceEither() {
    RuleModeration own = SHIPS.with(List.of(new Phrase("both.harassment.hate", "purple turnip")));
    String alone = "look at that purple turnip";
    assertThat(seeker(own, alone)).isNotEqualTo(seeker(SHIPS, alone));
    List<String> pain =
        List.of(
            "I want to die, look at that purple turnip",
            "my dad beats me when he drinks. Look at that purple turnip",
            // A rule that has spoken often enough in one message says no more, and counts.
            "I want to die. ".repeat(20) + "Look at that purple turnip");
    for (String text : pain) {
      assertThat(seeker(own, text)).isEqualTo(seeker(SHIPS, text));
    }
    assertThat(SHIPS.fault(new Phrase("both.sexual.request", "my dad beats me")))
        .contains(Phrase.Fault.PAIN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "no.such.rule | off to the old mill | RULE",
        "seeker.cue.hopeless | off to the old mill | RULE",
        "house.seeker.wish.die | off to the old mill | RULE",
        "model.crisis | off to the old mill | RULE",
        "seeker.wish.die | z | LENGTH",
        "seeker.wish.die | idk idk idk idk idk idk idk idk idk idk idk idk idk idk | LENGTH",
        "seeker.wish.die | want* @kms | SIGNS",
        "seeker.wish.die | gone. | SIGNS",
        "seeker.wish.die | -- | COMMON",
        "seeker.wish.die | I am | COMMON",
        "seeker.wish.die | off to the old mill | -",
        "seeker.wish.die | can't 'go' on-and-on | -",
      },
      quoteCharacter = '"')
  void whatCannotBeLookedForHasAReason(String rule, String words, Phrase.@Nullable Fault fault) {
    var phrase = new Phrase(rule, words);
    if (fault == null) {
      assertThat(SHIPS.fault(phrase)).isEmpty();
      return;
    }
    assertThat(SHIPS.fault(phrase)).contains(fault);
    assertThatThrownBy(() -> SHIPS.with(List.of(phrase)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(words);
    assertThat(phrase.toString()).doesNotContain(words);
  }

  @Test
  void aMisspellingOfTheHouseLeavesWhatShipsReadAsBefore() {
    RuleModeration own = SHIPS.with(List.of(new Phrase("peer.stigma.crazy", "sucidal clown")));
    String text = "feeling sucidal tonight";
    assertThat(seeker(own, text)).isEqualTo(seeker(SHIPS, text));
  }

  @Test
  void oneSetTakesThePlaceOfAnotherAndNoneIsWhatShips() {
    RuleModeration own = SHIPS.with(List.of(MILL));
    String text = "I'm off to the old mill";
    assertThat(seeker(own.with(List.<Phrase>of()), text)).isEqualTo(Verdict.CLEAR);
    assertThat(seeker(SHIPS, text)).isEqualTo(Verdict.CLEAR);
  }

  @Test
  void aPolicyReachesWhatAHouseAdded() {
    RuleModeration own = SHIPS.with(List.of(MILL));
    String id = "house.seeker.intent.going-to";
    Verdict shadowed =
        seeker(own.with(Policy.read("rules: {" + id + ": shadow}")), "I'm off to the old mill");
    assertThat(shadowed.output()).isEqualTo(Output.NONE);
    assertThat(shadowed.shadows()).containsEntry(id, 1);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void whatShipsCanBeReadByPeople(Language language) {
    RuleModeration rules = RuleModeration.forMeasuring(language);
    assertThat(rules.shipped())
        .isNotEmpty()
        .allSatisfy(rule -> {
          assertThat(rule.examples()).isNotEmpty();
          assertThat(rule.sides()).isNotEmpty();
        });
    assertThat(rules.practice()).hasSizeGreaterThan(rules.shipped().size()).doesNotHaveDuplicates();
  }

  /** Any phrases and any text: each is seen in itself, and nothing that ships is seen less. */
  @Test
  void phrasesOnlyEverAdd() {
    long seed = Long.getLong("seed", new SecureRandom().nextLong());
    System.out.println("seed " + seed);
    var random = new Random(seed);
    List<String> ids =
        SHIPS.shipped().stream()
            .filter(ShippedRule::takesPhrases)
            .map(ShippedRule::id)
            .sorted()
            .toList();
    List<Utterance> practice = SHIPS.practice();
    for (int round = 0; round < ROUNDS; round++) {
      List<Phrase> phrases = new ArrayList<>();
      for (int i = 0; i < MOST_OF_A_SET; i++) {
        Phrase phrase = phrase(random, ids, practice);
        if (SHIPS.fault(phrase).isEmpty()) {
          phrases.add(phrase);
        }
      }
      RuleModeration own = SHIPS.with(phrases);
      phrases.forEach(PhraseTest::assertSeenInItself);
      for (int i = 0; i < MOST_OF_A_SET; i++) {
        assertNothingLess(own, practice.get(random.nextInt(practice.size())));
      }
    }
  }

  private static void assertSeenInItself(Phrase phrase) {
    RuleSet own = RULES.with(List.of(phrase));
    var text = own.read(phrase.words());
    boolean hostile =
        RULES.rules().anyMatch(rule -> rule.id().equals(phrase.rule()) && rule.isHostile());
    // A denial of an insult, or what a peer denies, is left out as it is of what ships.
    if (!hostile && phrase.rule().startsWith("seeker.")) {
      assertThat(own.seeker(text)).anySatisfy(hit -> assertThat(hit.rule().isOwn()).isTrue());
    }
  }

  private static void assertNothingLess(RuleModeration own, Utterance utterance) {
    Verdict before = SHIPS.screen(utterance, ConversationContext.FRESH);
    Verdict after = own.screen(utterance, ConversationContext.FRESH);
    assertThat(after.findings()).containsAll(before.findings());
    assertThat(after.level()).isGreaterThanOrEqualTo(before.level());
    assertThat(after.output()).isGreaterThanOrEqualTo(before.output());
    assertThat(after.findings())
        .filteredOn(finding -> !finding.rule().startsWith("house."))
        .hasSize(before.findings().size());
  }

  /** Some words of a line of practice. */
  private static Phrase phrase(Random random, List<String> ids, List<Utterance> practice) {
    String rule = ids.get(random.nextInt(ids.size()));
    String[] words = practice.get(random.nextInt(practice.size())).text().split(" ");
    int from = random.nextInt(words.length);
    int to = Math.min(words.length, from + 1 + random.nextInt(4));
    String some = String.join(" ", Arrays.copyOfRange(words, from, to));
    return new Phrase(rule, some.replaceAll("[^\\p{L}\\p{Nd} '’-]", ""));
  }

  private static Verdict seeker(RuleModeration moderation, String text) {
    return screen(moderation, Side.SEEKER, text);
  }

  private static Verdict screen(RuleModeration moderation, Side side, String text) {
    return moderation.screen(new Utterance(side, text), ConversationContext.FRESH);
  }
}
