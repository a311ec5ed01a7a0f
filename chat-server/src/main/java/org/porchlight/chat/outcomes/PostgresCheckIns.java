package org.porchlight.chat.outcomes;

import java.util.Locale;
import org.porchlight.chat.outcomes.CheckIns.Item;
import org.porchlight.chat.outcomes.CheckIns.Phase;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How often each answer was given, in PostgreSQL. */
@Component
class PostgresCheckIns {
  private final DatabaseClient database;

  PostgresCheckIns(DatabaseClient database) {
    this.database = database;
  }

  /** One more answer. All conversations are chats. */
  Mono<Void> add(Phase phase, int visit, Item item, int value) {
    return database
        .sql(
            """
            INSERT INTO check_ins (item, phase, value, visit, mode, times)
            VALUES (:item, :phase, :value, :visit, 'chat', 1)
            ON CONFLICT (item, phase, value, visit, mode)
            DO UPDATE SET times = check_ins.times + 1
            """)
        .bind("item", item.name().toLowerCase(Locale.ROOT))
        .bind("phase", phase.name().toLowerCase(Locale.ROOT))
        .bind("value", value)
        .bind("visit", visit)
        .then();
  }
}
