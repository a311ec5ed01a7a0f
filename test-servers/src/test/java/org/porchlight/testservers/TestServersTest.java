package org.porchlight.testservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestServersTest {

  @Test
  void aNamedEngineIsBelieved() {
    assertThat(Infrastructure.isDockerThere(Map.of("DOCKER_HOST", "tcp://127.0.0.1:2375")))
        .isTrue();
  }

  @Test
  void thereIsOneRedis() {
    assertThat(TestRedis.uri()).startsWith("redis://").isEqualTo(TestRedis.uri());
  }

  @Test
  void everyDatabaseIsANewOne() throws SQLException {
    for (int i = 0; i < 2; i++) {
      TestPostgres.Database database = TestPostgres.database();
      try (var connection =
              DriverManager.getConnection(
                  database.jdbcUrl(), database.username(), database.password());
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE only_once (id int)");
      }
    }
  }
}
