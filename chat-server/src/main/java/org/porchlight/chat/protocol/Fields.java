package org.porchlight.chat.protocol;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a field of a client's frame must look like (PROTOCOL.md, S2 to S5). */
final class Fields {
  private static final int LONGEST_TEXT = 2_000;
  private static final int LONGEST_WORDS = 200;
  private static final int LONGEST_CARD = 500;
  private static final int LONGEST_STEP = 120;
  private static final int MOST_STEPS = 5;
  private static final int MOST_TOPICS = 20;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})?");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,12}");
  private static final Pattern TOPIC = Pattern.compile("[a-z][a-z-]{0,31}");

  private Fields() {}

  static void require(boolean holds, String field) {
    if (!holds) {
      throw new BadField(Refusal.BAD_FIELD, field);
    }
  }

  static void id(String field, @Nullable String value) {
    require(value != null && ID.matcher(value).matches(), field);
  }

  static void language(String field, @Nullable String value) {
    require(value != null && LANGUAGE.matcher(value).matches(), field);
  }

  static void region(String field, @Nullable String value) {
    require(value != null && REGION.matcher(value).matches(), field);
  }

  static void oneOf(String field, @Nullable String value, String... allowed) {
    require(value != null && List.of(allowed).contains(value), field);
  }

  /** An answer from 1 to the most; it may be missing. */
  static void scale(String field, @Nullable Integer value, int most) {
    require(value == null || (value >= 1 && value <= most), field);
  }

  static void topics(String field, @Nullable List<String> values) {
    require(
        values != null
            && values.size() <= MOST_TOPICS
            && values.stream().allMatch(topic -> topic != null && TOPIC.matcher(topic).matches()),
        field);
  }

  /** The text in normal form C. */
  static String text(String field, @Nullable String value) {
    return text(field, value, LONGEST_TEXT);
  }

  /** Come-back words as somebody writes them, right or wrong. */
  static String words(String field, @Nullable String value) {
    return text(field, value, LONGEST_WORDS);
  }

  /** A card, which may be empty. */
  static String card(String field, String value) {
    require(value != null, field);
    return value.isEmpty() ? value : text(field, value, LONGEST_CARD);
  }

  /** The steps of a plan, each on one line; there may be none. */
  static List<String> plan(String field, List<String> steps) {
    require(steps.size() <= MOST_STEPS, field);
    return steps.stream().map(step -> line(field, step, LONGEST_STEP)).toList();
  }

  static String text(String field, @Nullable String value, int longest) {
    require(value != null && isWellFormed(value), field);
    String text = Normalizer.normalize(value, Normalizer.Form.NFC);
    if (text.codePointCount(0, text.length()) > longest) {
      throw new BadField(Refusal.TOO_LONG, field);
    }
    require(!text.isBlank(), field);
    return text;
  }

  /** A text on one line. */
  static String line(String field, @Nullable String value, int longest) {
    String line = text(field, value, longest);
    require(line.codePoints().noneMatch(Character::isISOControl), field);
    return line;
  }

  /** A lone surrogate or a NUL cannot be shown to anybody, and not every store keeps it. */
  private static boolean isWellFormed(String value) {
    return value.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
  }

  /** Thrown by the constructors of frames, caught by {@link FrameCodec}. */
  static final class BadField extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final transient Refusal refusal;
    final String field;

    BadField(Refusal refusal, String field) {
      super(field, null, false, false);
      this.refusal = refusal;
      this.field = field;
    }
  }
}
