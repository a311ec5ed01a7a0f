package org.porchlight.testservers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where the servers come from: {@code -Dit.infra=docker}, {@code local} or {@code auto}, which is
 * {@code docker} where an engine seems to run. It says once which it is.
 */
enum Infrastructure {
  DOCKER,
  LOCAL;

  private static final Infrastructure CHOSEN = choose();

  static Infrastructure chosen() {
    return CHOSEN;
  }

  private static Infrastructure choose() {
    String wish = System.getProperty("it.infra", "auto").toLowerCase(Locale.ROOT);
    Infrastructure choice =
        switch (wish) {
          case "docker" -> DOCKER;
          case "local" -> LOCAL;
          case "auto" -> isDockerThere(System.getenv()) ? DOCKER : LOCAL;
          default ->
              throw new IllegalArgumentException(
                  "it.infra: " + wish + " (expected: docker, local or auto)");
        };
    System.out.println(
        switch (choice) {
          case DOCKER -> "Integration tests use containers (it.infra=" + wish + ").";
          case LOCAL ->
              "Integration tests use the embedded servers (it.infra="
                  + wish
                  + (wish.equals("auto") ? ", no Docker engine was found)." : ").");
        });
    return choice;
  }

  /**
   * Looks before any class of Testcontainers is loaded, which would take half a second to say no.
   */
  static boolean isDockerThere(Map<String, String> environment) {
    return environment.containsKey("DOCKER_HOST")
        || Files.exists(Path.of("/var/run/docker.sock"))
        || Files.exists(Path.of(System.getProperty("user.home"), ".testcontainers.properties"));
  }
}
