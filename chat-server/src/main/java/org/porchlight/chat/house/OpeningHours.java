package org.porchlight.chat.house;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When somebody is usually there. They open nothing by themselves: the door looks at who is there;
 * they only tell when to come again.
 *
 * @param zone the time zone of the hours, such as {@code America/New_York}
 * @param hours spans such as {@code daily 20:00-02:00} or {@code mon-thu+sun 18:00-23:30}; one that
 *     ends before it begins ends on the next day; empty when nothing is known
 */
@ConfigurationProperties("porchlight.opening")
public record OpeningHours(@DefaultValue("UTC") ZoneId zone, @DefaultValue List<String> hours) {
  private static final Pattern SPAN = Pattern.compile("([a-z+-]+) (\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");
  private static final int A_WEEK = 7;
  private static final int NAME = 3;

  /** Refuses what cannot be read. */
  public OpeningHours {
    hours = List.copyOf(hours);
    hours.forEach(Span::of);
  }

  /** When they begin next, empty when they are not known or have begun already. */
  public Optional<Instant> nextOpening(Instant now) {
    List<Span> spans = hours.stream().map(Span::of).toList();
    ZonedDateTime here = now.atZone(zone);
    ZonedDateTime first = null;
    for (int day = -1; day <= A_WEEK; day++) {
      LocalDate date = here.toLocalDate().plusDays(day);
      for (Span span : spans) {
        if (!span.days().contains(date.getDayOfWeek())) {
          continue;
        }
        ZonedDateTime from = span.begins(date, zone);
        if (!from.isAfter(here) && span.ends(date, zone).isAfter(here)) {
          return Optional.empty();
        }
        if (from.isAfter(here) && (first == null || from.isBefore(first))) {
          first = from;
        }
      }
    }
    return Optional.ofNullable(first).map(ZonedDateTime::toInstant);
  }

  /**
   * When they end for now, also where one follows right upon another; empty while they have not
   * begun, and where they never end.
   */
  public Optional<Instant> closing(Instant now) {
    Instant aWeekOn = now.plus(Duration.ofDays(A_WEEK));
    Instant end = now;
    for (Optional<Instant> next = endOf(end); next.isPresent(); next = endOf(end)) {
      end = next.get();
      if (end.isAfter(aWeekOn)) {
        return Optional.empty();
      }
    }
    return end.equals(now) ? Optional.empty() : Optional.of(end);
  }

  /** The last end of what has begun by then and is not over. */
  private Optional<Instant> endOf(Instant moment) {
    LocalDate today = moment.atZone(zone).toLocalDate();
    return hours.stream()
        .map(Span::of)
        .flatMap(span ->
            Stream.of(today.minusDays(1), today)
                .filter(date -> span.days().contains(date.getDayOfWeek()))
                .filter(date -> !span.begins(date, zone).toInstant().isAfter(moment))
                .map(date -> span.ends(date, zone).toInstant()))
        .filter(end -> end.isAfter(moment))
        .max(Comparator.naturalOrder());
  }

  /** The same for each day by itself, such as {@code mon 20:00-02:00}, Monday first. */
  List<String> byDay() {
    List<Span> spans =
        hours.stream().map(Span::of).sorted(Comparator.comparing(Span::from)).toList();
    return Arrays.stream(DayOfWeek.values())
        .flatMap(day ->
            spans.stream()
                .filter(span -> span.days().contains(day))
                .map(span -> name(day) + " " + span.from() + "-" + span.until()))
        .distinct()
        .toList();
  }

  private static String name(DayOfWeek day) {
    return day.name().substring(0, NAME).toLowerCase(Locale.ROOT);
  }

  /** Days, and from when to when. */
  private record Span(Set<DayOfWeek> days, LocalTime from, LocalTime until) {

    static Span of(String text) {
      Matcher matcher = SPAN.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "porchlight.opening.hours: " + text + " (expected: such as mon-fri 20:00-02:00)");
      }
      return new Span(
          days(matcher.group(1)),
          LocalTime.parse(matcher.group(2)),
          LocalTime.parse(matcher.group(3)));
    }

    ZonedDateTime begins(LocalDate date, ZoneId zone) {
      return ZonedDateTime.of(date, from, zone);
    }

    ZonedDateTime ends(LocalDate date, ZoneId zone) {
      return ZonedDateTime.of(until.isAfter(from) ? date : date.plusDays(1), until, zone);
    }

    private static Set<DayOfWeek> days(String text) {
      if (text.equals("daily")) {
        return EnumSet.allOf(DayOfWeek.class);
      }
      List<DayOfWeek> days = new ArrayList<>();
      for (String part : text.split("[+]")) {
        String[] ends = part.split("-");
        DayOfWeek day = day(ends[0]);
        DayOfWeek last = day(ends[ends.length - 1]);
        days.add(day);
        while (day != last) {
          day = day.plus(1);
          days.add(day);
        }
      }
      return EnumSet.copyOf(days);
    }

    private static DayOfWeek day(String name) {
      for (DayOfWeek day : DayOfWeek.values()) {
        if (name(day).equals(name)) {
          return day;
        }
      }
      throw new IllegalArgumentException(
          "porchlight.opening.hours: " + name + " (expected: mon, tue, wed, thu, fri, sat or sun)");
    }
  }
}
