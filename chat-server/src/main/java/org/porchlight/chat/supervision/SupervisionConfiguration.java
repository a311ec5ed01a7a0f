package org.porchlight.chat.supervision;

import java.nio.file.Path;
import java.time.Clock;
import org.porchlight.chat.conversation.Archive;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.WithheldMessages;
import org.porchlight.chat.sealing.KeyFile;
import org.porchlight.chat.sealing.LastingKeys;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** Puts together what supervision does by itself. */
@Configuration(proxyBeanMethods = false)
class SupervisionConfiguration {

  @Bean(initMethod = "start", destroyMethod = "close")
  SupervisorsHereLoop supervisorsHereLoop(Supervision supervision) {
    return new SupervisorsHereLoop(supervision);
  }

  @Bean
  PostgresFeedback feedback(
      DatabaseClient database, @Value("${porchlight.key-file}") Path keyFile, Clock clock) {
    var keys = new LastingKeys(KeyFile.read(keyFile), "feedback");
    return new PostgresFeedback(database, keys, clock);
  }

  @Bean
  PostgresGrowthNotes growthNotes(
      DatabaseClient database, @Value("${porchlight.key-file}") Path keyFile, Clock clock) {
    var keys = new LastingKeys(KeyFile.read(keyFile), "growth notes");
    return new PostgresGrowthNotes(database, keys, clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  PeerDaysLoop peerDaysLoop(
      PostgresPeerDays days,
      PostgresFeedback feedback,
      PostgresGrowthNotes growth,
      PostgresClosings closings,
      Clock clock) {
    return new PeerDaysLoop(days, feedback, growth, closings, clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  UnansweredLoop unansweredLoop(RedisUnanswered unanswered) {
    return new UnansweredLoop(unanswered);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  BoardLoop boardLoop(
      RedisFlagBoard board,
      RedisVerdicts waiting,
      PostgresVerdicts verdicts,
      ConversationLog log,
      Archive archive,
      WithheldMessages withheld,
      Escalation escalation,
      Clock clock) {
    return new BoardLoop(board, waiting, verdicts, log, archive, withheld, escalation, clock);
  }
}
