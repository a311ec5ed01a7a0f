package org.porchlight.chat.audit;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the audit together. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  @Bean
  RedisPending auditPending(RedisLink link, RedisWriter writer, AuditSettings settings) {
    return new RedisPending(link, writer, settings.chain());
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
  AuditTrail auditTrail(PostgresChain chain, AuditKeys keys) {
    return new ChainTrail(chain, keys);
  }

  @Bean
  Audit audit(RedisPending pending, PostgresChain chain, AuditKeys keys, Clock clock) {
    return new ChainedAudit(pending, new ChainOnly(chain, keys, clock), keys, clock);
  }
}
