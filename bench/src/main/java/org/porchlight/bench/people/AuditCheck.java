package org.porchlight.bench.people;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.porchlight.bench.system.OneMachineServer;
import org.porchlight.embedded.EmbeddedPostgres;

/**
 * What the audit's verifier says of a night: of a copy of all its data, and of that copy after
 * somebody with every right on the database changed one row.
 *
 * @param rows how many rows the audit had
 * @param checkpoints how many signed checkpoints lay beside it
 * @param onWhole the verifier's exit status before the change, 0 where all is well
 * @param onChanged its exit status after it, 1 where it noticed
 */
record AuditCheck(long rows, long checkpoints, int onWhole, int onChanged) {
  private static final Pattern WHOLE = Pattern.compile("whole: (\\d+) rows, (\\d+) checkpoints");
  private static final String CHANGE_ONE =
      """
      UPDATE audit.chain SET who = 'somebody else'
      WHERE seq = (SELECT (max(seq) + 1) / 2 FROM audit.chain)
      """;

  /** Stops the server, which signs the end of the audit, and looks at a copy of what it leaves. */
  static AuditCheck of(OneMachineServer server, Path copy)
      throws IOException, InterruptedException {
    server.stop();
    copy(server.data(), copy);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(copy.resolve("postgres"), false)) {
      Verdict before = verify(copy);
      change(postgres);
      Verdict after = verify(copy);
      Matcher whole = WHOLE.matcher(before.said());
      return whole.find()
          ? new AuditCheck(
              Long.parseLong(whole.group(1)),
              Long.parseLong(whole.group(2)),
              before.status(),
              after.status())
          : new AuditCheck(0, 0, before.status(), after.status());
    }
  }

  private record Verdict(int status, String said) {}

  private static Verdict verify(Path data) throws IOException, InterruptedException {
    var command = OneMachineServer.command("audit", "verify").redirectErrorStream(true);
    command.environment().put("PORCHLIGHT_DATA", data.toString());
    Process verifier = command.start();
    String said = new String(verifier.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Verdict(verifier.waitFor(), said);
  }

  private static void change(EmbeddedPostgres postgres) {
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.username(), postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute("GRANT UPDATE ON audit.chain TO CURRENT_USER");
      statement.execute("ALTER TABLE audit.chain DISABLE TRIGGER ALL");
      if (statement.executeUpdate(CHANGE_ONE) != 1) {
        throw new IllegalStateException("the audit has no row to change");
      }
    } catch (SQLException failed) {
      throw new IllegalStateException("the audit could not be changed", failed);
    }
  }

  /** With its permissions: PostgreSQL starts on no data that others may read. */
  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes unused)
              throws IOException {
            Files.copy(folder, to.resolve(from.relativize(folder)), COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes unused)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)), COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
