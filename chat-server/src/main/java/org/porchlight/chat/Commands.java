package org.porchlight.chat;

import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.porchlight.chat.access.Invitation;
import org.porchlight.chat.access.Invitations;
import org.porchlight.chat.access.InvitationsConfiguration;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.AuditChainConfiguration;
import org.porchlight.chat.audit.AuditVerifier;
import org.porchlight.chat.audit.AuditVerifier.Finding;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.r2dbc.autoconfigure.DataR2dbcAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcTransactionManagerAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;

/**
 * What an operator asks of the program from a terminal, with the settings of the service and beside
 * it. Each needs PostgreSQL and nothing else.
 *
 * <pre>
 * audit verify       reads the audit's chain and its checkpoints; 1 when something was changed
 * coordinator NAME   prints a link that makes one coordinator, good once and for 72 hours
 * </pre>
 */
final class Commands {
  private static final Set<String> NAMES = Set.of("audit", "coordinator");
  private static final String USAGE = "Commands: audit verify | coordinator NAME";
  private static final int CHANGED = 1;
  private static final int FAILED = 2;
  private static final int LONGEST_NAME = 40;
  private static final DateTimeFormatter LINK_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Commands() {}

  /** Whether arguments ask for a command and not for the service. */
  static boolean isOne(String[] arguments) {
    return arguments.length > 0 && NAMES.contains(arguments[0]);
  }

  /**
   * Does one.
   *
   * @return the exit code: 0 done, 1 the audit was changed, 2 it could not be done
   */
  static int run(List<String> arguments, Map<String, String> environment, PrintStream out) {
    SpringApplication application = new SpringApplication(CommandParts.class);
    try {
      switch (Deployment.from(environment)) {
        case Deployment.External external -> {
          application.setDefaultProperties(external.properties());
          application.addListeners(new RefuseSettings());
        }
        case Deployment.OnOneMachine machine ->
            application.setDefaultProperties(machine.commandProperties());
      }
      return run(arguments, application, out);
    } catch (SettingRefused refused) {
      out.println(refused.getMessage());
      return FAILED;
    }
  }

  /** Does one on an application that knows its stores. */
  static int run(List<String> arguments, SpringApplication application, PrintStream out) {
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setLogStartupInfo(false);
    try (ConfigurableApplicationContext parts = application.run("--logging.level.root=error")) {
      if (arguments.equals(List.of("audit", "verify"))) {
        return verify(parts.getBean(AuditVerifier.class), out);
      }
      if (arguments.size() == 2 && arguments.getFirst().equals("coordinator")) {
        return invite(parts, arguments.getLast().strip(), out);
      }
      out.println(USAGE);
      return FAILED;
    } catch (DataAccessException away) {
      out.println("PostgreSQL could not be read. Is it there, and was the service started once?");
      return FAILED;
    }
  }

  private static int invite(ConfigurableApplicationContext parts, String name, PrintStream out) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      out.printf("name: expected 1 to %d characters%n", LONGEST_NAME);
      return FAILED;
    }
    var made =
        Objects.requireNonNull(
            parts
                .getBean(Invitations.class)
                .invite(Act.operator(), Invitation.ofCoordinator(name))
                .block());
    String pages =
        parts.getEnvironment().getRequiredProperty("porchlight.socket.origins").split(",", 2)[0];
    out.printf(
        """
        Whoever opens this link becomes a coordinator. It is good once, until %s (UTC):

          %s%s
        """,
        LINK_TIME.format(made.expiresAt()), pages, made.path());
    return 0;
  }

  private static int verify(AuditVerifier verifier, PrintStream out) {
    return switch (Objects.requireNonNull(verifier.verify().block())) {
      case Finding.Whole whole -> {
        out.printf(
            "The audit is whole: %d rows, %d checkpoints.%s%n",
            whole.rows(),
            whole.checkpoints(),
            whole.checkpoints() == 0 ? " Without checkpoints a cut end cannot be noticed." : "");
        yield 0;
      }
      case Finding.Broken broken -> {
        out.println("The audit was changed: " + broken.what() + ".");
        yield CHANGED;
      }
    };
  }

  /** No component, or the service would find it. */
  @ImportAutoConfiguration({
    R2dbcAutoConfiguration.class,
    R2dbcTransactionManagerAutoConfiguration.class,
    DataR2dbcAutoConfiguration.class
  })
  @Import({AuditChainConfiguration.class, InvitationsConfiguration.class})
  static class CommandParts {
    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }
  }
}
