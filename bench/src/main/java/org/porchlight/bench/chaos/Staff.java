package org.porchlight.bench.chaos;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Accounts for peers, put where a deployment has them. All have one password and need no code. */
final class Staff {
  private static final int ID_BYTES = 16;

  private final String password = UUID.randomUUID().toString();

  String password() {
    return password;
  }

  /** Makes peers with logins {@code peer-1}, {@code peer-2}, …; answers the logins. */
  List<String> hire(Database database, int peers) {
    String hash = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(password);
    List<String> logins = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO staff (id, login, name, role, level, trained_on, good_until,
                  password_hash, languages, topics, demo)
                VALUES (?, ?, ?, 'peer', 'independent', current_date, current_date + 365,
                  ?, '{en}', '{grief}', true)
                """)) {
      for (int number = 1; number <= peers; number++) {
        String login = "peer-" + number;
        insert.setString(1, id());
        insert.setString(2, login);
        insert.setString(3, "Robin " + number);
        insert.setString(4, hash);
        insert.addBatch();
        logins.add(login);
      }
      insert.executeBatch();
    } catch (SQLException failed) {
      throw new IllegalStateException("no peers could be put into PostgreSQL", failed);
    }
    return logins;
  }

  private static String id() {
    byte[] bytes = new byte[ID_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
