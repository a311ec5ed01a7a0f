package org.porchlight.chat.duty;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.FlagKinds;
import org.porchlight.chat.conversation.PeerCounts;
import org.porchlight.matching.MatchingQueue;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** Puts duty together. */
@Configuration(proxyBeanMethods = false)
class DutyConfiguration {

  @Bean
  RedisPeerConversations peerConversations(RedisLink link, RedisWriter writer) {
    return new RedisPeerConversations(link, writer);
  }

  @Bean
  RedisPeersHeard peersHeard(RedisLink link) {
    return new RedisPeersHeard(link);
  }

  @Bean
  RedisHours peerHours(RedisLink link) {
    return new RedisHours(link);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  LostPeersLoop lostPeersLoop(Duties duties) {
    return new LostPeersLoop(duties);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  LapsedTrainingLoop lapsedTrainingLoop(Duties duties) {
    return new LapsedTrainingLoop(duties);
  }

  @Bean
  PostgresMatches matches(DatabaseClient database) {
    return new PostgresMatches(database);
  }

  @Bean
  Duties duties(
      MatchingQueue queue,
      ConversationLog log,
      RedisPeerConversations peerConversations,
      RedisPeersHeard peersHeard,
      RedisHours peerHours,
      RedisCare care,
      StaffDirectory staff,
      FlagKinds flags,
      PeerCounts counts,
      Clock clock) {
    return new Duties(
        queue, log, peerConversations, peersHeard, peerHours, care, staff, flags, counts, clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  AcceptedOffersLoop acceptedOffersLoop(
      MatchingQueue queue,
      PostgresMatches matches,
      ConversationLog log,
      RedisPeerConversations peerConversations,
      Duties duties,
      StaffDirectory staff,
      PeerCounts counts,
      MeterRegistry meters) {
    return new AcceptedOffersLoop(
        queue,
        new OpeningConversations(
            queue, matches, log, peerConversations, duties, staff, counts, meters));
  }
}
