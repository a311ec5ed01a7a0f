package org.porchlight.chat.continuity;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.porchlight.chat.access.Notice;
import org.porchlight.chat.access.SeekerBlocks;
import org.porchlight.chat.access.SeekerPasses;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.WordTries;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Conversations;
import org.porchlight.chat.sealing.KeyFile;
import org.porchlight.chat.sealing.LastingKeys;
import org.porchlight.redis.RedisWriter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Puts ways back together. */
@Configuration(proxyBeanMethods = false)
class ContinuityConfiguration {

  @Bean
  SlowHash slowHash(@Value("${porchlight.key-file}") Path keyFile) {
    return new SlowHash(KeyFile.read(keyFile));
  }

  @Bean
  PostgresThreads postgresThreads(
      DatabaseClient database, ReactiveTransactionManager transactions) {
    return new PostgresThreads(database, TransactionalOperator.create(transactions));
  }

  @Bean
  Threads threads(
      PostgresThreads threads,
      ReactiveStringRedisTemplate redis,
      RedisWriter writer,
      ConversationLog log,
      Conversations conversations,
      SeekerPasses passes,
      StaffDirectory staff,
      Audit audit,
      WordTries tries,
      SeekerBlocks blocks,
      SlowHash hash,
      Notice notice,
      @Value("${porchlight.key-file}") Path keyFile,
      @Value("${porchlight.thread-days:90}") int days,
      Clock clock) {
    if (days < 1) {
      throw new IllegalArgumentException("thread-days: " + days + " (expected: >= 1)");
    }
    byte[] keyEncryptionKey = KeyFile.read(keyFile);
    return new Threads(
        threads,
        new RedisTalkWords(redis, writer, notice, keyEncryptionKey),
        log,
        conversations,
        passes,
        staff,
        audit,
        tries,
        blocks,
        hash,
        new LastingKeys(keyEncryptionKey, "threads"),
        Duration.ofDays(days),
        clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  ExpiredThreadsLoop expiredThreadsLoop(PostgresThreads threads, Clock clock) {
    return new ExpiredThreadsLoop(threads, clock);
  }
}
