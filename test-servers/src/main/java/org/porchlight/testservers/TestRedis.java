package org.porchlight.testservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.porchlight.embedded.EmbeddedRedis;
import org.testcontainers.containers.GenericContainer;

/** One Redis for all tests of a JVM, as durable as a real one; tests keep apart by ids. */
public final class TestRedis {
  private static final String IMAGE = "redis:7.2.11-alpine";
  private static final int PORT = 6379;

  private TestRedis() {}

  private static final class Holder {
    private static final String URI =
        switch (Infrastructure.chosen()) {
          case DOCKER -> container();
          case LOCAL -> local();
        };
  }

  /** Its address: {@code redis://[:password@]host:port}. */
  public static String uri() {
    return Holder.URI;
  }

  /** Ends with the JVM: Testcontainers' own watcher removes it. */
  @SuppressWarnings("resource")
  private static String container() {
    var redis =
        new GenericContainer<>(IMAGE)
            .withExposedPorts(PORT)
            .withCommand("redis-server", "--appendonly", "yes", "--appendfsync", "always");
    redis.start();
    return "redis://" + redis.getHost() + ":" + redis.getMappedPort(PORT);
  }

  private static String local() {
    try {
      Path folder = Files.createTempDirectory("porchlight-redis");
      EmbeddedRedis redis = EmbeddedRedis.start(folder, true);
      Runtime.getRuntime().addShutdownHook(new Thread(redis::close));
      return redis.uri();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
