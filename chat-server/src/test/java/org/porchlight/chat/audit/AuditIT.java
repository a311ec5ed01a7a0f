package org.porchlight.chat.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.porchlight.chat.audit.AuditVerifier.Finding;
import org.porchlight.redis.Durability;
import org.porchlight.redis.RedisLink;
import org.porchlight.testservers.TestPostgres;
import org.porchlight.testservers.TestRedis;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The chain on real stores: what is written stays as it is, or is found. */
class AuditIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String CANARY = "quokka-in-the-larder";

  @TempDir private Path folder;

  private final Map<String, ConnectionFactory> factories = new HashMap<>();
  private final TestPostgres.Database database = TestPostgres.database();
  private final RedisLink link = RedisLink.to(TestRedis.uri());
  private final AuditKeys keys = new AuditKeys(new byte[32]);
  private final PostgresChain chain = chain(database.r2dbcUrl());
  private final AuditTrail trail = new ChainTrail(chain, keys);
  private RedisPending pending = pending("never");

  @BeforeEach
  void prepare() {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.username(), database.password())
        .locations("classpath:db/migration")
        .load()
        .migrate();
    pending = pending(database.jdbcUrl().replaceAll(".*/", "chain-"));
  }

  @AfterEach
  void end() {
    link.close();
  }

  @Test
  @DisplayName("Acts from several nodes are chained once each, in one row after the other")
  void severalNodes() {
    ChainLoop one = loop(chain);
    ChainLoop other = loop(chain(database.r2dbcUrl()));
    Flux.range(1, 250)
        .flatMap(n -> audit(chain).record(Act.of("staff", "act." + n, "something")), 16)
        .then()
        .block(SOON);
    Mono.when(one.round(), other.round(), one.round()).block(SOON);
    assertThat(pending.size().block(SOON)).isZero();
    List<Row> rows = rows();
    assertThat(rows).hasSize(250);
    assertThat(rows).extracting(Row::seq).isSorted().startsWith(1L).endsWith(250L);
    assertThat(rows.stream().map(row -> row.entry().what()).distinct()).hasSize(250);
    assertThat(verify()).isEqualTo(new Finding.Whole(250, 0));
  }

  @Test
  @DisplayName("While PostgreSQL is away acts wait, the archive stays closed, and nothing is lost")
  void databaseAway() {
    PostgresChain away = chain("r2dbc:postgresql://127.0.0.1:1/none");
    ChainedAudit audit = audit(away);
    audit.record(Act.of("staff", "flag.resolve", "c1").detail("right")).block(SOON);
    assertThatThrownBy(() -> loop(away).round().block(SOON)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> audit.recordInChain(Act.of("staff", "archive.read", "c1")).block(SOON))
        .isInstanceOf(RuntimeException.class);
    assertThat(pending.size().block(SOON)).isEqualTo(1);
    loop(chain).round().block(SOON);
    assertThat(rows()).extracting(row -> row.entry().what()).containsExactly("flag.resolve");
    assertThat(rows().getFirst().entry().detail()).isEqualTo("right");
  }

  @Test
  @DisplayName("A crash between the chain and Redis repeats an entry, and it counts once")
  void repeated() {
    audit(chain).record(Act.of("staff", "conversation.read", "c1")).block(SOON);
    List<RedisPending.Waiting> oldest = Objects.requireNonNull(pending.oldest().block(SOON));
    List<Entry> entries = oldest.stream().map(RedisPending.Waiting::entry).toList();
    chain.append(entries).block(SOON);
    chain.append(entries).block(SOON);
    loop(chain).round().block(SOON);
    assertThat(verify()).isEqualTo(new Finding.Whole(1, 0));
  }

  @Test
  @DisplayName("A reason is sealed in Redis and in the chain, and opens with the key")
  void reasonIsSealed() {
    Act act = Act.of("staff", "conversation.read", "c1").because(CANARY);
    assertThat(act.toString()).doesNotContain(CANARY);
    audit(chain).record(act).block(SOON);
    Entry waiting = Objects.requireNonNull(pending.oldest().block(SOON)).getFirst().entry();
    loop(chain).round().block(SOON);
    Entry chained = rows().getFirst().entry();
    byte[] sealed = Objects.requireNonNull(chained.reason());
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(CANARY);
    assertThat(waiting.reason()).isEqualTo(sealed);
    assertThat(keys.reason(chained, sealed)).isEqualTo(CANARY);
  }

  @Test
  @DisplayName("G13 the latest come first, of whom and about what is asked, with their reasons")
  void trail() {
    Audit audit = audit(chain);
    audit.record(Act.of("kit", "conversation.read", "c1").because(CANARY)).block(SOON);
    audit.record(Act.of("sam", "flag.resolve", "c1").detail("right")).block(SOON);
    audit.record(Act.of("kit", "people.leave", "sam")).block(SOON);
    loop(chain).round().block(SOON);
    assertThat(found(Long.MAX_VALUE, null, null, null)).containsExactly(3L, 2L, 1L);
    assertThat(found(3, null, null, null)).containsExactly(2L, 1L);
    assertThat(found(Long.MAX_VALUE, "kit", null, null)).containsExactly(3L, 1L);
    assertThat(found(Long.MAX_VALUE, null, "flag.resolve", null)).containsExactly(2L);
    assertThat(found(Long.MAX_VALUE, "kit", null, "c1")).containsExactly(1L);
    assertThat(found(Long.MAX_VALUE, "' OR true --", null, null)).isEmpty();
    Act read =
        Objects.requireNonNull(
                trail.latest(new AuditTrail.Wanted(2, null, null, null), 1).blockFirst(SOON))
            .act();
    assertThat(read).isEqualTo(Act.of("kit", "conversation.read", "c1").because(CANARY));

    Instant now = Instant.now();
    assertThat(spanOf(now.minusSeconds(600), now.plusSeconds(1))).containsExactly(1L, 2L, 3L);
    assertThat(spanOf(now.plusSeconds(1), now.plusSeconds(600))).isEmpty();

    AuditTrail otherKeys = new ChainTrail(chain, new AuditKeys(new byte[] {1, 2, 3}));
    assertThat(
            otherKeys
                .latest(new AuditTrail.Wanted(2, null, null, null), 1)
                .map(written -> written.act().words())
                .blockFirst(SOON))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit.chain SET who = 'somebody'",
        "DELETE FROM audit.chain",
        "TRUNCATE audit.chain",
        "INSERT INTO audit.chain SELECT * FROM audit.chain ON CONFLICT (seq) DO UPDATE SET act = ''"
      })
  @DisplayName("The database refuses whatever does not append")
  void onlyGrows(String statement) {
    write(2);
    assertThatThrownBy(() -> execute(statement)).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> execute("GRANT ALL ON audit.chain TO CURRENT_USER", statement))
        .hasMessageContaining("only grows");
    assertThat(verify()).isEqualTo(new Finding.Whole(2, 0));
  }

  static Stream<Arguments> tampering() {
    return Stream.of(
        Arguments.of("UPDATE audit.chain SET who = 'other' WHERE seq = 3", "row 3"),
        Arguments.of("UPDATE audit.chain SET detail = NULL WHERE seq = 2", "row 2"),
        Arguments.of("UPDATE audit.chain SET at = at + interval '1 ms' WHERE seq = 5", "row 5"),
        Arguments.of("UPDATE audit.chain SET reason = NULL WHERE seq = 4", "row 4"),
        Arguments.of("DELETE FROM audit.chain WHERE seq = 1", "row 1 "),
        Arguments.of("DELETE FROM audit.chain WHERE seq = 3", "row 3 is missing"),
        Arguments.of("DELETE FROM audit.chain WHERE seq > 3", "row 4 is missing"),
        Arguments.of("DELETE FROM audit.chain", "row 1 is missing"),
        // Deleted, and the rest moved up so that there is no gap.
        Arguments.of(
            "DELETE FROM audit.chain WHERE seq = 2; UPDATE audit.chain SET seq = 2 WHERE seq = 3",
            "row 2"),
        // Two rows in each other's place.
        Arguments.of(
            """
            UPDATE audit.chain SET seq = 99 WHERE seq = 2; UPDATE audit.chain SET seq = 2 WHERE seq = 3;
            UPDATE audit.chain SET seq = 3 WHERE seq = 99
            """,
            "row 2"),
        Arguments.of(
            """
            INSERT INTO audit.chain (seq, entry, at, who, act, about, hash)
            SELECT 6, 'forged', at, who, act, about, hash FROM audit.chain WHERE seq = 5
            """,
            "row 6"));
  }

  @ParameterizedTest
  @MethodSource("tampering")
  @DisplayName("Whatever the owner of the database changes is found, and where")
  void tamperedWith(String how, String where) throws SQLException {
    write(5);
    loop(chain).sign().block(SOON);
    assertThat(verify()).isEqualTo(new Finding.Whole(5, 1));
    execute(
        "ALTER TABLE audit.chain DISABLE TRIGGER USER",
        "GRANT ALL ON audit.chain TO CURRENT_USER",
        how);
    assertThat(verify())
        .isInstanceOfSatisfying(
            Finding.Broken.class, broken -> assertThat(broken.what()).contains(where));
  }

  @Test
  @DisplayName("A chain written anew with another key is not this chain")
  void anotherKey() {
    new PostgresChain(
            client(database.r2dbcUrl()),
            operator(database.r2dbcUrl()),
            new AuditKeys(key((byte) 1)))
        .append(List.of(keys.entry(Act.of("staff", "act", "x"), Clock.systemUTC())))
        .block(SOON);
    assertThat(verify()).isInstanceOf(Finding.Broken.class);
  }

  @Test
  @DisplayName("Checkpoints grow with the chain; one that was changed or made up is found")
  void checkpoints() throws IOException {
    ChainLoop loop = loop(chain);
    write(1);
    loop.sign().block(SOON);
    loop.sign().block(SOON);
    write(1);
    loop.stop();
    assertThat(Files.readAllLines(file())).hasSize(2);
    assertThat(verify()).isEqualTo(new Finding.Whole(2, 2));
    String line = Files.readAllLines(file()).getLast();
    for (String forged :
        List.of("hello", line.replace(" 2 ", " 1 "), line.replaceFirst("^....", "2020"), "")) {
      Files.writeString(file(), forged + "\n", StandardOpenOption.APPEND);
      assertThat(verify()).as(forged).isInstanceOf(Finding.Broken.class);
      List<String> lines = Files.readAllLines(file());
      Files.write(file(), lines.subList(0, 2));
    }
  }

  private void write(int acts) {
    Flux.range(1, acts)
        .concatMap(n ->
            audit(chain)
                .recordInChain(
                    Act.of("staff", "conversation.read", "c" + n).detail("d").because("words")))
        .then()
        .block(SOON);
  }

  private Finding verify() {
    var verifier = new AuditVerifier(chain, keys, new CheckpointFile(file()));
    return Objects.requireNonNull(verifier.verify().block(SOON));
  }

  private List<Long> found(
      long before, @Nullable String who, @Nullable String what, @Nullable String about) {
    return Objects.requireNonNull(
        trail
            .latest(new AuditTrail.Wanted(before, who, what, about), 10)
            .map(AuditTrail.Written::seq)
            .collectList()
            .block(SOON));
  }

  private List<Long> spanOf(Instant from, Instant until) {
    return Objects.requireNonNull(
        trail.between(from, until).map(AuditTrail.Written::seq).collectList().block(SOON));
  }

  private List<Row> rows() {
    return Objects.requireNonNull(chain.rows().collectList().block(SOON));
  }

  private ChainedAudit audit(PostgresChain into) {
    return new ChainedAudit(
        pending, new ChainOnly(into, keys, Clock.systemUTC()), keys, Clock.systemUTC());
  }

  private ChainLoop loop(PostgresChain into) {
    var settings = new AuditSettings("unused", null, file(), Duration.ofHours(1));
    return new ChainLoop(
        pending, into, keys, settings, Clock.systemUTC(), new SimpleMeterRegistry());
  }

  private Path file() {
    return folder.resolve("checkpoints");
  }

  private void execute(String... statements) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
        var statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private RedisPending pending(String name) {
    return new RedisPending(link, link.writer(Durability.L1), name);
  }

  private PostgresChain chain(String url) {
    return new PostgresChain(client(url), operator(url), keys);
  }

  private DatabaseClient client(String url) {
    return DatabaseClient.create(factory(url));
  }

  private TransactionalOperator operator(String url) {
    return TransactionalOperator.create(new R2dbcTransactionManager(factory(url)));
  }

  private ConnectionFactory factory(String url) {
    return factories.computeIfAbsent(
        url,
        address ->
            ConnectionFactories.get(
                ConnectionFactoryOptions.parse(address)
                    .mutate()
                    .option(ConnectionFactoryOptions.USER, database.username())
                    .option(ConnectionFactoryOptions.PASSWORD, database.password())
                    .build()));
  }

  private static byte[] key(byte fill) {
    byte[] key = new byte[32];
    java.util.Arrays.fill(key, fill);
    return key;
  }
}
