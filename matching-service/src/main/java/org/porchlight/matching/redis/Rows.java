package org.porchlight.matching.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.porchlight.matching.Band;
import org.porchlight.matching.Certificate;
import org.porchlight.matching.Duty;
import org.porchlight.matching.Level;
import org.porchlight.matching.Line.FreePeer;
import org.porchlight.matching.Line.Ticket;
import org.porchlight.matching.Needs;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.TicketId;
import org.porchlight.matching.Wants;
import org.porchlight.matching.Wish;

/** What scripts answer: rows of strings, in the order that their headers name. */
final class Rows {
  private Rows() {}

  /** As {@code ticketRow} of the prelude. */
  static Ticket ticket(List<?> row) {
    return new Ticket(
        new TicketId(text(row, 0)),
        new Needs(text(row, 1), is(row, 2, "1"), peers(text(row, 3)), peer(text(row, 4))),
        new Wish(
            split(text(row, 5)),
            Wants.valueOf(upper(text(row, 6))),
            Duration.ofMillis(number(row, 7))),
        Band.valueOf(upper(text(row, 8))),
        number(row, 9),
        number(row, 10),
        is(row, 11, "1"),
        number(row, 12));
  }

  /** As {@code peerRow} of the prelude. */
  static FreePeer freePeer(List<?> row) {
    return new FreePeer(
        new PeerId(text(row, 0)),
        new Certificate(Level.of(text(row, 1)), is(row, 2, "1")),
        split(text(row, 3)),
        split(text(row, 4)),
        split(text(row, 8)),
        (int) number(row, 5),
        number(row, 6),
        number(row, 7));
  }

  /** As {@code duty} of the prelude. */
  static Duty duty(List<?> row) {
    return dutyOf(row, 0, split(text(row, 4)), split(text(row, 5)));
  }

  /** The same from a column on, as others see it. */
  static Duty dutySeen(List<?> row, int from) {
    return dutyOf(row, from, Set.of(), Set.of());
  }

  private static Duty dutyOf(List<?> row, int from, Set<String> topics, Set<String> avoid) {
    String rest = text(row, from + 3);
    return new Duty(
        is(row, from, "1"),
        (int) number(row, from + 1),
        (int) number(row, from + 2),
        rest.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(rest)),
        topics,
        avoid);
  }

  static Stream<List<?>> lists(List<Object> answer, int index) {
    return ((List<?>) answer.get(index)).stream().map(row -> (List<?>) row);
  }

  static boolean is(List<?> row, int index, String expected) {
    return text(row, index).equals(expected);
  }

  static String text(List<?> row, int index) {
    return Objects.requireNonNull((String) row.get(index));
  }

  static long number(List<?> row, int index) {
    return Long.parseLong(text(row, index));
  }

  static String field(Map<String, String> body, String name) {
    return Objects.requireNonNull(body.get(name), name);
  }

  static Instant time(Map<String, String> body, String name) {
    return Instant.ofEpochMilli(Long.parseLong(field(body, name)));
  }

  static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  static String joined(Set<String> values) {
    return values.stream().sorted().collect(Collectors.joining(","));
  }

  static Set<String> split(String values) {
    return Arrays.stream(values.split(",", -1))
        .filter(value -> !value.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static String upper(String value) {
    return value.toUpperCase(Locale.ROOT);
  }

  static @Nullable PeerId peer(String value) {
    return value.isEmpty() ? null : new PeerId(value);
  }

  private static Set<PeerId> peers(String values) {
    return split(values).stream().map(PeerId::new).collect(Collectors.toUnmodifiableSet());
  }
}
