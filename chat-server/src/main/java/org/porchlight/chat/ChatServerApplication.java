package org.porchlight.chat;

import java.util.List;
import java.util.Map;
import org.porchlight.embedded.OneMachine;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.data.redis.autoconfigure.observation.LettuceObservationAutoConfiguration;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;

/**
 * Starts the chat server. With {@code REDIS_URL} and {@code DATABASE_URL} it runs on those; with
 * neither it is the whole service on one machine, on servers of its own. With a command as its
 * arguments it does that instead, see {@link Commands}.
 */
// Staff are in our own table; the user and the printed password that Boot would make are not ours.
// Commands to Redis are timed, not observed: in Lettuce 7.5 one that is cancelled while its
// observation begins throws out of the cancelling, and whoever asked waits for ever.
@SpringBootApplication(
    exclude = {
      ReactiveUserDetailsServiceAutoConfiguration.class,
      LettuceObservationAutoConfiguration.class
    })
@ConfigurationPropertiesScan
public class ChatServerApplication {

  static void main(String[] arguments) {
    if (Commands.isOne(arguments)) {
      System.exit(Commands.run(List.of(arguments), System.getenv(), System.out));
    }
    SpringApplication application = new SpringApplication(ChatServerApplication.class);
    try {
      prepare(application, Deployment.from(System.getenv()));
    } catch (SettingRefused refused) {
      System.err.printf("%n%s%n%n", refused.getMessage());
      System.exit(1);
    }
    application.run(arguments);
  }

  private static void prepare(SpringApplication application, Deployment deployment) {
    switch (deployment) {
      case Deployment.External external -> {
        application.setDefaultProperties(Map.copyOf(external.properties()));
        application.addListeners(new RefuseSettings());
      }
      case Deployment.OnOneMachine machine -> startOnOneMachine(application, machine);
    }
  }

  private static void startOnOneMachine(
      SpringApplication application, Deployment.OnOneMachine deployment) {
    BusyPort.refuse(deployment.port(), "PORCHLIGHT_PORT");
    BusyPort.refuse(deployment.managementPort(), "PORCHLIGHT_MANAGEMENT_PORT");
    OneMachine servers = OneMachine.start(deployment.data());
    // After the context is closed: the application still writes while it ends.
    SpringApplication.getShutdownHandlers().add(servers::close);
    application.setDefaultProperties(Map.copyOf(deployment.properties(servers)));
    application.addListeners(new Welcome(deployment, servers));
  }
}
