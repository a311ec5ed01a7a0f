package org.porchlight.chat.policy;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.porchlight.chat.audit.Audit;
import org.porchlight.moderation.rules.RuleModeration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts moderation together with its policy. */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

  @Bean
  LiveModeration moderation(MeterRegistry meters, Clock clock) {
    return new LiveModeration(RuleModeration.english(), meters, clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  PolicyLoop policyLoop(
      LiveModeration moderation, Audit audit, PolicySettings settings, MeterRegistry meters) {
    return new PolicyLoop(moderation, audit, settings, meters);
  }
}
