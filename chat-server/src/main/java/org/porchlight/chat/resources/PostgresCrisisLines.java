package org.porchlight.chat.resources;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.resources.LineKeeping.Outcome;
import org.porchlight.chat.resources.ShippedLines.Shipped;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The crisis lines of the regions that a coordinator has touched, in PostgreSQL. */
@Component
class PostgresCrisisLines {
  private static final String LINE =
      """
      SELECT id, region, version, name, kind, value, hours, free, audience, languages, note_en,
        note_es, source, checked_on, checked_by, waits, replaces
      FROM crisis_lines
      """;

  private final DatabaseClient database;
  private final TransactionalOperator together;

  PostgresCrisisLines(DatabaseClient database, ReactiveTransactionManager transactions) {
    this.database = database;
    this.together = TransactionalOperator.create(transactions);
  }

  /** Everything, in order. */
  Flux<KeptLine> all() {
    return database.sql(LINE + "ORDER BY region, place, id").map(PostgresCrisisLines::line).all();
  }

  /** The regions of which the house answers for every line, also where it has none left. */
  Mono<Set<String>> ownRegions() {
    return database
        .sql("SELECT region FROM own_regions")
        .mapValue(String.class)
        .all()
        .collect(Collectors.toSet());
  }

  /**
   * Does something with the lines of a region while nobody else changes any. A region that was
   * never touched gets its shipped lines first; when nothing comes of it they go again.
   */
  Mono<Outcome> inRegion(Shipped region, Function<List<KeptLine>, Mono<Outcome>> what) {
    return together
        .execute(transaction ->
            database
                .sql("LOCK TABLE crisis_lines IN SHARE ROW EXCLUSIVE MODE")
                .then()
                .then(Mono.defer(() -> taken(region.id())))
                .flatMap(isNew -> of(region.id()).map(lines -> isNew && lines.isEmpty()))
                .flatMap(isUntouched ->
                    isUntouched ? copy(region.lines()).thenReturn(region.lines()) : of(region.id()))
                .flatMap(what)
                .doOnNext(outcome -> {
                  if (outcome != Outcome.DONE) {
                    transaction.setRollbackOnly();
                  }
                }))
        .single();
  }

  /** A new line, or a change, at the end of its region. */
  Mono<Void> add(KeptLine line) {
    LineText text = line.text();
    LineNote note = Objects.requireNonNullElse(text.note(), new LineNote(null, null));
    return database
        .sql(
            """
            INSERT INTO crisis_lines (id, region, place, version, name, kind, value, hours, free,
              audience, languages, note_en, note_es, source, checked_on, checked_by, waits,
              replaces)
            VALUES (:id, :region,
              (SELECT coalesce(max(place), 0) + 1 FROM crisis_lines WHERE region = :region),
              :version, :name, :kind, :value, :hours, :free, :audience, :languages, :en, :es,
              :source, :on, :by, :waits, :replaces)
            """)
        .bind("id", line.id())
        .bind("region", line.region())
        .bind("version", line.version())
        .bind("name", text.name())
        .bind("kind", text.kind())
        .bind("value", text.value())
        .bind("hours", maybe(String.class, text.hours()))
        .bind("free", maybe(Boolean.class, text.free()))
        .bind("audience", maybe(String.class, text.audience()))
        .bind("languages", maybe(String.class, joined(text.languages())))
        .bind("en", maybe(String.class, note.en()))
        .bind("es", maybe(String.class, note.es()))
        .bind("source", maybe(String.class, text.source()))
        .bind("on", line.checkedOn())
        .bind("by", maybe(String.class, line.checkedBy()))
        .bind("waits", line.waits())
        .bind("replaces", maybe(String.class, line.replaces()))
        .then();
  }

  Mono<Void> check(String id, LocalDate today, String by) {
    return database
        .sql(
            """
            UPDATE crisis_lines SET version = version + 1, checked_on = :on, checked_by = :by
            WHERE id = :id
            """)
        .bind("id", id)
        .bind("on", today)
        .bind("by", by)
        .then();
  }

  /** Shows what waits: a new line at its place, a change at that of the line that it replaces. */
  Mono<Void> confirm(KeptLine waiting) {
    return waiting.replaces() == null
        ? database
            .sql("UPDATE crisis_lines SET waits = false, version = version + 1 WHERE id = :id")
            .bind("id", waiting.id())
            .then()
        : database
            .sql(
                """
                UPDATE crisis_lines line SET version = line.version + 1, name = waiting.name,
                  kind = waiting.kind, value = waiting.value, hours = waiting.hours,
                  free = waiting.free, audience = waiting.audience,
                  languages = waiting.languages, note_en = waiting.note_en,
                  note_es = waiting.note_es, source = waiting.source,
                  checked_on = waiting.checked_on, checked_by = waiting.checked_by
                FROM crisis_lines waiting
                WHERE waiting.id = :id AND line.id = waiting.replaces
                """)
            .bind("id", waiting.id())
            .then()
            .then(Mono.defer(() -> remove(waiting.id())));
  }

  /** Takes one away, and with it a change that waits for it. */
  Mono<Void> remove(String id) {
    return database.sql("DELETE FROM crisis_lines WHERE id = :id").bind("id", id).then();
  }

  /** From now on the house answers for it; whether it did not before. */
  private Mono<Boolean> taken(String region) {
    return database
        .sql("INSERT INTO own_regions (region) VALUES (:region) ON CONFLICT DO NOTHING")
        .bind("region", region)
        .fetch()
        .rowsUpdated()
        .map(inserted -> inserted == 1);
  }

  private Mono<List<KeptLine>> of(String region) {
    return database
        .sql(LINE + "WHERE region = :region ORDER BY place, id")
        .bind("region", region)
        .map(PostgresCrisisLines::line)
        .all()
        .collectList();
  }

  private Mono<Void> copy(List<KeptLine> lines) {
    return Flux.fromIterable(lines).concatMap(this::add).then();
  }

  private static <T> Parameter maybe(Class<T> type, @Nullable T value) {
    return value == null ? Parameters.in(type) : Parameters.in(value);
  }

  private static @Nullable String joined(@Nullable List<String> codes) {
    return codes == null ? null : String.join(" ", codes);
  }

  private static @Nullable List<String> split(@Nullable String codes) {
    return codes == null ? null : List.of(codes.split(" ", -1));
  }

  private static KeptLine line(Readable row) {
    return new KeptLine(
        text(row, "id"),
        text(row, "region"),
        Objects.requireNonNull(row.get("version", Integer.class)),
        new LineText(
            text(row, "name"),
            text(row, "kind"),
            text(row, "value"),
            row.get("hours", String.class),
            row.get("free", Boolean.class),
            row.get("audience", String.class),
            split(row.get("languages", String.class)),
            LineNote.of(row.get("note_en", String.class), row.get("note_es", String.class)),
            row.get("source", String.class)),
        Objects.requireNonNull(row.get("checked_on", LocalDate.class)),
        row.get("checked_by", String.class),
        Objects.requireNonNull(row.get("waits", Boolean.class)),
        row.get("replaces", String.class));
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class));
  }
}
