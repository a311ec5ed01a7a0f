package org.porchlight.chat.policy;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.porchlight.chat.audit.Audit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts moderation together with its policy, and with what the house adds to it. */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

  @Bean
  Rulebook rulebook() {
    return new Rulebook();
  }

  @Bean
  LiveModeration moderation(Rulebook rulebook, MeterRegistry meters, Clock clock) {
    return new LiveModeration(rulebook.of(rulebook.inUse()), meters, clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  PhrasesLoop phrasesLoop(Phrases phrases) {
    return new PhrasesLoop(phrases);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  PolicyLoop policyLoop(
      LiveModeration moderation, Audit audit, PolicySettings settings, MeterRegistry meters) {
    return new PolicyLoop(moderation, audit, settings, meters);
  }
}
