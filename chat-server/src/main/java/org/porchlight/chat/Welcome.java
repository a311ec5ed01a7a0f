package org.porchlight.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.porchlight.chat.access.DemoAccounts;
import org.porchlight.embedded.OneMachine;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Once the one-machine default runs: demo accounts, and where to click. */
final class Welcome implements ApplicationListener<ApplicationReadyEvent> {
  private static final int PASSWORD_BYTES = 12;

  private final Deployment.OnOneMachine deployment;
  private final OneMachine servers;

  Welcome(Deployment.OnOneMachine deployment, OneMachine servers) {
    this.deployment = deployment;
    this.servers = servers;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent ready) {
    Path file = deployment.data().resolve("demo-accounts");
    Map<String, String> passwords = passwords(file);
    ready
        .getApplicationContext()
        .getBean(DemoAccounts.class)
        .create(
            login -> Objects.requireNonNull(passwords.getOrDefault(login, passwords.get("peer"))),
            deployment.demoPeers())
        .block();
    System.out.printf(
        """

        The light is on (%s, %s).

          Someone looking for support   %s
          Peers and supervisors         %sdesk
          Demo logins and passwords     %s

        Ctrl-C stops everything.

        """,
        servers.redis().description(),
        servers.postgres(),
        deployment.seekerPage(),
        deployment.seekerPage(),
        file);
  }

  /** One password each, generated once and kept; a given one is for all of them. */
  private Map<String, String> passwords(Path file) {
    Map<String, String> passwords = new LinkedHashMap<>();
    for (String login : new String[] {"peer", "supervisor", "coordinator"}) {
      passwords.put(
          login, Objects.requireNonNullElseGet(deployment.demoPassword(), Welcome::random));
    }
    try {
      if (Files.exists(file) && deployment.demoPassword() == null) {
        for (String line : Files.readAllLines(file)) {
          String[] parts = line.split(" ", 2);
          if (parts.length == 2) {
            passwords.put(parts[0], parts[1].strip());
          }
        }
        return passwords;
      }
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      StringBuilder lines = new StringBuilder();
      passwords.forEach(
          (login, password) -> lines.append(login).append(' ').append(password).append('\n'));
      Files.writeString(file, lines);
      return passwords;
    } catch (IOException unwritable) {
      throw new UncheckedIOException("demo accounts cannot be kept in " + file, unwritable);
    }
  }

  private static String random() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
