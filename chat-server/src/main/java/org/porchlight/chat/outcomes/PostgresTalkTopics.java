package org.porchlight.chat.outcomes;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What conversations were about, by what their peers said after: how often each topic, and nothing
 * else.
 */
@Component
public class PostgresTalkTopics {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresTalkTopics.class);

  private final DatabaseClient database;

  PostgresTalkTopics(DatabaseClient database) {
    this.database = database;
  }

  /** Counts topics. What cannot be counted is lost, as with {@link CheckIns}. */
  public Mono<Void> count(Set<String> topics) {
    return Flux.fromIterable(topics)
        .concatMap(this::add)
        .then()
        .onErrorResume(broken -> {
          LOG.warn("topics were not counted: {}", broken.getClass().getSimpleName());
          return Mono.empty();
        });
  }

  private Mono<Void> add(String topic) {
    return database
        .sql(
            """
            INSERT INTO talk_topics (topic, times) VALUES (:topic, 1)
            ON CONFLICT (topic) DO UPDATE SET times = talk_topics.times + 1
            """)
        .bind("topic", topic)
        .then();
  }
}
