package org.porchlight.chat.resources;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;

/**
 * What a coordinator writes down about a crisis line. Each part refuses with a problem document
 * what cannot be, and repeats nothing of it.
 */
record LineForm(
    @Nullable String name,
    @Nullable String kind,
    @Nullable String value,
    @Nullable String hours,
    @Nullable Boolean free,
    @Nullable String audience,
    @Nullable List<String> languages,
    @Nullable LineNote note,
    @Nullable String source) {
  private static final int LONGEST_LINK = 200;
  private static final int MOST_LANGUAGES = 12;
  private static final Set<String> CODES = Set.copyOf(List.of(Locale.getISOLanguages()));
  private static final String WORDS = "[\\p{L}\\p{M}\\p{N}\\p{P}\\p{Zs}+]";
  private static final Pattern NAME = Pattern.compile(WORDS + "{1,60}");
  private static final Pattern REMARK = Pattern.compile(WORDS + "{1,80}");
  private static final String DIGITS = "[+]?[0-9](?:[ -]?[0-9]){1,19}";
  private static final Pattern NUMBER = Pattern.compile(DIGITS);

  /** A keyword has no digit: whoever taps the link writes to all the digits that there are. */
  private static final Pattern SHORT_CODE =
      Pattern.compile("(?:[\\p{L}\\p{M}]{1,20} to )?" + DIGITS);

  /** What it says. */
  LineText text() {
    String given = Objects.requireNonNullElse(kind, "");
    return new LineText(
        words("name", NAME, name),
        switch (given) {
          case "emergency", "talk", "text", "chat", "directory" -> given;
          default ->
              throw Refusals.bad("kind", "expected emergency, talk, text, chat or directory");
        },
        valueOf(given),
        remark("hours", hours),
        free,
        whom(),
        codes(),
        note == null ? null : LineNote.of(remark("note", note.en()), remark("note", note.es())),
        link("source", source));
  }

  private @Nullable String whom() {
    return switch (audience) {
      case null -> null;
      case "all" -> null;
      case "youth", "adult" -> audience;
      default -> throw Refusals.bad("audience", "expected all, youth or adult");
    };
  }

  private @Nullable List<String> codes() {
    if (languages == null || languages.isEmpty()) {
      return null;
    }
    List<String> codes = languages.stream().filter(Objects::nonNull).distinct().toList();
    if (codes.size() < languages.size()
        || codes.size() > MOST_LANGUAGES
        || !CODES.containsAll(codes)) {
      throw Refusals.bad("languages", "expected at most 12 codes of languages, each once");
    }
    return codes;
  }

  private static @Nullable String remark(String field, @Nullable String remark) {
    return remark == null || remark.isBlank() ? null : words(field, REMARK, remark);
  }

  private String valueOf(String ofKind) {
    return switch (ofKind) {
      case "chat", "directory" -> link("value", value);
      case "text" -> words("value", SHORT_CODE, value);
      default -> words("value", NUMBER, value);
    };
  }

  private static String words(String field, Pattern good, @Nullable String words) {
    String given = Objects.requireNonNullElse(words, "").strip();
    if (!good.matcher(given).matches()) {
      throw Refusals.bad(field, "expected something else, or something shorter");
    }
    return given;
  }

  private static String link(String field, @Nullable String link) {
    String given = Objects.requireNonNullElse(link, "").strip();
    if (given.length() > LONGEST_LINK || !isHttps(given)) {
      throw Refusals.bad(field, "expected an https link of at most 200 characters");
    }
    return given;
  }

  private static boolean isHttps(String link) {
    try {
      URI uri = new URI(link);
      return link.startsWith("https://")
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && link.chars().allMatch(c -> c < 128);
    } catch (URISyntaxException unreadable) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "LineForm";
  }
}
