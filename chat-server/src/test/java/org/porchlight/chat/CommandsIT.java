package org.porchlight.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import org.springframework.boot.SpringApplication;

/** What an operator asks from a terminal, beside a running service. */
class CommandsIT {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  @DisplayName("audit verify ends with 0 on a whole chain, and with 1 and the row on a changed one")
  void verify(@TempDir Path folder) throws SQLException {
    Path checkpoints = folder.resolve("checkpoints");
    try (RunningServer server =
        RunningServer.start(
            "porchlight.audit.checkpoint-file=" + checkpoints,
            "porchlight.audit.checkpoint-every=200ms")) {
      Audit audit = server.bean(Audit.class);
      audit.record(Act.of("staff", "conversation.read", "c1")).block();
      audit.recordInChain(Act.of("staff", "archive.read", "c2")).block();
      assertThat(server.audited("conversation.read")).isEqualTo(1);
      Awaitility.await().until(() -> checkpoints.toFile().length() > 0);
      assertThat(run(server, checkpoints, "audit", "verify")).as(output()).isZero();
      assertThat(output()).contains("whole: 2 rows").doesNotContain("cannot be noticed");
      try (var connection =
              DriverManager.getConnection(
                  server.database().jdbcUrl(),
                  server.database().username(),
                  server.database().password());
          var statement = connection.createStatement()) {
        statement.execute("ALTER TABLE audit.chain DISABLE TRIGGER USER");
        statement.execute("GRANT ALL ON audit.chain TO CURRENT_USER");
        statement.execute("UPDATE audit.chain SET who = 'somebody else' WHERE seq = 1");
      }
      assertThat(run(server, checkpoints, "audit", "verify")).isEqualTo(1);
      assertThat(output()).contains("row 1 is not what was written there");
    }
  }

  @Test
  @DisplayName("When a server stops, what waited is in the chain and its end is signed")
  void signedAtTheEnd(@TempDir Path folder) throws IOException {
    Path checkpoints = folder.resolve("checkpoints");
    RunningServer server = RunningServer.start("porchlight.audit.checkpoint-file=" + checkpoints);
    server.bean(Audit.class).record(Act.of("staff", "conversation.read", "c1")).block();
    server.close();
    assertThat(Files.readAllLines(checkpoints)).singleElement().asString().contains(" 1 ");
    assertThat(run(server, checkpoints, "audit", "verify")).isZero();
    assertThat(output()).contains("whole: 1 rows, 1 checkpoints.");
  }

  @Test
  @DisplayName("coordinator prints a link that is good once, and makes nobody by itself")
  void coordinator() {
    RunningServer server = RunningServer.shared();
    long invited = server.audited("staff.invite");
    assertThat(run(server, Path.of("none"), "coordinator", "Alma")).isZero();
    assertThat(server.audited("staff.invite")).isEqualTo(invited + 1);
    String token = output().replaceAll("(?s).*/desk/invitation#([A-Za-z0-9_-]{43})\\s*", "$1");
    assertThat(output()).contains(RunningServer.ORIGIN + "/desk/invitation#");
    PretendStaff browser = PretendStaff.atTheDoor(server);
    var shown = browser.post("/api/staff/invitations/look", "{\"token\":\"" + token + "\"}");
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body()).contains("Alma", "coordinator", "otpauth://totp/Porchlight:Alma");
    assertThat(run(server, Path.of("none"), "coordinator", "")).isEqualTo(2);
  }

  @Test
  @DisplayName(
      "A command that is none is refused with the list of them; an argument starts nothing")
  void unknown() {
    assertThat(Commands.isOne(new String[] {"audit", "burn"})).isTrue();
    assertThat(Commands.isOne(new String[] {"--server.port=0"})).isFalse();
    assertThat(run(RunningServer.shared(), Path.of("none"), "audit", "burn")).isEqualTo(2);
    assertThat(output()).contains("audit verify");
  }

  @Test
  @DisplayName("Where nothing runs, a command says so")
  void nothingRuns(@TempDir Path folder) {
    assertThat(
            Commands.run(
                List.of("audit", "verify"),
                Map.of("PORCHLIGHT_DATA", folder.toString()),
                new PrintStream(printed, true, StandardCharsets.UTF_8)))
        .isEqualTo(2);
    assertThat(output()).contains("nothing runs in");
  }

  private int run(RunningServer server, Path checkpoints, String... arguments) {
    var application = new SpringApplication(Commands.CommandParts.class);
    application.setDefaultProperties(
        Map.of(
            "spring.r2dbc.url", server.database().r2dbcUrl(),
            "spring.r2dbc.username", server.database().username(),
            "spring.r2dbc.password", server.database().password(),
            "porchlight.key-file", RunningServer.keyFilePath().toString(),
            "porchlight.socket.origins", RunningServer.ORIGIN,
            "porchlight.audit.checkpoint-file", checkpoints.toString()));
    return Commands.run(
        List.of(arguments), application, new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private String output() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
