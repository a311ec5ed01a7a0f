package org.porchlight.chat.pretend;

import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.porchlight.chat.ChatServerApplication;
import org.porchlight.chat.access.DemoAccounts;
import org.porchlight.chat.sealing.KeyFile;
import org.porchlight.testservers.TestPostgres;
import org.porchlight.testservers.TestRedis;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * A chat server with the engine inside, on free ports, on the stores of the tests. Its demo
 * accounts are {@code peer} and {@code peer2} to {@code peer7}, {@code supervisor}, {@code
 * coordinator} and {@code clinician}, all with {@link #PASSWORD}.
 */
public final class RunningServer implements AutoCloseable {
  /** The one origin whose pages may connect. */
  public static final String ORIGIN = "https://porchlight.test";

  /** The password of every demo account. */
  public static final String PASSWORD = "correct-horse-of-the-tests";

  private static final int PEERS = 7;

  private final ConfigurableApplicationContext context;
  private final TestPostgres.Database database;
  private final Map<String, PretendStaff> staff = new ConcurrentHashMap<>();

  private RunningServer(ConfigurableApplicationContext context, TestPostgres.Database database) {
    this.context = context;
    this.database = database;
  }

  private static final class Holder {
    private static final RunningServer SHARED = startForTheWholeRun();

    private static RunningServer startForTheWholeRun() {
      RunningServer server = start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      return server;
    }
  }

  /** The one server that tests share: offers are held for 5 seconds, {@code hello} has 8. */
  public static RunningServer shared() {
    return Holder.SHARED;
  }

  /**
   * Another server, on a database and a waiting line of its own.
   *
   * @param properties {@code name=value}, before those of the shared server
   */
  public static RunningServer start(String... properties) {
    TestPostgres.Database database = TestPostgres.database();
    return start(database, database.jdbcUrl().replaceAll(".*/", ""), properties);
  }

  /** Another server, with a part in the place of the one that ships. */
  public static <T> RunningServer with(Class<T> type, Supplier<T> part) {
    TestPostgres.Database database = TestPostgres.database();
    return start(
        database,
        database.jdbcUrl().replaceAll(".*/", ""),
        context ->
            ((GenericApplicationContext) context)
                .registerBean(
                    "pretend" + type.getSimpleName(), type, part, bean -> bean.setPrimary(true)));
  }

  /**
   * One more node of the same service: the same stores, the same line, other ports.
   *
   * @param properties {@code name=value}, as this one was started with
   */
  public RunningServer anotherNode(String... properties) {
    return start(
        database, Objects.requireNonNull(property("porchlight.matching.pool")), properties);
  }

  private static RunningServer start(
      TestPostgres.Database database, String pool, String... properties) {
    return start(database, pool, context -> {}, properties);
  }

  private static RunningServer start(
      TestPostgres.Database database,
      String pool,
      ApplicationContextInitializer<ConfigurableApplicationContext> parts,
      String... properties) {
    List<String> arguments = new ArrayList<>();
    for (String property : properties) {
      arguments.add("--" + property);
    }
    SpringApplication application = new SpringApplication(ChatServerApplication.class);
    application.setDefaultProperties(defaults(database, pool));
    application.setRegisterShutdownHook(false);
    application.addInitializers(RunningServer::onItsOwn, parts);
    // Ports are set in application.yaml, so only arguments can change them.
    arguments.add("--server.port=0");
    arguments.add("--management.server.port=0");
    ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
    context.getBean(DemoAccounts.class).create(login -> PASSWORD, PEERS).block();
    return new RunningServer(context, database);
  }

  /**
   * Servers of one process share Netty's threads, and the first to close takes them along. Those of
   * its own end at once: the two seconds that Spring leaves them are for requests on their way.
   */
  private static void onItsOwn(ConfigurableApplicationContext context) {
    ReactorResourceFactory resources = new ReactorResourceFactory();
    resources.setUseGlobalResources(false);
    resources.setShutdownQuietPeriod(Duration.ZERO);
    ((GenericApplicationContext) context)
        .registerBean("reactorResourceFactory", ReactorResourceFactory.class, () -> resources);
  }

  private static Map<String, Object> defaults(TestPostgres.Database database, String pool) {
    return Map.ofEntries(
        Map.entry("spring.data.redis.url", TestRedis.uri()),
        Map.entry("spring.r2dbc.url", database.r2dbcUrl()),
        Map.entry("spring.r2dbc.username", database.username()),
        Map.entry("spring.r2dbc.password", database.password()),
        Map.entry("spring.flyway.url", database.jdbcUrl()),
        Map.entry("spring.flyway.user", database.username()),
        Map.entry("spring.flyway.password", database.password()),
        Map.entry("porchlight.key-file", KEY_FILE.toString()),
        Map.entry("porchlight.socket.origins", ORIGIN),
        Map.entry("porchlight.socket.hello-within", "8s"),
        // A test says in a second what people say in an hour.
        Map.entry("porchlight.socket.frame-burst", "1000"),
        Map.entry("porchlight.matching.engine-inside", "true"),
        Map.entry("porchlight.matching.offer-for", "5s"),
        // Everybody in the tests comes at once.
        Map.entry("porchlight.access.passes-per-minute", "1000000"),
        // Most tests need no supervisor; those of the door ask for one.
        Map.entry("porchlight.matching.require-supervisor", "false"),
        // Nobody sets a house up here, but in the tests of just that.
        Map.entry("porchlight.setup.required", "false"),
        Map.entry("porchlight.audit.chain", pool),
        Map.entry("porchlight.matching.pool", pool));
  }

  private static final Path KEY_FILE = keyFile();

  private static Path keyFile() {
    try {
      Path file = Files.createTempDirectory("porchlight-keys").resolve("key-encryption-key");
      KeyFile.createIfMissing(file);
      return file;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** The key file of every server of the tests. */
  public static Path keyFilePath() {
    return KEY_FILE;
  }

  /** A page or an endpoint. */
  public URI http(String path) {
    return URI.create("http://127.0.0.1:" + property("local.server.port") + path);
  }

  /** Health and metrics. */
  public URI management(String path) {
    return URI.create("http://127.0.0.1:" + property("local.management.port") + path);
  }

  /** The socket. */
  public URI socket() {
    return URI.create("ws://127.0.0.1:" + property("local.server.port") + "/ws");
  }

  /** The database this server remembers in. */
  public TestPostgres.Database database() {
    return database;
  }

  /** A part of the application. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** How often an act is in the audit's chain, once nothing waits for it any more. */
  public long audited(String act) {
    try (RedisClient client = RedisClient.create(TestRedis.uri());
        var redis = client.connect();
        var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
        var count = connection.prepareStatement("SELECT count(*) FROM audit.chain WHERE act = ?")) {
      String pending = "a:{" + property("porchlight.audit.chain") + "}:pending";
      Awaitility.await().until(() -> redis.sync().xlen(pending) == 0);
      count.setString(1, act);
      try (var rows = count.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException failed) {
      throw new AssertionError("the audit cannot be read", failed);
    }
  }

  /** A member of staff who has signed in once for all tests. */
  public PretendStaff staff(String login) {
    return staff.computeIfAbsent(login, name -> PretendStaff.signIn(this, name, PASSWORD));
  }

  /** A socket on which nothing has been said yet. */
  public PretendClient connect() {
    return PretendClient.connect(socket(), ORIGIN);
  }

  @Override
  public void close() {
    context.close();
  }

  private String property(String name) {
    return context.getEnvironment().getRequiredProperty(name);
  }
}
