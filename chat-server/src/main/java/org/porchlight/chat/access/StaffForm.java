package org.porchlight.chat.access;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a coordinator writes down about somebody. Each part refuses with a problem document what
 * cannot be, and repeats nothing of it.
 *
 * @param trainedOn a day such as 2026-03-14
 * @param goodUntil the same
 */
public record StaffForm(
    @Nullable String name,
    @Nullable String role,
    @Nullable String level,
    @Nullable Boolean clearedForMinors,
    @Nullable String trainedOn,
    @Nullable String goodUntil,
    @Nullable List<String> languages,
    @Nullable List<String> topics) {
  private static final int LONGEST_NAME = 40;
  private static final int MOST = 40;

  /** Longer than any training counts, so it is a slip of the hand. */
  private static final int MOST_YEARS = 5;

  private static final Set<String> LEVELS =
      Set.of(Certification.PRACTICE, "supervised", "independent");
  private static final Pattern TAG = Pattern.compile("[a-z-]{1,32}");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N} .'’-]+");

  /**
   * The person that it describes.
   *
   * @param id who that is
   * @param today no training is over that lies ahead
   */
  public Person person(String id, LocalDate today) {
    return new Person(
        id,
        givenName(),
        givenRole(),
        certification(today),
        givenLanguages(),
        tags("topics", Objects.requireNonNullElse(topics, List.of())));
  }

  /**
   * The person as whoever fills this in saw them. It is compared and never recorded, so what an
   * older rule let in may stand here.
   *
   * @param id who that is
   */
  public Person seen(String id) {
    return new Person(
        id,
        Objects.requireNonNullElse(name, ""),
        givenRole(),
        new Certification(
            Objects.requireNonNullElse(level, Certification.PRACTICE),
            Boolean.TRUE.equals(clearedForMinors),
            day("trainedOn", trainedOn),
            day("goodUntil", goodUntil)),
        tags("languages", Objects.requireNonNullElse(languages, List.of("en"))),
        tags("topics", Objects.requireNonNullElse(topics, List.of())));
  }

  private Set<String> givenLanguages() {
    Set<String> given = tags("languages", Objects.requireNonNullElse(languages, List.of("en")));
    if (given.isEmpty()) {
      throw Refusals.badRequest("languages: expected at least one");
    }
    return given;
  }

  private String givenName() {
    String given = Objects.requireNonNullElse(name, "").strip();
    if (given.length() > LONGEST_NAME || !NAME.matcher(given).matches()) {
      throw Refusals.badRequest("name: expected 1 to 40 letters");
    }
    return given;
  }

  private Role givenRole() {
    return switch (Objects.requireNonNullElse(role, "")) {
      case "peer" -> Role.PEER;
      case "supervisor" -> Role.SUPERVISOR;
      case "coordinator" -> Role.COORDINATOR;
      case "clinician" -> Role.CLINICIAN;
      default ->
          throw Refusals.badRequest("role: expected peer, supervisor, coordinator or clinician");
    };
  }

  private Certification certification(LocalDate today) {
    String given = Objects.requireNonNullElse(level, Certification.PRACTICE);
    if (!LEVELS.contains(given)) {
      throw Refusals.badRequest("level: expected practice, supervised or independent");
    }
    LocalDate trained = day("trainedOn", trainedOn);
    LocalDate until = day("goodUntil", goodUntil);
    if (!given.equals(Certification.PRACTICE) && (trained == null || until == null)) {
      throw Refusals.badRequest("trainedOn, goodUntil: expected both for more than practice");
    }
    if (trained != null && trained.isAfter(today)) {
      throw Refusals.badRequest("trainedOn: expected no day that is still to come");
    }
    if (trained != null
        && until != null
        && (until.isBefore(trained) || until.isAfter(trained.plusYears(MOST_YEARS)))) {
      throw Refusals.badRequest("goodUntil: expected at most 5 years after trainedOn");
    }
    return new Certification(given, Boolean.TRUE.equals(clearedForMinors), trained, until);
  }

  private static @Nullable LocalDate day(String field, @Nullable String day) {
    try {
      return day == null || day.isEmpty() ? null : LocalDate.parse(day);
    } catch (DateTimeParseException unreadable) {
      throw Refusals.badRequest(field + ": expected a day such as 2026-03-14");
    }
  }

  private static Set<String> tags(String field, List<String> tags) {
    boolean good =
        tags.size() <= MOST
            && tags.stream().allMatch(tag -> tag != null && TAG.matcher(tag).matches());
    if (!good) {
      throw Refusals.badRequest(field + ": expected at most 40 tags of a-z and -");
    }
    return Set.copyOf(tags);
  }

  @Override
  public String toString() {
    return "StaffForm";
  }
}
