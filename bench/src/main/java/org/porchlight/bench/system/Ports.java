package org.porchlight.bench.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Free ports of this machine. */
public final class Ports {
  private final Set<Integer> given = new HashSet<>();

  /** One that nobody listens on, and that was not given before. */
  public synchronized int next() throws IOException {
    while (true) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (given.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      }
    }
  }
}
