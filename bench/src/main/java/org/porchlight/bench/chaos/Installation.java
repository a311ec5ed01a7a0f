package org.porchlight.bench.chaos;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.porchlight.bench.system.Extracted;
import org.porchlight.bench.system.Guard;
import org.porchlight.bench.system.Link;
import org.porchlight.bench.system.Ports;
import org.porchlight.bench.system.Unit;

/**
 * A deployment on this machine: two chat-servers, a matching-service, Redis and PostgreSQL, all of
 * them processes of their own, with links between clients and chat-servers and in front of Redis.
 */
final class Installation implements AutoCloseable {
  /** What pages of this installation would send as {@code Origin}. */
  static final String ORIGIN = "http://porchlight.example";

  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final int OK = 200;
  private static final int HTTP_PATIENCE_MILLIS = 2_000;
  private static final int KEY_BYTES = 32;
  private static final List<String> CHATS = List.of("chat-1", "chat-2");
  private static final String MATCHING = "matching";

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<Unit> chats = new ArrayList<>();
  private final List<Link> doors = new ArrayList<>();
  private final Database database;
  private final RedisShape redis;
  private final Unit matching;

  private Installation(Guard guard, Path folder, Level level, boolean cluster, Extracted.Life life)
      throws IOException, InterruptedException {
    Ports ports = new Ports();
    RedisServers servers = new RedisServers(guard, folder, ports, loops);
    redis = shape(servers, level, cluster);
    redis.start();
    database = Database.start(folder.resolve("postgres"), ports.next(), loops);
    Path key = folder.resolve("key");
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    Files.writeString(key, Base64.getEncoder().encodeToString(random));
    Extracted chatServer = Extracted.of("chat-server");
    for (String name : CHATS) {
      int port = ports.next();
      var environment = environment(level, key, name);
      environment.put("PORCHLIGHT_PORT", Integer.toString(port));
      environment.put("PORCHLIGHT_MANAGEMENT_PORT", Integer.toString(ports.next()));
      Path output = folder.resolve(name + ".log");
      Unit.Readiness ready = unit -> answers(port);
      chatServer.train(guard, environment, folder.resolve("training-chat.log"), ready);
      chats.add(new Unit(guard, name, chatServer.command(life), environment, output, ready));
      doors.add(Link.lay("clients to " + name, ports.next(), port, loops));
    }
    Extracted matchingService = Extracted.of("matching-service");
    var environment = environment(level, key, MATCHING);
    Unit.Readiness started = unit -> unit.hasSaid("Started MatchingServiceApplication");
    matchingService.train(guard, environment, folder.resolve("training-matching.log"), started);
    Path output = folder.resolve(MATCHING + ".log");
    matching =
        new Unit(guard, MATCHING, matchingService.command(life), environment, output, started);
  }

  /** Starts everything and waits until it serves. */
  static Installation start(
      Guard guard, Path folder, Level level, boolean cluster, Extracted.Life life)
      throws IOException, InterruptedException {
    var installation = new Installation(guard, folder, level, cluster, life);
    for (Unit chat : installation.chats) {
      chat.start();
    }
    installation.matching.start();
    installation.awaitWhole();
    return installation;
  }

  List<Unit> chats() {
    return chats;
  }

  Unit matching() {
    return matching;
  }

  RedisShape redis() {
    return redis;
  }

  Database database() {
    return database;
  }

  /** The links on which clients reach the chat-servers. */
  List<Link> doors() {
    return doors;
  }

  /** Where clients go. */
  List<URI> addresses() {
    return doors.stream().map(door -> URI.create("http://127.0.0.1:" + door.port())).toList();
  }

  /** Every process of ours and of Redis. */
  List<Unit> units() {
    return Stream.concat(Stream.concat(chats.stream(), Stream.of(matching)), redis.units().stream())
        .toList();
  }

  /** Waits until everything serves. */
  void awaitWhole() throws IOException, InterruptedException {
    redis.awaitWhole();
    for (Unit unit : ours()) {
      unit.awaitReady(READY_WITHIN);
    }
  }

  /** Starts what has ended by itself, as whatever runs services does. Answers how many. */
  int startWhatEnded() throws IOException {
    int ended = 0;
    for (Unit unit : ours()) {
      if (!unit.isAlive()) {
        unit.start();
        ended++;
      }
    }
    return ended;
  }

  private List<Unit> ours() {
    return Stream.concat(chats.stream(), Stream.of(matching)).toList();
  }

  @Override
  public void close() {
    database.close();
    loops.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static RedisShape shape(RedisServers servers, Level level, boolean cluster)
      throws IOException, InterruptedException {
    if (cluster) {
      return new ClusterRedis(servers, level);
    }
    return switch (level) {
      case L1 -> new OneRedis(servers, List.of("chat-1", "chat-2", MATCHING));
      case L2 -> new SentinelRedis(servers);
    };
  }

  private Map<String, String> environment(Level level, Path key, String client) {
    Map<String, String> environment = new HashMap<>();
    environment.put("REDIS_URL", redis.url(client));
    environment.put("DATABASE_URL", database.jdbcUrl().substring("jdbc:".length()));
    environment.put("DATABASE_USERNAME", database.username());
    environment.put("DATABASE_PASSWORD", database.password());
    environment.put("PORCHLIGHT_ORIGINS", ORIGIN);
    environment.put("PORCHLIGHT_KEY_FILE", key.toAbsolutePath().toString());
    environment.put("PORCHLIGHT_DURABILITY", level.name());
    // Pretend people come by the hundred, and have no browser that works for a pass.
    environment.put("PORCHLIGHT_ACCESS_PASSES_PER_MINUTE", "1000000");
    // Nobody keeps an eye on pretend people here.
    environment.put("PORCHLIGHT_MATCHING_REQUIRE_SUPERVISOR", "false");
    // Nor does anybody set a house up for them.
    environment.put("PORCHLIGHT_SETUP_REQUIRED", "false");
    return environment;
  }

  /** The page is there: the last thing a chat-server does when it starts is to listen. */
  private static boolean answers(int port) {
    try {
      var connection =
          (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
      connection.setConnectTimeout(HTTP_PATIENCE_MILLIS);
      connection.setReadTimeout(HTTP_PATIENCE_MILLIS);
      return connection.getResponseCode() == OK;
    } catch (IOException notYet) {
      return false;
    }
  }
}
