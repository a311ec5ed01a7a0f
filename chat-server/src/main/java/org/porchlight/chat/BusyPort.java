package org.porchlight.chat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Says which port is taken, and what to do, before anything has been started. */
final class BusyPort {
  private BusyPort() {}

  static void refuse(int port, String variable) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
    } catch (IOException taken) {
      System.err.printf(
          "%nPort %d is in use by another program. Choose another one, for example:%n%n"
              + "    %s=%d mvn spring-boot:run%n%n",
          port, variable, port + 1_000);
      System.exit(1);
    }
  }
}
