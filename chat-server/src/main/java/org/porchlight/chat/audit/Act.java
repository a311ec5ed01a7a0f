package org.porchlight.chat.audit;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did, in codes, which outlive every key and so hold nothing that a person wrote. The
 * one exception is a reason, and that is sealed before it leaves the process.
 *
 * @param who the id of a member of staff, or {@code operator}
 * @param what a code, for example {@code conversation.read}
 * @param about what it was done to, an id or a code
 * @param detail more of it in codes, or null
 * @param reason why, in the words of whoever did it, or null
 */
public record Act(
    String who, String what, String about, @Nullable String detail, @Nullable String reason) {
  /** Who did what no member of staff did through the service. */
  public static String operator() {
    return "operator";
  }

  /** An act with nothing more to say. */
  public static Act of(String who, String what, String about) {
    return new Act(who, what, about, null, null);
  }

  /** The same act with more of it in codes. */
  public Act detail(@Nullable String codes) {
    return new Act(who, what, about, codes, reason);
  }

  /** The same act with the words of whoever did it. */
  public Act because(@Nullable String words) {
    return new Act(who, what, about, detail, words);
  }

  /** {@return its words; empty when there are none} */
  String words() {
    return Objects.requireNonNullElse(reason, "");
  }

  @Override
  public String toString() {
    return "Act[what=" + what + "]";
  }
}
