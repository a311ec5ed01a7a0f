package org.porchlight.chat.access;

import java.nio.file.Path;
import java.time.Clock;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.sealing.KeyFile;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Invitations alone, for the service and for the commands, which need PostgreSQL and no more. */
@Configuration(proxyBeanMethods = false)
public class InvitationsConfiguration {

  @Bean
  SecondFactors secondFactors(@Value("${porchlight.key-file}") Path keyFile) {
    return new SecondFactors(KeyFile.read(keyFile));
  }

  @Bean
  PostgresInvitations openInvitations(
      DatabaseClient database, ReactiveTransactionManager transactions, Clock clock) {
    return new PostgresInvitations(database, TransactionalOperator.create(transactions), clock);
  }

  @Bean
  Invitations invitations(
      PostgresInvitations open, SecondFactors factors, Audit audit, Clock clock) {
    return new Invitations(open, factors, audit, clock);
  }
}
