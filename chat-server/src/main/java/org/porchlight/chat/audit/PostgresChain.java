package org.porchlight.chat.audit;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The chain in PostgreSQL. Whoever appends holds the chain's lock until it is committed, so on any
 * number of nodes there is one writer at a time, and each sees the row before its own.
 */
final class PostgresChain {
  /** An arbitrary number that nothing else in this database locks. */
  private static final long LOCK = 0x706f_7263_6861_6964L;

  private static final int PAGE = 5_000;
  private static final String ROWS =
      "SELECT seq, entry, at, who, act, about, detail, reason, hash FROM audit.chain ";

  private final DatabaseClient database;
  private final TransactionalOperator together;
  private final AuditKeys keys;

  PostgresChain(DatabaseClient database, TransactionalOperator together, AuditKeys keys) {
    this.database = database;
    this.together = together;
    this.keys = keys;
  }

  /** Appends what is not in the chain yet, in this order: all of it or nothing. */
  Mono<Void> append(List<Entry> entries) {
    return database
        .sql("SELECT pg_advisory_xact_lock(:lock)")
        .bind("lock", LOCK)
        .fetch()
        .first()
        .then(known(entries))
        .map(known -> entries.stream().filter(entry -> !known.contains(entry.id())).toList())
        .filter(fresh -> !fresh.isEmpty())
        .flatMap(this::appendAll)
        .as(together::transactional);
  }

  /** The last row, empty when there is none. */
  Mono<Row> head() {
    return database.sql(ROWS + "ORDER BY seq DESC LIMIT 1").map(PostgresChain::row).one();
  }

  /** Every row, in order, read in pages so that no statement takes long. */
  Flux<Row> rows() {
    return after(0)
        .expand(page -> page.size() < PAGE ? Mono.empty() : after(page.getLast().seq()))
        .flatMapIterable(page -> page);
  }

  /** The rows of a span of time, in order, read in pages too. */
  Flux<Row> between(Instant from, Instant until) {
    return between(0, from, until)
        .expand(
            page -> page.size() < PAGE ? Mono.empty() : between(page.getLast().seq(), from, until))
        .flatMapIterable(page -> page);
  }

  private Mono<List<Row>> between(long seq, Instant from, Instant until) {
    return database
        .sql(ROWS + "WHERE seq > :seq AND at >= :from AND at < :until ORDER BY seq LIMIT :page")
        .bind("seq", seq)
        .bind("from", from)
        .bind("until", until)
        .bind("page", PAGE)
        .map(PostgresChain::row)
        .all()
        .collectList();
  }

  /** The latest rows that match, the latest first. */
  Flux<Row> latest(AuditTrail.Wanted wanted, int most) {
    Map<String, String> equal = new LinkedHashMap<>();
    put(equal, "who", wanted.who());
    put(equal, "act", wanted.what());
    put(equal, "about", wanted.about());
    String conditions =
        equal.keySet().stream()
            .map(column -> " AND %s = :%s".formatted(column, column))
            .collect(Collectors.joining());
    return database
        .sql(ROWS + "WHERE seq < :before" + conditions + " ORDER BY seq DESC LIMIT :most")
        .bind("before", wanted.before())
        .bind("most", most)
        .bindValues(equal)
        .map(PostgresChain::row)
        .all();
  }

  private static void put(Map<String, String> equal, String column, @Nullable String value) {
    if (value != null) {
      equal.put(column, value);
    }
  }

  private Mono<List<Row>> after(long seq) {
    return database
        .sql(ROWS + "WHERE seq > :seq ORDER BY seq LIMIT :page")
        .bind("seq", seq)
        .bind("page", PAGE)
        .map(PostgresChain::row)
        .all()
        .collectList();
  }

  private Mono<Set<String>> known(Collection<Entry> entries) {
    return database
        .sql("SELECT entry FROM audit.chain WHERE entry = ANY(:entries)")
        .bind("entries", entries.stream().map(Entry::id).toArray(String[]::new))
        .mapValue(String.class)
        .all()
        .collect(HashSet::new, Set::add);
  }

  private Mono<Void> appendAll(List<Entry> entries) {
    Entry oldest = entries.getFirst();
    return head()
        .map(last -> next(last, oldest))
        .switchIfEmpty(Mono.fromSupplier(() -> keys.row(AuditKeys.beginning(), 1, oldest)))
        .flatMapMany(first -> Flux.fromIterable(entries).skip(1).scan(first, this::next))
        .concatMap(this::insert)
        .then();
  }

  private Row next(Row before, Entry entry) {
    return keys.row(before.hash(), before.seq() + 1, entry);
  }

  private Mono<Void> insert(Row row) {
    Entry entry = row.entry();
    var statement =
        database
            .sql(
                """
                INSERT INTO audit.chain (seq, entry, at, who, act, about, detail, reason, hash)
                VALUES (:seq, :entry, :at, :who, :act, :about, :detail, :reason, :hash)
                """)
            .bind("seq", row.seq())
            .bind("entry", entry.id())
            .bind("at", entry.at())
            .bind("who", entry.who())
            .bind("act", entry.what())
            .bind("about", entry.about())
            .bind("hash", row.hash());
    return bind(
            bind(statement, "detail", entry.detail(), String.class),
            "reason",
            entry.reason(),
            byte[].class)
        .then();
  }

  private static <T> DatabaseClient.GenericExecuteSpec bind(
      DatabaseClient.GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
    return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
  }

  private static Row row(Readable row) {
    return new Row(
        Objects.requireNonNull(row.get("seq", Long.class)),
        new Entry(
            text(row, "entry"),
            Objects.requireNonNull(row.get("at", Instant.class)),
            text(row, "who"),
            text(row, "act"),
            text(row, "about"),
            row.get("detail", String.class),
            row.get("reason", byte[].class)),
        Objects.requireNonNull(row.get("hash", byte[].class)));
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class));
  }
}
