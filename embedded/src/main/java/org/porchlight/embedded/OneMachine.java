package org.porchlight.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Both servers, durable, in one data directory. */
public final class OneMachine implements AutoCloseable {
  private final EmbeddedRedis redis;
  private final EmbeddedPostgres postgres;

  private OneMachine(EmbeddedRedis redis, EmbeddedPostgres postgres) {
    this.redis = redis;
    this.postgres = postgres;
  }

  /** Starts both at once; when one fails, the other is stopped. */
  public static OneMachine start(Path data) {
    try {
      Secrets.directory(data);
    } catch (IOException unwritable) {
      throw new UncheckedIOException("data directory " + data + " cannot be used", unwritable);
    }
    var redis =
        CompletableFuture.supplyAsync(() -> EmbeddedRedis.start(data.resolve("redis"), true));
    EmbeddedPostgres postgres;
    try {
      postgres = EmbeddedPostgres.start(data.resolve("postgres"), true);
    } catch (RuntimeException failed) {
      redis.thenAccept(EmbeddedRedis::close).join();
      throw failed;
    }
    try {
      return new OneMachine(redis.join(), postgres);
    } catch (RuntimeException failed) {
      postgres.close();
      throw failed;
    }
  }

  /** The Redis. */
  public EmbeddedRedis redis() {
    return redis;
  }

  /** The PostgreSQL. */
  public EmbeddedPostgres postgres() {
    return postgres;
  }

  @Override
  public void close() {
    redis.close();
    postgres.close();
  }
}
