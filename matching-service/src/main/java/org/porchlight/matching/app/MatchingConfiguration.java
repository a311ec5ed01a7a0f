package org.porchlight.matching.app;

import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.UUID;
import org.porchlight.matching.MatchingSettings;
import org.porchlight.matching.engine.MatchingEngine;
import org.porchlight.matching.engine.MatchingLoop;
import org.porchlight.matching.redis.RedisMatchingQueue;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Matching for a process: the queue always, and the engine inside where {@code
 * porchlight.matching.engine-inside} is true. Both processes load this one class, so they agree on
 * the keys.
 */
@Configuration(proxyBeanMethods = false)
public class MatchingConfiguration {

  /** A client of our own for Redis; its connections are made by those who use it. */
  @Bean(destroyMethod = "shutdown")
  RedisClient matchingRedis(@Value("${spring.data.redis.url}") String url) {
    return RedisClient.create(url);
  }

  @Bean
  MatchingSettings matchingSettings(
      @Value("${porchlight.matching.pool:main}") String pool,
      @Value("${porchlight.matching.offer-for:30s}") Duration offerFor,
      @Value("${porchlight.matching.away-for:10m}") Duration awayFor,
      @Value("${porchlight.matching.peer-silent-for:60s}") Duration peerSilentFor) {
    return new MatchingSettings(pool, offerFor, awayFor, peerSilentFor);
  }

  @Bean
  RedisMatchingQueue matchingQueue(RedisClient matchingRedis, MatchingSettings settings) {
    return new RedisMatchingQueue(matchingRedis, settings);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  @ConditionalOnProperty("porchlight.matching.engine-inside")
  MatchingLoop matchingLoop(RedisMatchingQueue line) {
    return new MatchingLoop(line, new MatchingEngine(line, UUID.randomUUID().toString()));
  }
}
