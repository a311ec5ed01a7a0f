package org.porchlight.chat.supervision;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.porchlight.chat.policy.RulesInForce;
import org.springframework.stereotype.Component;

/** Counts verdicts by rule. Every rule is there from the start, so a 0 is a 0. */
@Component
class RuleMeters {
  private final MeterRegistry meters;
  private final RulesInForce rules;

  RuleMeters(MeterRegistry meters, RulesInForce rules) {
    this.meters = meters;
    this.rules = rules;
    rules
        .ids()
        .forEach(rule -> {
          judged(rule, true);
          judged(rule, false);
        });
  }

  void judged(Verdict verdict) {
    verdict.rules().stream()
        .filter(rules.ids()::contains)
        .forEach(rule -> judged(rule, verdict.right()).increment());
  }

  private Counter judged(String rule, boolean right) {
    return meters.counter("rules.judged", "rule", rule, "verdict", right ? "right" : "wrong");
  }
}
