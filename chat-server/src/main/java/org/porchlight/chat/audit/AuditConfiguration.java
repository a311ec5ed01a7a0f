package org.porchlight.chat.audit;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** Puts the audit together. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  @Bean
  RedisPending auditPending(ReactiveStringRedisTemplate redis, AuditSettings settings) {
    return new RedisPending(redis, settings.chain());
  }

  @Bean
  ChainLoop chainLoop(
      RedisPending pending,
      PostgresChain chain,
      AuditKeys keys,
      AuditSettings settings,
      Clock clock,
      MeterRegistry meters) {
    return new ChainLoop(pending, chain, keys, settings, clock, meters);
  }

  @Bean
  Audit audit(RedisPending pending, PostgresChain chain, AuditKeys keys, Clock clock) {
    return new ChainedAudit(pending, new ChainOnly(chain, keys, clock), keys, clock);
  }
}
