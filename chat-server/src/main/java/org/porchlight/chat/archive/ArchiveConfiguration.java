package org.porchlight.chat.archive;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Conversations;
import org.porchlight.chat.conversation.FlagBoard;
import org.porchlight.chat.house.House;
import org.porchlight.chat.sealing.KeyVault;
import org.porchlight.redis.RedisLink;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Puts the archive together. */
@Configuration(proxyBeanMethods = false)
class ArchiveConfiguration {

  @Bean(initMethod = "start", destroyMethod = "close")
  DayKeysLoop dayKeysLoop(KeyVault vault, DatabaseClient database, RedisLink link) {
    return new DayKeysLoop(vault, new PostgresDayKeys(database), new RedisDayKeys(link));
  }

  @Bean
  PostgresTranscripts transcripts(
      DatabaseClient database, ReactiveTransactionManager transactions) {
    return new PostgresTranscripts(database, TransactionalOperator.create(transactions));
  }

  @Bean
  SealedArchive archive(
      ConversationLog log,
      PostgresTranscripts transcripts,
      FlagBoard board,
      KeyVault vault,
      Clock clock,
      House house) {
    return new SealedArchive(log, transcripts, board, vault, clock, house::promisedSince);
  }

  @Bean
  PostgresLastWords lastWords(
      DatabaseClient database, ConversationLog log, SealedArchive archive, Clock clock) {
    return new PostgresLastWords(database, log, archive, clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  ArchivingLoop archivingLoop(
      ConversationLog log,
      Conversations conversations,
      SealedArchive archive,
      PostgresTranscripts transcripts,
      PostgresLastWords words,
      Clock clock,
      MeterRegistry meters) {
    return new ArchivingLoop(log, conversations, archive, transcripts, words, clock, meters);
  }
}
