package org.porchlight.chat.house;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.Topics;

/**
 * What a coordinator wants to hold from now on. Each part refuses with a problem document what
 * cannot be, and repeats nothing of it.
 */
record HouseForm(
    @Nullable Integer version,
    @Nullable String zone,
    @Nullable List<@Nullable String> hours,
    @Nullable Boolean requireSupervisor,
    @Nullable Integer days,
    @Nullable Integer flagDays,
    @Nullable Integer minAge,
    @Nullable List<@Nullable String> topics,
    @Nullable String lead,
    @Nullable String policy,
    @Nullable String onCall,
    @Nullable String onCallPhone) {
  /** What a name or a sentence of a house is made of. */
  static final String WORDS = "[\\p{L}\\p{M}\\p{N}\\p{P}\\p{Zs}+=~]";

  /** Three times a day. */
  private static final int MOST_SPANS = 21;

  private static final String TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d";
  private static final Pattern SPAN =
      Pattern.compile("(?:mon|tue|wed|thu|fri|sat|sun) " + TIME + "-" + TIME);
  private static final Pattern LEAD = Pattern.compile(WORDS + "{1,60}");
  private static final Pattern POLICY = Pattern.compile(WORDS + "{1,200}");
  private static final Pattern PHONE = Pattern.compile("[+(]?[0-9][0-9 ()./-]{1,28}[0-9]");

  /** The version that was looked at. */
  int seen() {
    return within("version", version, 0, Integer.MAX_VALUE);
  }

  /** What is to hold. */
  HouseRules rules() {
    int age = age();
    boolean young = age < HouseRules.ADULT;
    // A name without a number is nobody to call, and a number alone says not whom.
    boolean called = !blank(onCall) || !blank(onCallPhone);
    return new HouseRules(
        0,
        0,
        new OpeningHours(zoneOf(), spans(hours)),
        supervisor(),
        new Retention(
            within("days", days, 1, Retention.LONGEST.days()),
            within("flagDays", flagDays, Retention.LEAST_FLAG_DAYS, Retention.LONGEST.flagDays())),
        age,
        offered(),
        young ? words("lead", LEAD, lead) : null,
        young ? words("policy", POLICY, policy) : null,
        called ? words("onCall", LEAD, onCall) : null,
        called ? words("onCallPhone", PHONE, onCallPhone) : null);
  }

  private ZoneId zoneOf() {
    // Names that are known, and no offsets: those do not follow the clocks of a place.
    String given = Objects.requireNonNullElse(zone, "").strip();
    if (!ZoneId.getAvailableZoneIds().contains(given)) {
      throw Refusals.bad("zone", "expected a time zone such as Europe/Madrid");
    }
    return ZoneId.of(given);
  }

  /** Hours of a week, each of one day. */
  static List<String> spans(@Nullable List<@Nullable String> hours) {
    if (hours == null
        || hours.size() > MOST_SPANS
        || !hours.stream().allMatch(span -> span != null && SPAN.matcher(span).matches())) {
      throw Refusals.bad("hours", "expected at most 21 such as mon 20:00-02:00");
    }
    return hours.stream().map(Objects::requireNonNull).distinct().toList();
  }

  private boolean supervisor() {
    if (requireSupervisor == null) {
      throw Refusals.bad("requireSupervisor", "expected true or false");
    }
    return requireSupervisor;
  }

  /** Only those that the pages have words for, so that nobody reads a code. */
  private List<String> offered() {
    if (topics == null
        || topics.isEmpty()
        || !topics.stream().allMatch(topic -> topic != null && Topics.KNOWN.contains(topic))) {
      throw Refusals.bad("topics", "expected one or more of those that are known");
    }
    return topics.stream().map(Objects::requireNonNull).toList();
  }

  private int age() {
    if (minAge == null || (minAge != HouseRules.ADULT && minAge != HouseRules.YOUNGEST)) {
      throw Refusals.bad("minAge", "expected 18, or 16");
    }
    return minAge;
  }

  private static int within(String field, @Nullable Integer number, int least, int most) {
    if (number == null || number < least || number > most) {
      throw Refusals.bad(field, "expected " + least + " to " + most);
    }
    return number;
  }

  private static boolean blank(@Nullable String words) {
    return words == null || words.isBlank();
  }

  /** Words without spaces around them, where they are good. */
  static String words(String field, Pattern good, @Nullable String words) {
    String given = Objects.requireNonNullElse(words, "").strip();
    if (!good.matcher(given).matches()) {
      throw Refusals.bad(field, "expected something else, or something shorter");
    }
    return given;
  }

  @Override
  public String toString() {
    return "HouseForm";
  }
}
