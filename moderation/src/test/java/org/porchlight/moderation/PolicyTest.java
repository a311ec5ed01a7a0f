package org.porchlight.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.porchlight.moderation.rules.Language;
import org.porchlight.moderation.rules.RuleModeration;

class PolicyTest {
  private static final RuleModeration MODERATION = RuleModeration.english();

  @Test
  void aRuleInShadowIsCountedAndSaysNothing() {
    Policy policy =
        Policy.read("rules:\n  peer.platform.other: shadow\n  model.off-platform: off\n");
    Verdict verdict = peer(MODERATION.with(policy), "add me on whatsapp");
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.output()).isEqualTo(Output.NONE);
    assertThat(verdict.shadows()).containsEntry("peer.platform.other", 1);
  }

  @Test
  void aRuleThatIsOffIsNotThere() {
    Policy policy = Policy.read("rules: {peer.platform.other: off, model.off-platform: off}");
    Verdict verdict = peer(MODERATION.with(policy), "add me on whatsapp");
    assertThat(verdict).isEqualTo(Verdict.CLEAR);
  }

  @Test
  void theModerationItCameFromGoesOnAsItWas() {
    RuleModeration changed = MODERATION.with(Policy.read("rules: {peer.platform.other: off}"));
    assertThat(changed).isNotSameAs(MODERATION);
    assertThat(peer(MODERATION, "add me on whatsapp").findings()).isNotEmpty();
  }

  @Test
  void aPolicyThatMakesNoSenseIsRefusedWithItsReason() {
    assertThatThrownBy(() -> Policy.read("rules: {a: loud}")).hasMessageContaining("loud");
    assertThatThrownBy(() -> Policy.read("- a")).hasMessageContaining("rules");
    assertThatThrownBy(() -> Policy.read("rules: {")).hasMessageContaining("policy");
    assertThatThrownBy(() -> MODERATION.with(Policy.read("rules: {no.such.rule: off}")))
        .hasMessageContaining("no.such.rule");
  }

  @Test
  void anEmptyPolicyChangesNothing() {
    assertThat(Policy.read("")).isEqualTo(Policy.ALL_ON);
  }

  @Test
  void spanishStaysOutOfLiveChatsUntilReviewed() {
    assertThatThrownBy(() -> RuleModeration.forLiveChat(Language.SPANISH))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SPANISH");
    Verdict verdict =
        RuleModeration.forMeasuring(Language.SPANISH)
            .screen(new Utterance(Side.SEEKER, "voy a matarme"), ConversationContext.FRESH);
    assertThat(verdict.level()).isEqualTo(4);
  }

  private static Verdict peer(RuleModeration moderation, String text) {
    return moderation.screen(new Utterance(Side.PEER, text), ConversationContext.FRESH);
  }
}
