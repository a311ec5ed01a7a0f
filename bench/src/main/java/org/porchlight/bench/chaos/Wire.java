package org.porchlight.bench.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A word with a Redis server, for setting it up and asking how it is. */
final class Wire {
  private static final int PATIENCE_MILLIS = 2_000;
  private static final int POLL_MILLIS = 50;

  private Wire() {}

  /** Sends an inline command; answers its whole reply, or an empty text when nobody is there. */
  static String ask(int port, String command) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return reply(reader);
    } catch (IOException nobody) {
      return "";
    }
  }

  /** Whether it serves: not while it still reads its file. */
  static boolean answers(int port) {
    return ask(port, "PING").equals("+PONG");
  }

  /**
   * Waits until something is so.
   *
   * @throws IllegalStateException when it is not in time, saying what did not happen
   */
  static void await(String otherwise, Duration within, BooleanSupplier done)
      throws InterruptedException {
    long limit = System.nanoTime() + within.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException(otherwise + " within " + within.toSeconds() + " s");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static String reply(BufferedReader reader) throws IOException {
    String first = reader.readLine();
    if (first == null || first.isEmpty()) {
      return "";
    }
    int length =
        switch (first.charAt(0)) {
          case '$', '*' -> Integer.parseInt(first.substring(1));
          default -> -1;
        };
    StringBuilder all = new StringBuilder();
    switch (first.charAt(0)) {
      case '$' -> {
        for (int read = 0; read < length; read++) {
          all.append((char) reader.read());
        }
        reader.readLine();
      }
      case '*' -> {
        for (int element = 0; element < length; element++) {
          all.append(reply(reader)).append('\n');
        }
      }
      default -> all.append(first);
    }
    return all.toString();
  }
}
