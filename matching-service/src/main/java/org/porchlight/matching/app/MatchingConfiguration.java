package org.porchlight.matching.app;

import java.time.Duration;
import java.util.UUID;
import org.porchlight.matching.MatchingQueue;
import org.porchlight.matching.MatchingSettings;
import org.porchlight.matching.engine.MatchingEngine;
import org.porchlight.matching.engine.MatchingLoop;
import org.porchlight.matching.redis.RedisLine;
import org.porchlight.matching.redis.RedisMatchingQueue;
import org.porchlight.matching.redis.RedisPool;
import org.porchlight.redis.Durability;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisWriter;
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

  /** The link to Redis of the whole process; nothing is connected before it is needed. */
  @Bean(destroyMethod = "close")
  RedisLink redisLink(@Value("${porchlight.redis.url:${spring.data.redis.url:}}") String url) {
    return RedisLink.to(url);
  }

  /** What the whole process writes with. */
  @Bean
  RedisWriter redisWriter(
      RedisLink redisLink, @Value("${porchlight.durability:L1}") Durability durability) {
    return redisLink.writer(durability);
  }

  @Bean
  MatchingSettings matchingSettings(
      @Value("${porchlight.matching.pool:main}") String pool,
      @Value("${porchlight.matching.offer-for:30s}") Duration offerFor,
      @Value("${porchlight.matching.away-for:10m}") Duration awayFor,
      @Value("${porchlight.matching.peer-silent-for:60s}") Duration peerSilentFor,
      @Value("${porchlight.matching.place-for:3m}") Duration placeFor,
      @Value("${porchlight.matching.known-for:2m}") Duration knownFor,
      @Value("${porchlight.matching.lease-for:5s}") Duration leaseFor) {
    return new MatchingSettings(
        pool, offerFor, awayFor, peerSilentFor, placeFor, knownFor, leaseFor);
  }

  @Bean
  RedisPool matchingPool(RedisLink redisLink, RedisWriter redisWriter, MatchingSettings settings) {
    return new RedisPool(redisLink, redisWriter, settings);
  }

  @Bean
  MatchingQueue matchingQueue(RedisPool matchingPool) {
    return new RedisMatchingQueue(matchingPool);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  @ConditionalOnProperty("porchlight.matching.engine-inside")
  MatchingLoop matchingLoop(RedisPool matchingPool) {
    RedisLine line = new RedisLine(matchingPool);
    return new MatchingLoop(line, new MatchingEngine(line, UUID.randomUUID().toString()));
  }
}
