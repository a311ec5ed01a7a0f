package org.porchlight.chat.audit;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

/** The chain alone, for the service and for the commands, which need PostgreSQL and no more. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
public class AuditChainConfiguration {

  @Bean
  AuditKeys auditKeys(AuditSettings settings, @Value("${porchlight.key-file}") Path keyFile) {
    Path own = settings.keyFile();
    return AuditKeys.from(own == null ? keyFile : own);
  }

  @Bean
  PostgresChain auditChain(
      DatabaseClient database, ReactiveTransactionManager transactions, AuditKeys keys) {
    return new PostgresChain(database, TransactionalOperator.create(transactions), keys);
  }

  /** Where nothing can wait, as for a command, every act is in the chain at once. */
  @Bean
  @Fallback
  Audit chainOnly(PostgresChain chain, AuditKeys keys, Clock clock) {
    return new ChainOnly(chain, keys, clock);
  }

  @Bean
  AuditVerifier auditVerifier(PostgresChain chain, AuditKeys keys, AuditSettings settings) {
    Path file = settings.checkpointFile();
    return new AuditVerifier(chain, keys, file == null ? null : new CheckpointFile(file));
  }
}
