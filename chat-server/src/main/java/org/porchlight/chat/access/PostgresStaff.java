package org.porchlight.chat.access;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Staff accounts in PostgreSQL. */
final class PostgresStaff implements StaffDirectory {
  private static final int ID_BITS = 128;
  private static final String PERSON =
      """
      SELECT id, name, role, level, cleared_for_minors, trained_on, good_until, languages, topics
      FROM staff
      """;

  private final DatabaseClient database;
  private final TransactionalOperator together;

  PostgresStaff(DatabaseClient database, TransactionalOperator together) {
    this.database = database;
    this.together = together;
  }

  /**
   * A member of staff with the hash of their password.
   *
   * @param demo a demo account, which signs in without a code
   * @param secret of their authenticator app, sealed for their id; null for a demo account
   */
  record Account(
      String id,
      String name,
      Role role,
      String passwordHash,
      Set<String> languages,
      Set<String> topics,
      boolean demo,
      byte @Nullable [] secret) {
    @Override
    public String toString() {
      return "Account[id=" + id + ", role=" + role + "]";
    }
  }

  Mono<Account> find(String login) {
    return database
        .sql(
            """
            SELECT id, name, role, password_hash, languages, topics, demo, totp_secret
            FROM staff WHERE login = :login AND left_at IS NULL
            """)
        .bind("login", login)
        .map(PostgresStaff::account)
        .one();
  }

  @Override
  public Mono<String> nameOf(String id) {
    return database
        .sql("SELECT name FROM staff WHERE id = :id")
        .bind("id", id)
        .mapValue(String.class)
        .one();
  }

  @Override
  public Mono<Map<String, String>> names(Collection<String> ids) {
    return database
        .sql("SELECT id, name FROM staff WHERE id = ANY(:ids)")
        .bind("ids", ids.stream().distinct().toArray(String[]::new))
        .map(row -> Map.entry(text(row, "id"), text(row, "name")))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  @Override
  public Mono<String> introOf(String id) {
    return database
        .sql("SELECT intro FROM staff WHERE id = :id AND intro IS NOT NULL AND left_at IS NULL")
        .bind("id", id)
        .mapValue(String.class)
        .one();
  }

  @Override
  public Mono<Void> introduce(String id, String intro) {
    return database
        .sql("UPDATE staff SET intro = nullif(:intro, '') WHERE id = :id AND left_at IS NULL")
        .bind("id", id)
        .bind("intro", intro)
        .then();
  }

  /** What somebody likes about their desk, by name. */
  Mono<Map<String, String>> settingsOf(String id) {
    return database
        .sql(
            """
            SELECT setting, value FROM staff, jsonb_each_text(settings) AS kept (setting, value)
            WHERE id = :id AND left_at IS NULL
            """)
        .bind("id", id)
        .map(row -> Map.entry(text(row, "setting"), text(row, "value")))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** They like these from now on, and the others as before. */
  Mono<Void> keepSettings(String id, Map<String, String> changed) {
    return database
        .sql(
            """
            UPDATE staff
            SET settings = settings || jsonb_object(CAST(:names AS text[]), CAST(:values AS text[]))
            WHERE id = :id AND left_at IS NULL
            """)
        .bind("id", id)
        .bind("names", changed.keySet().toArray(String[]::new))
        .bind("values", changed.values().toArray(String[]::new))
        .then();
  }

  @Override
  public Mono<Person> person(String id) {
    return database
        .sql(PERSON + "WHERE id = :id AND left_at IS NULL")
        .bind("id", id)
        .map(PostgresStaff::recorded)
        .one();
  }

  @Override
  public Flux<Person> everyone() {
    return database
        .sql(PERSON + "WHERE left_at IS NULL ORDER BY name, id")
        .map(PostgresStaff::recorded)
        .all();
  }

  @Override
  public Mono<Changed> change(Person seen, Person person) {
    Certification certification = person.certification();
    var update =
        database
            .sql(
                """
                UPDATE staff SET name = :name, role = :role, languages = :languages,
                  topics = :topics, level = :level, cleared_for_minors = :cleared,
                  trained_on = :trained, good_until = :until,
                  coordinator_until = CASE WHEN role = 'coordinator' AND :role <> role
                    THEN now() ELSE coordinator_until END
                WHERE id = :id AND left_at IS NULL
                """)
            .bind("id", person.id())
            .bind("name", person.name())
            .bind("role", person.role().code())
            .bind("languages", person.languages().toArray(String[]::new))
            .bind("topics", person.topics().toArray(String[]::new))
            .bind("level", certification.level())
            .bind("cleared", certification.clearedForMinors())
            .bind("trained", day(certification.trainedOn()))
            .bind("until", day(certification.goodUntil()));
    var noneWaits =
        database
            .sql(
                """
                DELETE FROM coordinator_grants waiting USING staff
                WHERE waiting.staff = staff.id AND staff.id = :id AND staff.role <> :role
                """)
            .bind("id", person.id())
            .bind("role", person.role().code())
            .then();
    Mono<Changed> change =
        held(person.id())
            .flatMap(now ->
                now.equals(seen) || now.equals(person)
                    ? noneWaits.then(changed(update))
                    : Mono.just(Changed.CHANGED))
            .defaultIfEmpty(Changed.GONE);
    return person.role() == Role.COORDINATOR
        ? change.as(together::transactional)
        : withoutCoordinator(person.id(), change);
  }

  /**
   * Somebody as they are, whom nobody else changes until the transaction is over. What waits for
   * them is held first, in the order in which it is confirmed.
   */
  private Mono<Person> held(String id) {
    var waiting =
        database
            .sql("SELECT staff FROM coordinator_grants WHERE staff = :id FOR UPDATE")
            .bind("id", id)
            .mapValue(String.class)
            .all();
    return waiting.then(
        database
            .sql(PERSON + "WHERE id = :id AND left_at IS NULL FOR NO KEY UPDATE")
            .bind("id", id)
            .map(PostgresStaff::recorded)
            .one());
  }

  @Override
  public Mono<Boolean> makesCoordinatorsAlone(String id) {
    return database
        .sql(
            """
            SELECT NOT EXISTS (
              SELECT FROM staff WHERE id <> :id
                AND (role = 'coordinator' AND left_at IS NULL
                  OR coordinator_until > now() - interval '1 day'))
            """)
        .bind("id", id)
        .mapValue(Boolean.class)
        .one();
  }

  @Override
  public Mono<Long> demoAccounts() {
    return database
        .sql("SELECT count(*) FROM staff WHERE demo AND left_at IS NULL")
        .mapValue(Long.class)
        .one();
  }

  @Override
  public Mono<Changed> leave(String id) {
    var codes = database.sql("DELETE FROM recovery_codes WHERE staff = :id").bind("id", id).then();
    var noneWaits =
        database.sql("DELETE FROM coordinator_grants WHERE staff = :id").bind("id", id).then();
    // The login is free again, and says nothing of them.
    var account =
        database
            .sql(
                """
                UPDATE staff SET left_at = now(), login = 'left-' || md5(id), password_hash = '',
                  topics = '{}', intro = NULL, settings = '{}',
                  totp_secret = CASE WHEN demo THEN NULL ELSE ''::bytea END,
                  coordinator_until = CASE WHEN role = 'coordinator'
                    THEN now() ELSE coordinator_until END
                WHERE id = :id AND left_at IS NULL
                """)
            .bind("id", id);
    return withoutCoordinator(id, codes.then(noneWaits).then(changed(account)));
  }

  /** Makes a change after which somebody is no coordinator; of two at once one waits. */
  private Mono<Changed> withoutCoordinator(String id, Mono<Changed> change) {
    return database
        .sql("SELECT id FROM staff WHERE role = 'coordinator' AND left_at IS NULL FOR UPDATE")
        .mapValue(String.class)
        .all()
        .collectList()
        .flatMap(coordinators ->
            coordinators.equals(List.of(id)) ? Mono.just(Changed.LAST_COORDINATOR) : change)
        .as(together::transactional);
  }

  private static Mono<Changed> changed(DatabaseClient.GenericExecuteSpec update) {
    return update.fetch().rowsUpdated().map(updated -> updated == 1 ? Changed.DONE : Changed.GONE);
  }

  /** The sealed secret of somebody's authenticator app, empty when they have none. */
  Mono<byte[]> secretOf(String id) {
    return database
        .sql("SELECT totp_secret FROM staff WHERE id = :id AND totp_secret IS NOT NULL")
        .bind("id", id)
        .mapValue(byte[].class)
        .one();
  }

  /** Uses up a recovery code; whether it was one of theirs. */
  Mono<Boolean> useRecoveryCode(String id, byte[] digest) {
    return database
        .sql("DELETE FROM recovery_codes WHERE staff = :id AND digest = :digest")
        .bind("id", id)
        .bind("digest", digest)
        .fetch()
        .rowsUpdated()
        .map(deleted -> deleted == 1);
  }

  /**
   * Makes a demo account, or gives it a new name, role, password, topics and certification. An
   * account of a person who has that login stays theirs.
   */
  Mono<Void> saveDemo(
      String login,
      String name,
      Role role,
      String passwordHash,
      Set<String> languages,
      Set<String> topics,
      Certification certification) {
    return database
        .sql(
            """
            INSERT INTO staff (id, login, name, role, password_hash, languages, topics, level,
              cleared_for_minors, trained_on, good_until, demo)
            VALUES (:id, :login, :name, :role, :hash, :languages, :topics, :level, :cleared,
              :trained, :until, true)
            ON CONFLICT (login) DO UPDATE SET name = excluded.name, role = excluded.role,
              password_hash = excluded.password_hash, languages = excluded.languages,
              topics = excluded.topics, level = excluded.level,
              cleared_for_minors = excluded.cleared_for_minors,
              trained_on = excluded.trained_on, good_until = excluded.good_until
            WHERE staff.demo
            """)
        .bind("id", Tokens.random(ID_BITS))
        .bind("login", login)
        .bind("level", certification.level())
        .bind("cleared", certification.clearedForMinors())
        .bind("trained", day(certification.trainedOn()))
        .bind("until", day(certification.goodUntil()))
        .bind("name", name)
        .bind("role", role.code())
        .bind("hash", passwordHash)
        .bind("languages", languages.toArray(String[]::new))
        .bind("topics", topics.toArray(String[]::new))
        .then();
  }

  private static Account account(Readable row) {
    return new Account(
        text(row, "id"),
        text(row, "name"),
        Role.of(text(row, "role")),
        text(row, "password_hash"),
        texts(row, "languages"),
        texts(row, "topics"),
        Objects.requireNonNull(row.get("demo", Boolean.class)),
        row.get("totp_secret", byte[].class));
  }

  private static Person recorded(Readable row) {
    return new Person(
        text(row, "id"),
        text(row, "name"),
        Role.of(text(row, "role")),
        certification(row),
        texts(row, "languages"),
        texts(row, "topics"));
  }

  /** What a row of staff, or of an invitation, says of it. */
  static Certification certification(Readable row) {
    return new Certification(
        text(row, "level"),
        Objects.requireNonNull(row.get("cleared_for_minors", Boolean.class)),
        row.get("trained_on", LocalDate.class),
        row.get("good_until", LocalDate.class));
  }

  /** A day that may not be recorded, as a parameter. */
  static Parameter day(@Nullable LocalDate day) {
    return day == null ? Parameters.in(LocalDate.class) : Parameters.in(day);
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class));
  }

  private static Set<String> texts(Readable row, String column) {
    return Set.of(Objects.requireNonNull(row.get(column, String[].class)));
  }
}
