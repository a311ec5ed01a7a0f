package org.porchlight.chat.access;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Staff accounts in PostgreSQL. */
final class PostgresStaff implements StaffDirectory {
  private static final int ID_BITS = 128;

  private final DatabaseClient database;

  PostgresStaff(DatabaseClient database) {
    this.database = database;
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
            FROM staff WHERE login = :login
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
  public Mono<Certification> certificationOf(String id) {
    return database
        .sql("SELECT level, cleared_for_minors FROM staff WHERE id = :id")
        .bind("id", id)
        .map(row ->
            new Certification(
                text(row, "level"),
                Objects.requireNonNull(row.get("cleared_for_minors", Boolean.class))))
        .one();
  }

  /**
   * A member of staff as coordinators see them.
   *
   * @param name what others see
   */
  record Person(String id, String name, Role role) {}

  /** Everybody, by name. */
  Flux<Person> people() {
    return database
        .sql("SELECT id, name, role FROM staff ORDER BY name, id")
        .map(row -> new Person(text(row, "id"), text(row, "name"), Role.of(text(row, "role"))))
        .all();
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
              cleared_for_minors, demo)
            VALUES (:id, :login, :name, :role, :hash, :languages, :topics, :level, :cleared, true)
            ON CONFLICT (login) DO UPDATE SET name = excluded.name, role = excluded.role,
              password_hash = excluded.password_hash, languages = excluded.languages,
              topics = excluded.topics, level = excluded.level,
              cleared_for_minors = excluded.cleared_for_minors
            WHERE staff.demo
            """)
        .bind("id", Tokens.random(ID_BITS))
        .bind("login", login)
        .bind("level", certification.level())
        .bind("cleared", certification.clearedForMinors())
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

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class));
  }

  private static Set<String> texts(Readable row, String column) {
    return Set.of(Objects.requireNonNull(row.get(column, String[].class)));
  }
}
