package org.porchlight.chat.duty;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * How conversations ended, by what their peers said after: how often each way, and nothing else.
 */
@Component
public class PostgresTalkEndings {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresTalkEndings.class);

  private final DatabaseClient database;

  PostgresTalkEndings(DatabaseClient database) {
    this.database = database;
  }

  /** Counts one. What cannot be counted is lost. */
  public Mono<Void> count(String how) {
    return database
        .sql(
            """
            INSERT INTO talk_endings (how, times) VALUES (:how, 1)
            ON CONFLICT (how) DO UPDATE SET times = talk_endings.times + 1
            """)
        .bind("how", how)
        .then()
        .onErrorResume(broken -> {
          LOG.warn("an ending was not counted: {}", broken.getClass().getSimpleName());
          return Mono.empty();
        });
  }
}
