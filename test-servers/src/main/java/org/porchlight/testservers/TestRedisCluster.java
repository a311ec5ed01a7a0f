package org.porchlight.testservers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.porchlight.embedded.EmbeddedRedis;

/**
 * A cluster of three masters on this machine, also where a Docker engine runs: a cluster tells its
 * clients the addresses of its servers, which those inside of containers do not know.
 */
public final class TestRedisCluster {
  private static final int SLOTS = 16_384;
  private static final int MASTERS = 3;
  private static final String PASSWORD = "cluster-of-the-tests";
  private static final int MOST_LOOKS = 400;
  private static final int LOOK_MILLIS = 25;

  private TestRedisCluster() {}

  private static final class Holder {
    private static final String URL = form();
  }

  /** Its address: {@code redis-cluster://:password@host:port,host:port,host:port}. */
  public static String url() {
    return Holder.URL;
  }

  private static String form() {
    try {
      List<EmbeddedRedis> masters = new ArrayList<>();
      List<Integer> buses = new ArrayList<>();
      for (int i = 0; i < MASTERS; i++) {
        int bus = freePort();
        buses.add(bus);
        masters.add(master(bus));
      }
      Runtime.getRuntime().addShutdownHook(new Thread(() -> masters.forEach(EmbeddedRedis::close)));
      for (int i = 0; i < MASTERS; i++) {
        ask(masters.get(i), "ACL SETUSER default >" + PASSWORD);
        int first = SLOTS * i / MASTERS;
        int last = SLOTS * (i + 1) / MASTERS - 1;
        ask(masters.get(i), "CLUSTER ADDSLOTSRANGE " + first + " " + last);
        ask(
            masters.getFirst(),
            "CLUSTER MEET 127.0.0.1 " + masters.get(i).port() + " " + buses.get(i));
      }
      for (EmbeddedRedis master : masters) {
        awaitWhole(master);
      }
      return masters.stream()
          .map(master -> "127.0.0.1:" + master.port())
          .collect(Collectors.joining(",", "redis-cluster://:" + PASSWORD + "@", ""));
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  private static EmbeddedRedis master(int bus) throws IOException {
    Path folder = Files.createTempDirectory("porchlight-redis-cluster");
    return EmbeddedRedis.start(
        folder, true, "cluster-enabled yes", "cluster-port " + bus, "cluster-node-timeout 5000");
  }

  private static void awaitWhole(EmbeddedRedis master) throws IOException {
    for (int look = 0; look < MOST_LOOKS; look++) {
      String info = ask(master, "CLUSTER INFO");
      if (info.contains("cluster_state:ok")
          && info.contains("cluster_slots_ok:" + SLOTS)
          && info.contains("cluster_known_nodes:" + MASTERS)) {
        return;
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while the cluster formed", interrupted);
      }
    }
    throw new IllegalStateException("the cluster did not form");
  }

  /** One command over a connection of its own; the raw answer. */
  private static String ask(EmbeddedRedis server, String command) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              ("AUTH " + server.password() + "\r\n" + command + "\r\nQUIT\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String answer = reader.lines().collect(Collectors.joining("\n"));
      if (answer.contains("\n-")) {
        throw new IllegalStateException("the cluster refused: " + answer);
      }
      return answer;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
