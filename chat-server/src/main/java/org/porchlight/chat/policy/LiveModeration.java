package org.porchlight.chat.policy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.Shadows;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Moderation;
import org.porchlight.moderation.Policy;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.Verdict;
import org.porchlight.moderation.rules.Phrase;
import org.porchlight.moderation.rules.RuleModeration;

/**
 * The rules under the policy that is in force, and with what the house adds to them. One takes the
 * place of another between two messages; a message is looked at under one, never under parts of
 * both.
 */
final class LiveModeration implements Moderation, Shadows, RulesInForce {
  private final Set<String> ids;
  private final MeterRegistry meters;
  private final Clock clock;
  private volatile InForce inForce;
  private volatile @Nullable String problem;

  LiveModeration(RuleModeration rules, MeterRegistry meters, Clock clock) {
    this.ids = Set.copyOf(rules.ruleIds());
    this.meters = meters;
    this.clock = clock;
    this.inForce = new InForce(rules, Policy.ALL_ON, clock.instant());
    ids.forEach(this::shadowed);
  }

  private record InForce(RuleModeration moderation, Policy policy, Instant since) {}

  /**
   * Puts a policy in force.
   *
   * @throws IllegalArgumentException when it names a rule that does not exist; then nothing changes
   */
  synchronized void follow(Policy policy) {
    inForce = new InForce(inForce.moderation().with(policy), policy, clock.instant());
    problem = null;
  }

  /**
   * Looks for what the house adds as well, in the place of what it added before.
   *
   * @throws IllegalArgumentException when a phrase cannot be looked for; then nothing changes
   */
  synchronized void add(Collection<Phrase> phrases) {
    InForce now = inForce;
    inForce = new InForce(now.moderation().with(phrases), now.policy(), now.since());
  }

  /** The file that is there now cannot be followed; what is in force stays. */
  void stay(String why) {
    problem = why;
  }

  @Override
  public Verdict screen(Utterance utterance, ConversationContext context) {
    return inForce.moderation().screen(utterance, context);
  }

  @Override
  public void counted(Map<String, Integer> spoken) {
    spoken.forEach((rule, times) -> shadowed(rule).increment(times));
  }

  @Override
  public Set<String> ids() {
    return ids;
  }

  @Override
  public Policy policy() {
    return inForce.policy();
  }

  @Override
  public Instant since() {
    return inForce.since();
  }

  @Override
  public @Nullable String problem() {
    return problem;
  }

  private Counter shadowed(String rule) {
    return meters.counter("rules.shadowed", "rule", rule);
  }
}
